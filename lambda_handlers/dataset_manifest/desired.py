"""The desired manifest."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from labeling_rules.key_pattern import ranges_of_a_pattern
from lambda_handlers.aws.properties import coerce, own_shape
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.dataset_manifest.object_kinds import OBJECT_KINDS, ObjectKind
from lambda_handlers.errors import InvalidPropertiesError

_STRING = {"type": "string"}
PROPERTIES = own_shape(
    {
        "Bucket": _STRING,
        "Prefix": _STRING,
        "Objects": _STRING,
        "Pattern": _STRING,
        "MaxObjects": {"type": "integer"},
        "Revision": _STRING,
        "OutputS3Uri": _STRING,
    }
)
_REQUIRED = frozenset({"Bucket", "Objects", "MaxObjects", "OutputS3Uri"})
_HEX_DIGITS = 8


@dataclass(frozen=True, kw_only=True)
class DesiredManifest:
    """The objects of `kind` below `prefix` of `bucket` whose keys go on as `pattern` says, `max_objects` at most."""

    bucket: str
    prefix: str
    kind: ObjectKind
    pattern: str | None
    max_objects: int
    folder: S3Location
    fingerprint: str
    """The same for requests that want the same; part of the key, so that a rollback finds the manifest that it goes back to."""
    location: S3Location

    @classmethod
    def from_request(cls, request: Request) -> "DesiredManifest":
        """Raises InvalidPropertiesError when a property is unknown, missing or not what is allowed."""
        properties = coerce(properties=request.properties, api=PROPERTIES, required=_REQUIRED)
        if mistakes := list(_mistakes(properties)):
            raise InvalidPropertiesError("invalid properties: " + "; ".join(mistakes))
        folder, fingerprint = folder_of(request, properties["OutputS3Uri"]), _hex(json.dumps(request.properties, sort_keys=True))
        return cls(
            bucket=properties["Bucket"],
            prefix=properties.get("Prefix", ""),
            kind=OBJECT_KINDS[properties["Objects"]],
            pattern=properties.get("Pattern"),
            max_objects=properties["MaxObjects"],
            folder=folder,
            fingerprint=fingerprint,
            location=folder.below(f"{fingerprint}-{_hex(request.request_id)}.manifest"),
        )

    @property
    def description(self) -> str:
        """The objects in words, for messages."""
        pattern = f", pattern {self.pattern}" if self.pattern else ""
        return f"s3://{self.bucket}/{self.prefix} ({' '.join(self.kind.endings)}{pattern})"


def folder_of(request: Request, output_s3_uri: str) -> S3Location:
    """The folder of all manifests of the resource."""
    stack_name = request.stack_id.split("/")[1] if "/" in request.stack_id else request.stack_id
    return S3Location.parse(output_s3_uri, property_path="OutputS3Uri").below(stack_name, request.logical_resource_id)


def fingerprint_in(manifest: S3Location) -> str:
    """The fingerprint of the properties that a manifest was made for."""
    return manifest.key.rpartition("/")[2].partition("-")[0]


def _mistakes(properties: Mapping[str, Any]) -> Iterator[str]:
    if properties["Objects"] not in OBJECT_KINDS:
        yield f"Objects must be one of {', '.join(OBJECT_KINDS)}"
    if properties["MaxObjects"] < 1:
        yield f"MaxObjects must be 1 or more, not {properties['MaxObjects']}"
    pattern = properties.get("Pattern", "")
    if allowed := ranges_of_a_pattern(pattern):
        yield f"Pattern must have {allowed}, in '{pattern}'"
    if "::" in properties["OutputS3Uri"]:
        yield "OutputS3Uri must not contain '::', which marks ids that stand for nothing"


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HEX_DIGITS]
