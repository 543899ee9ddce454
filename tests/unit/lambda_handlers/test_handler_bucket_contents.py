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
    # S3 lets CloudFormation delete the bucket only now.
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
    """Keys have many versions, and the first request ends within those of one key."""
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
    """For instance after a deployment that changed to `retain` has removed the tag."""
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
    monkeypatch.setattr("lambda_handlers.bucket_contents.emptying.LARGEST_BATCH", 2)
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


# moto lists no keys that XML cannot represent, so these listings, and DeleteObject, are simulated here.
ODD_KEYS = ["a\x10b.jpg", "a\uffffb"]


class OddBucket:
    """A bucket with any keys, and S3's responses for it. `passes_over`: keys that DeleteObjects and DeleteObject silently keep."""

    def __init__(self, aws: Aws, keys: list[str], *, passes_over: tuple[str, ...] = ()) -> None:
        self.keys, self.passes_over = list(keys), passes_over
        self.batches: list[list[str]] = []
        self.singles: list[str] = []
        self.owners: set[str | None] = set()
        aws.make_bucket(BUCKET, tags=CONSENT)
        for operation, answer in (
            ("GetBucketTagging", self._tags),
            ("ListObjectVersions", self._listed),
            ("DeleteObjects", self._together),
            ("DeleteObject", self._singly),
        ):
            aws.answer("s3", operation, answer)

    def _tags(self, asked: Properties) -> Properties:
        self.owners.add(asked.get("ExpectedBucketOwner"))
        return {"TagSet": [{"Key": key, "Value": value} for key, value in CONSENT.items()]}

    def _listed(self, asked: Properties) -> Properties:
        self.owners.add(asked.get("ExpectedBucketOwner"))
        return {"Versions": [{"Key": key, "VersionId": "null"} for key in self.keys[:1000]]}

    def _together(self, asked: Properties) -> Properties:
        self.owners.add(asked.get("ExpectedBucketOwner"))
        batch = [version["Key"] for version in asked["Delete"]["Objects"]]
        self.batches.append(batch)
        if "DeleteObjects" not in self.passes_over:
            self.keys = [key for key in self.keys if key not in batch]
        return {}

    def _singly(self, asked: Properties) -> Properties:
        self.owners.add(asked.get("ExpectedBucketOwner"))
        self.singles.append(asked["Key"])
        if "DeleteObject" not in self.passes_over:
            self.keys.remove(asked["Key"])
        return {}


@pytest.mark.parametrize("key", ODD_KEYS)
def test_keys_that_xml_cannot_hold_go_one_by_one_and_the_others_together(aws: Aws, contents: CustomResource, key: str) -> None:
    others = [f"{number:03}.jpg" for number in range(1001)]
    bucket = OddBucket(aws, [key, *others])
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert bucket.keys == []
    assert bucket.batches == [others[:999], others[999:]]
    assert bucket.singles == [key]


def test_every_call_names_the_account_that_the_bucket_belongs_to(aws: Aws, contents: CustomResource) -> None:
    bucket = OddBucket(aws, ["a", "b\x01"])
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert bucket.owners == {"123456789012"}


def test_what_a_request_for_many_passes_over_is_deleted_by_itself(aws: Aws, contents: CustomResource) -> None:
    bucket = OddBucket(aws, ["a", "b"], passes_over=("DeleteObjects",))
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert bucket.keys == []


def test_there_is_no_going_on_without_progress(aws: Aws, contents: CustomResource) -> None:
    bucket = OddBucket(aws, ["a\x10b"], passes_over=("DeleteObjects", "DeleteObject"))
    answer = contents.delete(PROPERTIES, id=BUCKET)
    assert answer["Status"] == "FAILED"
    assert "the bucket 'labels' cannot be emptied: the version null of 'a\\x10b' is there still" in answer["Reason"]
    assert bucket.singles == ["a\x10b"]


@pytest.mark.usefixtures("versioned")
def test_a_batch_that_is_no_xml_to_s3_goes_one_by_one(aws: Aws, contents: CustomResource) -> None:
    aws.fault("s3", "DeleteObjects", code="MalformedXML", message="The XML you provided was not well-formed")
    assert contents.delete(PROPERTIES, id=BUCKET)["Status"] == "SUCCESS"
    assert aws.versions(BUCKET) == []


def test_a_key_that_s3_refuses_to_delete_by_itself_is_named(aws: Aws, contents: CustomResource) -> None:
    aws.fault("s3", "DeleteObject", code="AccessDenied", message="the object is locked", times=99)
    OddBucket(aws, ["a\x10b"])
    answer = contents.delete(PROPERTIES, id=BUCKET)
    assert answer["Status"] == "FAILED"
    assert "of 'a\\x10b' in the bucket 'labels' was not deleted: An error occurred (AccessDenied)" in answer["Reason"]


@pytest.mark.usefixtures("versioned")
@pytest.mark.parametrize("operation", ["GetBucketTagging", "ListObjectVersions", "DeleteObjects"])
def test_a_bucket_that_denies_the_function_is_named_with_whose_it_may_be(aws: Aws, contents: CustomResource, operation: str) -> None:
    aws.fault("s3", operation, **DENIED_FOR_GOOD)
    answer = contents.delete(PROPERTIES, id=BUCKET)
    assert answer["Status"] == "FAILED"
    assert f"the bucket 'labels' was not emptied: An error occurred (AccessDenied) when calling the {operation}" in answer["Reason"]
    assert "its name belongs to another account than 123456789012" in answer["Reason"]


@pytest.mark.usefixtures("versioned")
def test_any_other_error_names_the_bucket(aws: Aws, contents: CustomResource) -> None:
    aws.fault("s3", "ListObjectVersions", code="InternalError", message="We encountered an internal error")
    assert "the bucket 'labels' was not emptied: An error occurred (InternalError)" in contents.delete(PROPERTIES, id=BUCKET)["Reason"]


@pytest.mark.parametrize("name", ["My Bucket", "a", "labels\n", "arn:aws:s3:::labels", "bücket"])
def test_a_name_that_no_bucket_can_have_has_no_contents(aws: Aws, contents: CustomResource, name: str) -> None:
    aws.stack_status = "ROLLBACK_IN_PROGRESS"
    assert contents.delete({"BucketName": name}, id=name)["Status"] == "SUCCESS"
