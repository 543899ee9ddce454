"""Custom::GroundTruthBucketContents, driven through its Lambda handler."""

import logging

import pytest

from lambda_handlers import bucket_contents
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import DENIED_FOR_GOOD, EXPLICIT_DENY, Aws
from tests.unit.lambda_handlers.resource_properties import CONSENT, bucket_contents_properties, fill

REFUSED = {"Key": "locked.txt", "VersionId": "v1", "Code": "AccessDenied", "Message": "the object is locked"}
BUCKET = "labels"
PROPERTIES = {"BucketName": BUCKET}


@pytest.fixture
def contents(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(bucket_contents)


@pytest.fixture
def versioned(aws: Aws) -> None:
    bucket_contents_properties(aws, BUCKET)


@pytest.mark.usefixtures("versioned")
def test_create_and_update_answer_the_name_and_call_nothing(aws: Aws, contents: CustomResource) -> None:
    aws.watch("s3")
    for answer in (contents.create(PROPERTIES), contents.update(PROPERTIES, PROPERTIES, id=BUCKET)):
        assert answer["Status"] == "SUCCESS"
        assert answer["PhysicalResourceId"] == BUCKET
        assert answer["Data"] == {}
    assert aws.calls == []
    assert len(aws.versions(BUCKET)) == 4


@pytest.mark.usefixtures("versioned")
def test_delete_removes_versions_and_delete_markers(aws: Aws, contents: CustomResource) -> None:
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []
    # Only now would S3 let CloudFormation delete the bucket.
    aws.s3.delete_bucket(Bucket=BUCKET)


def test_the_objects_of_an_unversioned_bucket_are_removed(aws: Aws, contents: CustomResource) -> None:
    aws.make_bucket(BUCKET, tags=CONSENT)
    aws.put_object("a.txt", b"", bucket=BUCKET)
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []


def test_any_key_is_removed(aws: Aws, contents: CustomResource) -> None:
    keys = ["a b+c.txt", "größe/日本.txt", '<a>&"b".txt', "100%25.txt", "line\nbreak.txt"]
    aws.put_versions(aws.make_bucket(BUCKET, versioned=True, tags=CONSENT), keys)
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []


def test_more_than_one_request_can_delete(aws: Aws, contents: CustomResource) -> None:
    """Keys have many versions, and the first request ends amid those of one key."""
    aws.make_bucket(BUCKET, versioned=True, tags=CONSENT)
    aws.put_versions(BUCKET, (f"annotations/{number % 100}.json" for number in range(1190)))
    for number in range(10):
        aws.s3.delete_object(Bucket=BUCKET, Key=f"annotations/{number}.json")
    aws.watch("s3")
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []
    assert aws.called("DeleteObjects") == 2


@pytest.mark.usefixtures("versioned")
def test_an_empty_page_is_not_the_end(aws: Aws, contents: CustomResource) -> None:
    aws.fault("s3", "ListObjectVersions", answer={"IsTruncated": True, "NextKeyMarker": "a"})
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []


@pytest.mark.parametrize("tags", [{}, {"project": "reviews"}, {"ground-truth-cdk:delete-contents": "false"}])
def test_without_consent_nothing_is_deleted(
    aws: Aws, contents: CustomResource, caplog: pytest.LogCaptureFixture, tags: dict[str, str]
) -> None:
    """As when a deployment that wants the data kept after all has taken the tag away."""
    fill(aws, aws.make_bucket(BUCKET, versioned=True, tags=tags))
    with caplog.at_level(logging.WARNING, logger="lambda_handlers.bucket_contents"):
        assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert len(aws.versions(BUCKET)) == 4
    assert f"the contents of the bucket {BUCKET} are left alone" in caplog.text


@pytest.mark.usefixtures("versioned")
def test_consent_that_cannot_be_read_is_none(aws: Aws, contents: CustomResource) -> None:
    aws.fault("s3", "GetBucketTagging", code="AccessDenied", message="not allowed")
    answer = contents.delete(PROPERTIES, id=BUCKET)
    assert answer["Status"] == "FAILED"
    assert "not allowed" in answer["Reason"]
    assert len(aws.versions(BUCKET)) == 4


def test_a_bucket_that_is_gone_is_no_failure(contents: CustomResource) -> None:
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"


@pytest.mark.parametrize("operation", ["ListObjectVersions", "DeleteObjects"])
@pytest.mark.usefixtures("versioned")
def test_a_bucket_that_goes_meanwhile_is_no_failure(aws: Aws, contents: CustomResource, operation: str) -> None:
    aws.fault("s3", operation, code="NoSuchBucket", message="The specified bucket does not exist")
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"


@pytest.mark.usefixtures("versioned")
def test_an_object_that_s3_refuses_to_delete_is_named(aws: Aws, contents: CustomResource) -> None:
    aws.fault("s3", "DeleteObjects", answer={"Errors": [REFUSED, {**REFUSED, "Key": "other.txt"}]})
    answer = contents.delete(PROPERTIES, id=BUCKET)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == BUCKET
    assert f"2 of 4 versions in the bucket '{BUCKET}' were not deleted" in answer["Reason"]
    assert "'locked.txt' for instance: AccessDenied: the object is locked; take away what protects them" in answer["Reason"]


@pytest.mark.usefixtures("versioned")
def test_a_refused_request_is_reported(aws: Aws, contents: CustomResource) -> None:
    aws.fault("s3", "DeleteObjects", **DENIED_FOR_GOOD)
    assert EXPLICIT_DENY in contents.delete(PROPERTIES, id=BUCKET)["Reason"]
    assert len(aws.versions(BUCKET)) == 4


def test_the_deadline_is_answered_with_what_was_done_and_what_to_do(
    aws: Aws, contents: CustomResource, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lambda_handlers.bucket_contents.lifecycle.LARGEST_BATCH", 2)
    aws.put_versions(aws.make_bucket(BUCKET, versioned=True, tags=CONSENT), "abcdefg")
    aws.on_call("s3", "DeleteObjects", lambda: clock.sleep(300))

    answer = contents.delete(PROPERTIES, id=BUCKET)
    assert answer["Status"] == "FAILED"
    assert f"while emptying the bucket '{BUCKET}': 6 versions were deleted and more remain; delete the stack again" in answer["Reason"]
    assert aws.versions(BUCKET) == ["g"]

    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []


@pytest.mark.usefixtures("versioned")
def test_another_bucket_is_a_replacement_and_the_old_one_is_emptied_by_its_own_delete(aws: Aws, contents: CustomResource) -> None:
    other = {"BucketName": aws.make_bucket("new-labels", versioned=True, tags=CONSENT)}
    fill(aws, "new-labels")
    answer = contents.update(PROPERTIES, other, id=BUCKET)
    assert answer["PhysicalResourceId"] == "new-labels"
    assert len(aws.versions(BUCKET)) == 4

    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []
    assert len(aws.versions("new-labels")) == 4


@pytest.mark.usefixtures("versioned")
def test_delete_goes_by_the_id_whatever_the_properties(aws: Aws, contents: CustomResource) -> None:
    assert contents.delete({"Bucket": "other"}, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, "BucketName is required"),
        ({**PROPERTIES, "Prefix": "jobs/"}, "Prefix is unknown (allowed: BucketName)"),
        ({"BucketName": [BUCKET]}, "BucketName must be a string"),
    ],
)
def test_invalid_properties(contents: CustomResource, properties: Properties, expected: str) -> None:
    answer = contents.create(properties)
    assert answer["Status"] == "FAILED"
    assert expected in answer["Reason"]
    assert contents.delete(properties, id=answer["PhysicalResourceId"])["Status"] == "SUCCESS"
