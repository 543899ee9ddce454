"""S3 locations in the URIs of a labeling job."""

import re
from dataclasses import dataclass

from sandbox.ground_truth.errors import ValidationException

_S3_URI = re.compile(r"s3://(?P<bucket>[^/]+)/?(?P<key>.*)")


@dataclass(frozen=True)
class S3Location:
    """A bucket and a key or key prefix."""

    bucket: str
    key: str

    @property
    def uri(self) -> str:
        """The ``s3://`` URI."""
        return f"s3://{self.bucket}/{self.key}"

    @classmethod
    def of_object(cls, uri: str, *, member: str) -> "S3Location":
        """The location of an object. The model also allows https URLs; it is undocumented which of them AWS accepts, so all are refused."""
        location = cls.of_folder(uri, member=member)
        if not location.key or location.key.endswith("/"):
            raise ValidationException(f"{member} '{uri}' must name an object: s3://bucket/key")
        return location

    @classmethod
    def of_folder(cls, uri: str, *, member: str) -> "S3Location":
        """The location of a bucket or a folder in it."""
        match = _S3_URI.fullmatch(uri)
        if match is None:
            raise ValidationException(f"{member} '{uri}' must be an S3 URI: s3://bucket/key")
        return cls(match["bucket"], match["key"])

    def inside(self, path: str) -> "S3Location":
        """A path below this folder."""
        return S3Location(self.bucket, f"{self.key.rstrip('/')}/{path}".lstrip("/"))
