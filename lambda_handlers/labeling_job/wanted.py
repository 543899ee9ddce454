"""What a labeling job is wanted to be."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.model import StructureShape

from lambda_handlers.aws import ownership
from lambda_handlers.aws.properties import coerce
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job import label_categories
from lambda_handlers.labeling_job.s3_location import S3Location

# Tells jobs of the same resource apart: a rollback finds the job that has the properties it goes back to.
PROPERTIES_TAG = f"{ownership.PREFIX}properties"

_NOT_API = {"LabelingJobName", "Tags", "LabelCategoryConfig", "Labels"}


@dataclass(frozen=True, kw_only=True)
class WantedLabelingJob:
    """The properties of a labeling job, named as CreateLabelingJob names them."""

    base_name: str
    parameters: Mapping[str, Any]
    label_categories: Mapping[str, Any] | None
    tags: Mapping[str, str]

    @classmethod
    def from_request(cls, request: Request, *, api: StructureShape) -> "WantedLabelingJob":
        """Raises InvalidPropertiesError when a property is unknown, missing or of a wrong type."""
        properties = coerce(properties=request.properties, api=api, own=label_categories.OWN_PROPERTIES)
        return cls(
            base_name=properties["LabelingJobName"],
            parameters={name: value for name, value in properties.items() if name not in _NOT_API},
            label_categories=label_categories.label_category_document(properties),
            tags=ownership.user_tags(properties.get("Tags", [])),
        )

    @property
    def fingerprint(self) -> str:
        """The same for two jobs exactly when one could stand for the other; tags can be changed and do not count."""
        content = [self.base_name, self.parameters, self.label_categories]
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

    def output(self, *names: str) -> S3Location:
        """A place below the output path. Ground Truth puts the output of a job below the job's name."""
        path = S3Location.parse(self.parameters["OutputConfig"]["S3OutputPath"], property_path="OutputConfig.S3OutputPath")
        return path.below(*names)

    def label_categories_location(self, name: str) -> S3Location:
        return self.output(name, label_categories.FILE_NAME)

    def creation(self, *, name: str, ownership_tags: Mapping[str, str]) -> dict[str, Any]:
        """Parameters of CreateLabelingJob."""
        tags = {**self.tags, **ownership_tags, PROPERTIES_TAG: self.fingerprint}
        categories = {"LabelCategoryConfigS3Uri": self.label_categories_location(name).uri} if self.label_categories is not None else {}
        return {"LabelingJobName": name, **self.parameters, **categories, "Tags": ownership.as_list(tags)}
