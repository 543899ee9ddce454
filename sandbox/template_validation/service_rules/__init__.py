"""Resources that a service refuses although the schema allows them: one module per subject, with the service's messages where known.

Some of the messages were published with measurements of real accounts, others are in the documentation; the rest is assumed
(docs/sandbox.md).
"""
