"""The desired labeling job."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.model import StructureShape

from lambda_handlers.aws import ownership
from lambda_handlers.aws.properties import coerce, merged
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job import label_categories, manifest_copy

# Tells jobs of the same resource apart: a rollback finds the job that has the properties it goes back to.
PROPERTIES_TAG = f"{ownership.PREFIX}properties"

_OWN_PROPERTIES = merged(label_categories.OWN_PROPERTIES, manifest_copy.OWN_PROPERTIES)
_NOT_API = {"LabelingJobName", "Tags", *_OWN_PROPERTIES.members}


@dataclass(frozen=True, kw_only=True)
class DesiredLabelingJob:
    """The properties of a labeling job, named as CreateLabelingJob names them."""

    base_name: str
    properties: Mapping[str, Any]
    """All of them, with the types that the API has."""
    parameters: Mapping[str, Any]
    label_categories: Mapping[str, Any] | None
    copies_manifest: bool
    tags: Mapping[str, str]

    @classmethod
    def from_request(cls, request: Request, *, api: StructureShape) -> "DesiredLabelingJob":
        """Raises InvalidPropertiesError when a property is unknown, missing or of a wrong type."""
        spelled_out = label_categories.with_spelled_out_labels(request.properties)
        properties = coerce(properties=spelled_out, api=api, own=_OWN_PROPERTIES)
        return cls(
            base_name=properties["LabelingJobName"],
            properties=properties,
            parameters={name: value for name, value in properties.items() if name not in _NOT_API},
            label_categories=label_categories.label_category_document(properties),
            copies_manifest=properties.get("CopyManifest", False),
            tags=ownership.user_tags(properties.get("Tags", [])),
        )

    @property
    def fingerprint(self) -> str:
        """The same for two jobs exactly when one could stand for the other; tags can be changed and do not count."""
        content = [self.base_name, self.parameters, self.label_categories, self.copies_manifest]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @property
    def manifest(self) -> S3Location | None:
        """The input manifest; None for a streaming job without one."""
        source = self.parameters["InputConfig"]["DataSource"].get("S3DataSource")
        path = "InputConfig.DataSource.S3DataSource.ManifestS3Uri"
        return S3Location.parse(source["ManifestS3Uri"], property_path=path) if source else None

    @property
    def is_streaming(self) -> bool:
        return "SnsDataSource" in self.parameters["InputConfig"]["DataSource"]

    @property
    def encryption(self) -> Mapping[str, str]:
        """Encryption of its own files: as Ground Truth encrypts the labels beside them, or, without a key, as their bucket says."""
        key_id = self.parameters["OutputConfig"].get("KmsKeyId")
        return {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key_id} if key_id else {}

    def output(self, *names: str) -> S3Location:
        """A place below the output path. Ground Truth puts the output of a job below the job's name."""
        path = S3Location.parse(self.parameters["OutputConfig"]["S3OutputPath"], property_path="OutputConfig.S3OutputPath")
        return path.below(*names)

    def label_categories_location(self, name: str) -> S3Location:
        return self.output(name, label_categories.FILE_NAME)

    def manifest_copy_location(self, name: str) -> S3Location | None:
        """The location of the copy of the manifest that the job of that name reads; None when it reads the original."""
        return self.output(name, manifest_copy.FILE_NAME) if self.copies_manifest and self.manifest else None

    def creation(self, *, name: str, ownership_tags: Mapping[str, str]) -> dict[str, Any]:
        """Parameters of CreateLabelingJob."""
        tags = {**self.tags, **ownership_tags, PROPERTIES_TAG: self.fingerprint}
        files: dict[str, Any] = {}
        if self.label_categories is not None:
            files["LabelCategoryConfigS3Uri"] = self.label_categories_location(name).uri
        copy = self.manifest_copy_location(name)
        if copy is not None:
            files["InputConfig"] = manifest_copy.with_copied_manifest(self.parameters["InputConfig"], copy)
        return {"LabelingJobName": name, **self.parameters, **files, "Tags": ownership.as_list(tags)}
