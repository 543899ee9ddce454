"""Custom::GroundTruthBucketContents in the rows of the lifecycle table."""

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

from lambda_handlers import bucket_contents
from lambda_handlers.bucket_contents import lifecycle
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request
from tests.unit.lambda_handlers.cloudformation_side import FakeClock, FakeContext, Properties
from tests.unit.lambda_handlers.handler_account import DENIED_FOR_GOOD, EXPLICIT_DENY, PERMITTED
from tests.unit.lambda_handlers.lifecycle.reason import Reason
from tests.unit.lambda_handlers.lifecycle.subject import SECRET, Answer, Subject
from tests.unit.lambda_handlers.lifecycle.workteam_subject import nothing_more
from tests.unit.lambda_handlers.resource_properties import CONSENT, bucket_contents_properties, fill

BUCKET = "labels"
OTHER = "new-labels"
REFUSED = {"Key": "locked.txt", "VersionId": "v1", "Code": "AccessDenied", "Message": "the object is locked"}


_CLOCK = FakeClock()
_ANY_DEADLINE = Deadline(context=FakeContext(_CLOCK), clock=_CLOCK)
_ANY_REQUEST = Request(
    request_type="Create", request_id="r", stack_id="s", logical_resource_id="l", resource_type="", properties={"BucketName": "labels"}
)

NOTHING_IS_CREATED = Reason(
    "Create creates nothing: the content belongs to others",
    lambda: not any(name.startswith(("Create", "Put", "Update")) for name in PERMITTED["bucket_contents"]["s3"]),
)

NO_STATUS = Reason(
    "a bucket's content has no status",
    lambda: PERMITTED["bucket_contents"]["s3"] == {"GetBucketTagging", "ListObjectVersions", "DeleteObject", "DeleteObjects"},
)

NOTHING_MUTABLE = Reason(
    "its only property, BucketName, identifies the bucket",
    lambda: set(lifecycle._PROPERTIES.members) == {"BucketName"},
)

NO_DATA = Reason(
    "its responses have no Data",
    lambda: not lifecycle.BucketContentsLifecycle(s3=None).create(_ANY_REQUEST, _ANY_DEADLINE).data,
)


class BucketContentsSubject(Subject):
    """A bucket's content. It exists before the resource is created, and lives while it is not empty."""

    package = bucket_contents
    lacks = MappingProxyType(
        {
            "creation": NOTHING_IS_CREATED,
            "propagation": NOTHING_IS_CREATED,
            "status": NO_STATUS,
            "completion": NO_STATUS,
            "change in place": NOTHING_MUTABLE,
            "free data": NO_DATA,
        }
    )
    delete_operation = ("s3", "DeleteObjects")

    def set_up(self) -> Properties:
        return bucket_contents_properties(self.aws, BUCKET)

    def live(self) -> set[str]:
        return {bucket["Name"] for bucket in self.aws.s3.list_buckets()["Buckets"] if self.aws.versions(bucket["Name"])}

    def state(self) -> Any:
        return {bucket["Name"]: self.aws.versions(bucket["Name"]) for bucket in self.aws.s3.list_buckets()["Buckets"]}

    def data(self, id: str) -> Answer:
        assert id == BUCKET
        return {}

    @property
    def replaced(self) -> Properties:
        if OTHER not in self.state():
            fill(self.aws, self.aws.make_bucket(OTHER, versioned=True, tags=CONSENT))
        return {"BucketName": OTHER}

    @property
    def misused(self) -> list[Properties]:
        return [{"BucketName": {"Secret": SECRET}}, {"BucketName": BUCKET, "Prefix": SECRET}]

    @property
    def text_like(self) -> Properties:
        fill(self.aws, self.aws.make_bucket("333", versioned=True, tags=CONSENT))
        return {"BucketName": "333"}

    def text_like_is_kept(self, id: str) -> bool:
        self.delete(id, {"BucketName": "333"})
        return id == "333" and self.live() == {BUCKET}

    def refuse_creation(self) -> Properties:
        return self.unknown

    def break_creation(self) -> Properties:
        return self.unknown

    def foreign(self) -> tuple[str, str]:
        """A bucket without the tag of consent."""
        self.aws.s3.put_bucket_tagging(Bucket=BUCKET, Tagging={"TagSet": []})
        return BUCKET, ""

    def remove_by_hand(self, id: str) -> None:
        for version in self.aws.s3.list_object_versions(Bucket=id)["Versions"]:
            self.aws.s3.delete_object(Bucket=id, Key=version["Key"], VersionId=version["VersionId"])
        for marker in self.aws.s3.list_object_versions(Bucket=id)["DeleteMarkers"]:
            self.aws.s3.delete_object(Bucket=id, Key=marker["Key"], VersionId=marker["VersionId"])
        self.aws.s3.delete_bucket(Bucket=id)

    def obstacles(self) -> Iterator[tuple[str, Callable[[], None]]]:
        self.fault(self.delete_operation, answer={"Errors": [REFUSED]})
        yield "'locked.txt' for instance: AccessDenied: the object is locked; take away what protects them", nothing_more
        self.fault(self.delete_operation, **DENIED_FOR_GOOD)
        yield EXPLICIT_DENY, nothing_more

    def reach_deadline(self) -> tuple[str, Answer]:
        id = self.created()
        self.patch.setattr("lambda_handlers.bucket_contents.emptying.LARGEST_BATCH", 2)
        self.aws.on_call("s3", "DeleteObjects", lambda: self.aws.clock.sleep(820))
        return id, self.delete(id)
