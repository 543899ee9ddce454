"""Places in Amazon S3."""

import re
from dataclasses import dataclass

from lambda_handlers.errors import InvalidPropertiesError

_S3_URI = re.compile(r"s3://([^/]+)/?(.*)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class S3Location:
    """A bucket with a key or a prefix."""

    bucket: str
    key: str

    @classmethod
    def parse(cls, uri: str, *, property_path: str) -> "S3Location":
        """Raises InvalidPropertiesError, naming the property, unless the URI is of the form s3://bucket/key."""
        match = _S3_URI.fullmatch(uri)
        if match is None:
            raise InvalidPropertiesError(f"invalid properties: {property_path} must be of the form s3://bucket/key, not '{uri}'")
        return cls(bucket=match.group(1), key=match.group(2))

    @property
    def uri(self) -> str:
        return f"s3://{self.bucket}/{self.key}"

    def below(self, *names: str) -> "S3Location":
        """A key below this prefix."""
        prefix = self.key.rstrip("/")
        return S3Location(bucket=self.bucket, key="/".join([*([prefix] if prefix else []), *names]))

    @property
    def parent(self) -> "S3Location":
        """The prefix of what is beside this key, without the slash."""
        return S3Location(bucket=self.bucket, key=self.key.rpartition("/")[0])
