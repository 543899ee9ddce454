"""Features that the sandbox lacks are refused with an error in the service's own protocol, never with a server error."""

from sandbox.refusals.refusing import refusing_what_is_lacking
from sandbox.refusals.s3_subresources import with_known_subresources

__all__ = ["refusing_what_is_lacking", "with_known_subresources"]
