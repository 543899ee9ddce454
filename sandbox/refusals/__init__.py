"""What the sandbox lacks is refused, with an error of the service's own protocol that says so: never an error of the server."""

from sandbox.refusals.refusing import refusing_what_is_lacking
from sandbox.refusals.s3_subresources import with_known_subresources

__all__ = ["refusing_what_is_lacking", "with_known_subresources"]
