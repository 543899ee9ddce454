"""Why a row of the lifecycle table does not apply to a resource type, each with a check that it is so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.model import StructureShape

from lambda_handlers.aws.clients import client
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.bucket_contents import lifecycle as bucket_contents
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.dataset_manifest import lifecycle as dataset_manifest
from lambda_handlers.dataset_manifest import wanted as manifests
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
    lambda: PERMITTED["bucket_contents"]["s3"] == {"GetBucketTagging", "ListObjectVersions", "DeleteObject", "DeleteObjects"},
)
NOTHING_MUTABLE = Reason(
    "its only property, BucketName, says which bucket it is",
    lambda: set(bucket_contents._PROPERTIES.members) == {"BucketName"},
)
NO_DATA = Reason(
    "its answers have no Data",
    lambda: not bucket_contents.BucketContentsLifecycle(s3=None).create(_any_request(), _any_deadline()).data,
)
NO_STATUS_OF_MANIFESTS = Reason(
    "a manifest has no status: it is there or it is not",
    lambda: not any("Status" in name for name in PERMITTED["dataset_manifest"]["s3"]),
)
EVERYTHING_IS_CONTENT = Reason(
    "each property says what is in the manifest or where it is, and a job may be reading it",
    lambda: set(manifests.PROPERTIES.members) == {"Bucket", "Prefix", "Objects", "Pattern", "MaxObjects", "Revision", "OutputS3Uri"},
)
NOTHING_PROPAGATES = Reason(
    "it needs no role, pool, group or client: S3 shows at once what was made",
    lambda: set(PERMITTED["dataset_manifest"]) == {"s3", "cloudformation"},
)
OWN_DATA = Reason(
    "its Data are its id and a number",
    lambda: set(dataset_manifest._outcome(S3Location(bucket="b", key="k"), 1).data) == {"ManifestS3Uri", "ObjectCount"},
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
