"""Why a row of the lifecycle table does not apply to a resource type, each with a check that it is so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.model import StructureShape

from lambda_handlers.aws.clients import client
from lambda_handlers.bucket_contents import lifecycle as bucket_contents
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request
from tests.unit.lambda_handlers.cloudformation_side import FakeClock, FakeContext
from tests.unit.lambda_handlers.handler_account import PERMITTED


@dataclass(frozen=True)
class Reason:
    """A sentence for the reader of the table, and whether it holds."""

    text: str
    holds: Callable[[], bool]


def _members(operation: str, *path: str) -> set[str]:
    """The members of what a SageMaker operation answers."""
    shape: Any = client("sagemaker").meta.service_model.operation_model(operation).output_shape
    for name in path:
        shape = shape.members[name]
    assert isinstance(shape, StructureShape)
    return set(shape.members)


def _inputs(operation: str) -> set[str]:
    shape: Any = client("sagemaker").meta.service_model.operation_model(operation).input_shape
    return set(shape.members)


def _any_request() -> Request:
    event = {"RequestType": "Create", "RequestId": "r", "StackId": "s", "LogicalResourceId": "l"}
    return Request.from_event({**event, "ResourceProperties": {"BucketName": "labels"}})


def _any_deadline() -> Deadline:
    clock = FakeClock()
    return Deadline(context=FakeContext(clock), clock=clock)


def _workforce_states() -> set[str]:
    shape: Any = client("sagemaker").meta.service_model.shape_for("WorkforceStatus")
    return set(shape.enum)


NOTHING_IS_CREATED = Reason(
    "Create makes nothing: the contents are other people's",
    lambda: not any(name.startswith(("Create", "Put", "Update")) for name in PERMITTED["bucket_contents"]["s3"]),
)
NO_STATUS_OF_CONTENTS = Reason(
    "the contents of a bucket have no status",
    lambda: PERMITTED["bucket_contents"]["s3"] == {"GetBucketTagging", "ListObjectVersions", "DeleteObjects"},
)
NOTHING_MUTABLE = Reason(
    "its only property, BucketName, says which bucket it is",
    lambda: set(bucket_contents._PROPERTIES.members) == {"BucketName"},
)
NO_DATA = Reason(
    "its answers have no Data",
    lambda: not bucket_contents.BucketContentsLifecycle(s3=None).create(_any_request(), _any_deadline()).data,
)
NO_STATUS_OF_TEAMS = Reason(
    "a work team has no status",
    lambda: not {"Status", "WorkteamStatus"} & _members("DescribeWorkteam", "Workteam"),
)
NEVER_COMPLETED = Reason(
    "a workforce is Active until it is deleted",
    lambda: _workforce_states() == {"Initializing", "Updating", "Deleting", "Failed", "Active"},
)
NEVER_REPLACED = Reason(
    "its replacement is refused, since an account has one workforce per region",
    lambda: not {"CognitoConfig", "NewWorkforceName"} & set(_inputs("UpdateWorkforce")),
)
