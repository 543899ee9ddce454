"""What a service refuses of a resource although its schema allows it: one module per subject, in the service's words where they are known.

Some answers of services were published with measurements of real accounts, others stand in their documentation; the rest is assumed
(docs/sandbox.md).
"""
