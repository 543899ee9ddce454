"""Places in S3, as the URIs of a labeling job name them."""

import re
from dataclasses import dataclass

from sandbox.ground_truth.errors import ValidationException

_S3_URI = re.compile(r"s3://(?P<bucket>[^/]+)/?(?P<key>.*)")


@dataclass(frozen=True)
class S3Location:
    """A bucket and a key, or the start of keys."""

    bucket: str
    key: str

    @property
    def uri(self) -> str:
        """As an ``s3://`` URI."""
        return f"s3://{self.bucket}/{self.key}"

    @classmethod
    def of_object(cls, uri: str, *, member: str) -> "S3Location":
        """An object. The model also allows https URLs; which of them AWS takes is not documented, so none is taken here."""
        location = cls.of_folder(uri, member=member)
        if not location.key or location.key.endswith("/"):
            raise ValidationException(f"{member} '{uri}' must name an object: s3://bucket/key")
        return location

    @classmethod
    def of_folder(cls, uri: str, *, member: str) -> "S3Location":
        """A bucket or a folder in it."""
        match = _S3_URI.fullmatch(uri)
        if match is None:
            raise ValidationException(f"{member} '{uri}' must be an S3 URI: s3://bucket/key")
        return cls(match["bucket"], match["key"])

    def inside(self, path: str) -> "S3Location":
        """A path below this folder."""
        return S3Location(self.bucket, f"{self.key.rstrip('/')}/{path}".lstrip("/"))
