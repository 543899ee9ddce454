"""Custom::GroundTruthDatasetManifest in the rows of the lifecycle table."""

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

from lambda_handlers import dataset_manifest
from lambda_handlers.aws.ownership import ownership_metadata
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.dataset_manifest import desired, lifecycle
from lambda_handlers.dataset_manifest.desired import DesiredManifest
from tests.unit.lambda_handlers.cloudformation_side import Properties
from tests.unit.lambda_handlers.handler_account import DENIED_FOR_GOOD, EXPLICIT_DENY, PERMITTED
from tests.unit.lambda_handlers.lifecycle.reason import Reason
from tests.unit.lambda_handlers.lifecycle.subject import REQUEST_ID, SECRET, Answer, Subject
from tests.unit.lambda_handlers.lifecycle.workteam_subject import nothing_more
from tests.unit.lambda_handlers.resource_properties import OUTPUT, dataset_manifest_properties

NO_STATUS = Reason(
    "a manifest has no status: it exists or not",
    lambda: not any("Status" in name for name in PERMITTED["dataset_manifest"]["s3"]),
)

EVERYTHING_IS_CONTENT = Reason(
    "each property determines the manifest's content or location, and a job may be reading it",
    lambda: set(desired.PROPERTIES.members) == {"Bucket", "Prefix", "Objects", "Pattern", "MaxObjects", "Revision", "OutputS3Uri"},
)

NOTHING_PROPAGATES = Reason(
    "it needs no role, pool, group or client, and S3 is strongly consistent",
    lambda: set(PERMITTED["dataset_manifest"]) == {"s3", "cloudformation"},
)

OWN_DATA = Reason(
    "its Data are its id and a number",
    lambda: set(lifecycle._outcome(S3Location(bucket="b", key="k"), 1).data) == {"ManifestS3Uri", "ObjectCount"},
)


class DatasetManifestSubject(Subject):
    """A manifest of two images. It lives as long as the object exists."""

    package = dataset_manifest
    lacks = MappingProxyType(
        {
            "propagation": NOTHING_PROPAGATES,
            "status": NO_STATUS,
            "completion": NO_STATUS,
            "change in place": EVERYTHING_IS_CONTENT,
            "free data": OWN_DATA,
        }
    )
    create_operation = ("s3", "CreateMultipartUpload")
    delete_operation = ("s3", "DeleteObject")

    def set_up(self) -> Properties:
        return dataset_manifest_properties(self.aws)

    def live(self) -> set[str]:
        return {f"s3://{OUTPUT}/{key}" for key in self.aws.versions(OUTPUT)}

    def state(self) -> Any:
        return self.aws.s3.list_object_versions(Bucket=OUTPUT).get("Versions"), self.aws.s3.list_multipart_uploads(Bucket=OUTPUT).get(
            "Uploads"
        )

    def data(self, id: str) -> Answer:
        return {"ManifestS3Uri": id, "ObjectCount": str(len(self._lines(id)))}

    @property
    def replaced(self) -> Properties:
        return {**self.properties, "Revision": "2"}

    @property
    def misused(self) -> list[Properties]:
        return [
            {**self.properties, "Bucket": {"Secret": SECRET}},
            {**self.properties, "MaxObjects": [SECRET]},
            {**self.properties, "Objects": SECRET},
        ]

    @property
    def text_like(self) -> Properties:
        self.aws.put_object("true/3.jpg", "image", bucket=self.properties["Bucket"])
        self.aws.put_object("true/4.jpg", "image", bucket=self.properties["Bucket"])
        return {**self.properties, "Prefix": "true", "Pattern": "/3.jpg", "MaxObjects": "1", "Revision": "3"}

    def text_like_is_kept(self, id: str) -> bool:
        return self._lines(id) == ['{"source-ref":"s3://images/true/3.jpg"}']

    def break_creation(self) -> Properties:
        self.fault(("s3", "CompleteMultipartUpload"), **DENIED_FOR_GOOD)
        self.fault(("s3", "AbortMultipartUpload"), **DENIED_FOR_GOOD)
        return self.properties

    def foreign(self) -> tuple[str, str]:
        """An object with the key that this request would write, created by another stack."""
        event = self.resource.event("Create", RequestId=REQUEST_ID, ResourceProperties=self.properties)
        request = Request.from_event(event)
        location = DesiredManifest.from_request(request).location
        theirs = ownership_metadata(Request.from_event({**event, "StackId": self.theirs.stack_id}))
        self.aws.s3.put_object(Bucket=location.bucket, Key=location.key, Body=b"theirs\n", Metadata=theirs)
        return location.uri, f"exists already and was made by Resource1A2B3C4D of stack {self.theirs.stack_id}"

    def use_up_quota(self) -> str:
        for number in range(6):
            self.aws.put_object(f"frames/more-{number}.jpg", "image", bucket=self.properties["Bucket"])
        return "more than 5 objects in s3://images/frames/ (.jpg .jpeg .png), which MaxObjects allows"

    def remove_by_hand(self, id: str) -> None:
        for version in self.aws.s3.list_object_versions(Bucket=OUTPUT, Prefix=id.removeprefix(f"s3://{OUTPUT}/"))["Versions"]:
            self.aws.s3.delete_object(Bucket=OUTPUT, Key=version["Key"], VersionId=version["VersionId"])

    def obstacles(self) -> Iterator[tuple[str, Callable[[], None]]]:
        self.fault(self.delete_operation, **DENIED_FOR_GOOD)
        yield EXPLICIT_DENY, nothing_more

    def reach_deadline(self) -> tuple[str, Answer]:
        self.aws.on_call("s3", "ListObjectsV2", lambda: self.aws.clock.sleep(820))
        answer = self.create()
        return answer["PhysicalResourceId"], answer

    def _lines(self, id: str) -> list[str]:
        found = self.aws.s3.get_object(Bucket=OUTPUT, Key=id.removeprefix(f"s3://{OUTPUT}/"))
        return str(found["Body"].read().decode()).splitlines()
