"""Delete of Custom::GroundTruthDatasetManifest: what the resource made, all of it and nothing else."""

import pytest

from lambda_handlers.aws.ownership import ownership_metadata
from lambda_handlers.custom_resource.request import Request
from tests.unit.lambda_handlers.cloudformation_side import STACK_ID, CustomResource
from tests.unit.lambda_handlers.dataset_manifest.crawled_account import OUTPUT, PROPERTIES, CrawledAccount
from tests.unit.lambda_handlers.handler_account import DENIED_FOR_GOOD, EXPLICIT_DENY, Aws

MADE_UP = "dev-Labeling-Resource1A2B3C4D-1ABCDEFGHIJKL"
FOLDER = "dataset-manifests/dev-Labeling/Resource1A2B3C4D"


@pytest.fixture
def id(account: CrawledAccount, manifest: CustomResource) -> str:
    account.put("frames/a.jpg")
    return str(manifest.create(PROPERTIES)["PhysicalResourceId"])


def begin_upload(aws: Aws, name: str = "00000000-11111111.manifest") -> None:
    """As a function does that then dies."""
    aws.s3.create_multipart_upload(Bucket=OUTPUT, Key=f"{FOLDER}/{name}")


def test_the_manifest_goes_and_no_delete_marker_stays(account: CrawledAccount, manifest: CustomResource, id: str) -> None:
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == []


def test_the_id_alone_says_which(account: CrawledAccount, manifest: CustomResource, id: str) -> None:
    assert manifest.delete({"Folder": "of an older version"}, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == []


def test_a_version_that_a_person_put_over_it_stays(account: CrawledAccount, manifest: CustomResource, id: str) -> None:
    account.put(id.removeprefix(f"s3://{OUTPUT}/"), body=b"corrected\n", bucket=OUTPUT)
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == [id]
    assert account.text(id) == "corrected\n"


def test_what_another_stack_made_stays(account: CrawledAccount, manifest: CustomResource, aws: Aws, other_stack_id: str) -> None:
    event = {"RequestType": "Delete", "RequestId": "r", "StackId": other_stack_id, "LogicalResourceId": "Resource1A2B3C4D"}
    metadata = ownership_metadata(Request.from_event(event))
    aws.s3.put_object(Bucket=OUTPUT, Key=f"{FOLDER}/0-1.manifest", Metadata=metadata)
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert manifest.delete(PROPERTIES, id=f"s3://{OUTPUT}/{FOLDER}/0-1.manifest")["Status"] == "SUCCESS"
    assert len(account.manifests()) == 1


def test_a_bucket_that_is_gone_is_no_failure(manifest: CustomResource) -> None:
    properties = {**PROPERTIES, "OutputS3Uri": "s3://gone/manifests"}
    assert manifest.delete(properties, id="s3://gone/manifests/dev-Labeling/R/a-b.manifest")["Status"] == "SUCCESS"


def test_the_upload_that_a_function_left_that_died_is_aborted(account: CrawledAccount, manifest: CustomResource, aws: Aws, id: str) -> None:
    begin_upload(aws, id.rpartition("/")[2])
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.uploads() == []


@pytest.mark.parametrize("status", ["DELETE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"])
def test_when_the_stack_goes_nothing_of_the_resource_stays(
    account: CrawledAccount, manifest: CustomResource, aws: Aws, id: str, status: str
) -> None:
    manifest.create(PROPERTIES)
    begin_upload(aws)
    aws.stack_status = status
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == account.uploads() == []


def test_while_the_stack_stays_only_the_named_one_goes(account: CrawledAccount, manifest: CustomResource, aws: Aws, id: str) -> None:
    other = manifest.create(PROPERTIES)["PhysicalResourceId"]
    begin_upload(aws)
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == [other]
    assert len(account.uploads()) == 1


@pytest.mark.parametrize(
    ("status", "remains"), [("ROLLBACK_IN_PROGRESS", 0), ("UPDATE_ROLLBACK_IN_PROGRESS", 0), ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 1)]
)
@pytest.mark.usefixtures("id")
def test_a_create_that_was_never_answered(account: CrawledAccount, manifest: CustomResource, aws: Aws, status: str, remains: int) -> None:
    """CloudFormation made an id up: what there is belongs to nobody when the resource goes for good."""
    aws.stack_status = status
    assert manifest.delete(PROPERTIES, id=MADE_UP)["Status"] == "SUCCESS"
    assert len(account.manifests()) == remains


@pytest.mark.parametrize("operation", ["ListObjectVersions", "HeadObject", "DeleteObject", "ListMultipartUploads"])
def test_what_is_denied_fails_and_can_be_repeated(
    account: CrawledAccount, manifest: CustomResource, aws: Aws, id: str, operation: str
) -> None:
    aws.fault("s3", operation, **DENIED_FOR_GOOD)
    answer = manifest.delete(PROPERTIES, id=id)
    assert answer["Status"] == "FAILED"
    assert EXPLICIT_DENY in answer["Reason"]
    assert account.manifests() == [id]
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == []


def test_an_upload_that_is_gone_by_now_is_no_failure(account: CrawledAccount, manifest: CustomResource, aws: Aws, id: str) -> None:
    begin_upload(aws, id.rpartition("/")[2])
    aws.fault("s3", "AbortMultipartUpload", code="NoSuchUpload", message="gone")
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == []


def test_ownership_is_said_in_headers_that_http_allows() -> None:
    event = {"RequestType": "Create", "RequestId": "r", "StackId": STACK_ID, "LogicalResourceId": "Resource1A2B3C4D"}
    assert ownership_metadata(Request.from_event(event)) == {
        "ground-truth-cdk-stack-id": STACK_ID,
        "ground-truth-cdk-logical-id": "Resource1A2B3C4D",
    }


@pytest.mark.parametrize("operation", ["HeadObject", "DeleteObject"])
def test_a_manifest_that_another_delivery_of_the_delete_removes_meanwhile_is_no_failure(
    account: CrawledAccount, manifest: CustomResource, aws: Aws, id: str, operation: str
) -> None:
    key = id.removeprefix(f"s3://{OUTPUT}/")

    def remove() -> None:
        for version in aws.s3.list_object_versions(Bucket=OUTPUT, Prefix=key).get("Versions", []):
            aws.s3.delete_object(Bucket=OUTPUT, Key=key, VersionId=version["VersionId"])

    aws.on_call("s3", operation, remove)
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == []


@pytest.mark.parametrize("operation", ["ListObjectVersions", "ListMultipartUploads", "HeadObject", "DeleteObject", "AbortMultipartUpload"])
def test_a_bucket_that_goes_meanwhile_is_no_failure(manifest: CustomResource, aws: Aws, id: str, operation: str) -> None:
    begin_upload(aws, id.rpartition("/")[2])
    code = "404" if operation == "HeadObject" else "NoSuchBucket"
    aws.fault("s3", operation, code=code, message="The specified bucket does not exist", times=9)
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
