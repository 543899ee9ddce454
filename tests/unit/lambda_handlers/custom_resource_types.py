"""The custom resource types: add a new one here, and every test for all types includes it."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

import pytest

from lambda_handlers import bucket_contents, dataset_manifest, labeling_job, workforce, workteam
from tests.unit.lambda_handlers.cloudformation_side import Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import (
    bucket_contents_properties,
    dataset_manifest_properties,
    labeling_job_properties,
    workforce_properties,
    workteam_properties,
)


@dataclass(frozen=True)
class CustomResourceType:
    """A custom resource type, with the package of its handler."""

    package: ModuleType
    name: str
    """As CloudFormation displays it."""

    properties: Callable[[Aws], Properties]
    """The properties of a resource, in an account with the resources that they refer to."""

    def __str__(self) -> str:
        return self.package.__name__.rpartition(".")[2]


def _new_workforce_properties(aws: Aws) -> Properties:
    return workforce_properties(aws.user_pool())


def _new_workteam_properties(aws: Aws) -> Properties:
    config = aws.user_pool()
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    return workteam_properties(config)


CUSTOM_RESOURCE_TYPES = (
    CustomResourceType(workforce, "Custom::GroundTruthWorkforce", _new_workforce_properties),
    CustomResourceType(workteam, "Custom::GroundTruthWorkteam", _new_workteam_properties),
    CustomResourceType(labeling_job, "Custom::GroundTruthLabelingJob", labeling_job_properties),
    CustomResourceType(dataset_manifest, "Custom::GroundTruthDatasetManifest", dataset_manifest_properties),
    CustomResourceType(bucket_contents, "Custom::GroundTruthBucketContents", bucket_contents_properties),
)

for_each_type = pytest.mark.parametrize("resource_type", CUSTOM_RESOURCE_TYPES, ids=str)


def type_of(package: ModuleType) -> CustomResourceType:
    """The type that a package handles."""
    return next(found for found in CUSTOM_RESOURCE_TYPES if found.package is package)
