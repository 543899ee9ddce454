"""Create of Custom::GroundTruthDatasetManifest: the objects that become lines, their order, and refusals."""

import logging
from typing import Any

import pytest

from lambda_handlers.dataset_manifest import listing, upload
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, FakeContext, Properties
from tests.unit.lambda_handlers.dataset_manifest.crawled_account import IMAGES, OUTPUT, PROPERTIES, CrawledAccount, refs
from tests.unit.lambda_handlers.handler_account import DENIED_FOR_GOOD, EXPLICIT_DENY

REQUEST = "5a3c6d1e-0000-4444-8888-0123456789ab"
MEGABYTE = 1024 * 1024
ANSWERED: dict[str, Any] = {"ResponseMetadata": {"HTTPHeaders": {}}}


def refused(answer: dict[str, Any], account: CrawledAccount) -> str:
    """The reason for the refusal; there is no manifest, not even a partial one."""
    assert answer["Status"] == "FAILED"
    assert account.manifests() == account.uploads() == []
    return str(answer["Reason"])


def test_the_images_below_a_prefix_become_a_manifest(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/b.jpg", "frames/a.JPEG", "frames/2026/c.png", "other/d.jpg", "frames-old/e.jpg")
    answer = manifest.create(PROPERTIES)
    assert account.lines(answer) == refs(["frames/2026/c.png", "frames/a.JPEG", "frames/b.jpg"])
    assert answer["Data"] == {"ManifestS3Uri": answer["PhysicalResourceId"], "ObjectCount": "3"}
    assert answer["PhysicalResourceId"].startswith(f"s3://{OUTPUT}/dataset-manifests/dev-Labeling/Resource1A2B3C4D/")


def test_a_line_is_json_without_spaces_and_ends_with_a_line_feed(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.jpg")
    answer = manifest.create(PROPERTIES)
    assert account.text(answer["Data"]["ManifestS3Uri"]) == '{"source-ref":"s3://images/frames/a.jpg"}\n'


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        ("Images", ["a.JPG", "b.jpeg", "c.png"]),
        ("Videos", ["d.mp4", "e.ogg", "f.webm"]),
    ],
)
def test_other_files_and_folders_are_passed_over(
    account: CrawledAccount, manifest: CustomResource, objects: str, expected: list[str]
) -> None:
    account.put(
        *(f"frames/{name}" for name in ("a.JPG", "b.jpeg", "c.png", "d.mp4", "e.ogg", "f.webm", "g.txt", "h.jpg.bak", "jpg", "i.gif"))
    )
    account.put("frames/", "frames/folder.jpg/", body=b"")
    answer = manifest.create({**PROPERTIES, "Objects": objects})
    assert account.lines(answer) == refs([f"frames/{name}" for name in expected])


def test_the_order_is_that_of_s3(account: CrawledAccount, manifest: CustomResource) -> None:
    """By UTF-8 bytes: upper case first, a hyphen before a slash, 10 before 9, and characters beyond the BMP last."""
    keys = [
        "frames/Z.jpg",
        "frames/a-b.jpg",
        "frames/a/b.jpg",
        "frames/a10.jpg",
        "frames/a9.jpg",
        "frames/ä.jpg",
        "frames/\uff5e.jpg",
        "frames/😀.jpg",
    ]
    account.put(*reversed(keys))
    assert account.lines(manifest.create(PROPERTIES)) == refs(keys)


def test_any_key_that_can_be_shown_is_taken_as_it_is(account: CrawledAccount, manifest: CustomResource) -> None:
    keys = sorted(
        [
            "frames/a b+c.jpg",
            "frames/größe/日本.jpg",
            'frames/<a>&"b"\\.jpg',
            "frames/100%25.jpg",
            "frames/..jpg",
            "frames//a.jpg",
            "frames/\u2028.jpg",
        ]
    )
    account.put(*keys)
    assert account.lines(manifest.create(PROPERTIES)) == refs(keys)


def test_a_key_of_the_greatest_length(account: CrawledAccount, manifest: CustomResource) -> None:
    keys = [f"frames/{'é' * 506}.jpg", f"frames/{'x' * 1013}.jpg"]
    account.put(*keys)
    assert account.lines(manifest.create(PROPERTIES)) == refs(sorted(keys))


def test_the_whole_bucket(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("a.jpg", "b/c.jpg")
    without = {name: value for name, value in PROPERTIES.items() if name != "Prefix"}
    assert account.lines(manifest.create(without)) == refs(["a.jpg", "b/c.jpg"])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.jpg", ["x.jpg"]),
        ("**/*.jpg", ["cam-1/2026/b.jpg", "cam-1/a.jpg", "cam-2/a.jpg", "x.jpg"]),
        ("cam-1/**", ["cam-1/2026/b.jpg", "cam-1/a.jpg", "cam-1/c.png"]),
        ("cam-[2-3]/*", ["cam-2/a.jpg"]),
        ("*/?.JPG", []),
    ],
)
def test_a_pattern_selects_by_the_key_below_the_prefix(
    account: CrawledAccount, manifest: CustomResource, pattern: str, expected: list[str]
) -> None:
    account.put(*(f"frames/{name}" for name in ("x.jpg", "cam-1/a.jpg", "cam-1/c.png", "cam-1/2026/b.jpg", "cam-2/a.jpg")))
    answer = manifest.create({**PROPERTIES, "Pattern": pattern})
    if expected:
        assert account.lines(answer) == refs([f"frames/{name}" for name in expected])
    else:
        assert f"pattern {pattern}" in refused(answer, account)


def test_only_what_a_pattern_can_fit_is_listed(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/cam-1/a.jpg")
    asked: list[Any] = []
    account.aws._hook("s3", "provide-client-params.s3.ListObjectsV2", lambda params, **_: asked.append(params["Prefix"]))
    manifest.create({**PROPERTIES, "Pattern": "cam-1/*.jpg"})
    assert asked == ["frames/cam-1/"]


def test_more_than_one_page(account: CrawledAccount, manifest: CustomResource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_KEYS_OF_PAGE", 10)
    monkeypatch.setattr(upload, "PART_BYTES", 300)
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", 1)
    keys = [f"frames/{number:04}.jpg" for number in range(300)]
    account.put(*keys)
    account.aws.watch("s3")
    answer = manifest.create(PROPERTIES)
    assert account.lines(answer) == refs(keys)
    assert answer["Data"]["ObjectCount"] == "300"
    assert account.aws.called("UploadPart") > 30
    assert account.uploads() == []


def test_a_page_without_keys_is_not_the_end(account: CrawledAccount, manifest: CustomResource) -> None:
    """S3 returns a page of only deleted objects without keys."""
    account.put("frames/0.gif", "frames/a.jpg")
    token = account.aws.s3.list_objects_v2(Bucket=IMAGES, MaxKeys=1)["NextContinuationToken"]
    account.aws.fault("s3", "ListObjectsV2", answer={"IsTruncated": True, "NextContinuationToken": token, **ANSWERED})
    assert account.lines(manifest.create(PROPERTIES)) == refs(["frames/a.jpg"])


def test_all_objects_that_cannot_be_labeled_are_named_at_once(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/fine.jpg", "frames/large.jpg", "frames/just.jpg", "frames/line\nbreak.jpg")
    account.put("frames/nothing.jpg", body=b"")
    account.resize("frames/large.jpg", 40 * MEGABYTE + 1)
    account.resize("frames/just.jpg", 40 * MEGABYTE)
    reason = refused(manifest.create(PROPERTIES), account)
    assert "3 that cannot be labeled in s3://images/frames/ (.jpg .jpeg .png): " in reason
    assert "s3://images/frames/large.jpg: 41943041 bytes, more than 41943040; " in reason
    assert "s3://images/frames/line\nbreak.jpg: a control character in its key" in reason
    assert "s3://images/frames/nothing.jpg: empty" in reason


def test_of_many_the_first_are_named_and_the_log_has_all(
    account: CrawledAccount, manifest: CustomResource, caplog: pytest.LogCaptureFixture
) -> None:
    account.put(*(f"frames/{number:02}.jpg" for number in range(50)), body=b"")
    reason = refused(manifest.create(PROPERTIES), account)
    assert "50 that cannot be labeled" in reason
    assert reason.count(": empty") == 20
    assert "and 30 more, which are in the function's log" in reason
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING][-1] == "s3://images/frames/49.jpg: empty"


def test_videos_may_be_of_any_size(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.mp4")
    account.resize("frames/a.mp4", 5000 * MEGABYTE)
    assert account.lines(manifest.create({**PROPERTIES, "Objects": "Videos"})) == refs(["frames/a.mp4"])


def test_nothing_to_label(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.gif", "frames/b.gif")
    answer = manifest.create({**PROPERTIES, "Pattern": "**/*.jpg"})
    expected = (
        "nothing to label in s3://images/frames/ (.jpg .jpeg .png, pattern **/*.jpg): 2 objects of any kind begin with s3://images/frames/"
    )
    assert expected in refused(answer, account)


def test_nothing_to_label_where_the_pattern_begins(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put(*(f"frames/{number}.jpg" for number in range(5)))
    answer = manifest.create({**PROPERTIES, "Pattern": ".*jpg"})
    expected = (
        "nothing to label in s3://images/frames/ (.jpg .jpeg .png, pattern .*jpg): 0 objects of any kind begin with s3://images/frames/."
    )
    assert expected in refused(answer, account)


def test_as_many_as_allowed(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put(*(f"frames/{number}.jpg" for number in range(3)))
    assert len(account.lines(manifest.create({**PROPERTIES, "MaxObjects": "3"}))) == 3


def test_more_than_allowed(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put(*(f"frames/{number}.jpg" for number in range(4)))
    reason = refused(manifest.create({**PROPERTIES, "MaxObjects": "3"}), account)
    assert "more than 3 objects in s3://images/frames/ (.jpg .jpeg .png), which MaxObjects allows" in reason


def test_a_bucket_of_another_region(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.jpg")
    answer = {"IsTruncated": False, "ResponseMetadata": {"HTTPHeaders": {"x-amz-bucket-region": "eu-west-1"}}}
    account.aws.fault("s3", "ListObjectsV2", answer=answer)
    reason = refused(manifest.create(PROPERTIES), account)
    assert "the bucket images is in eu-west-1: Ground Truth takes objects of its own region, us-east-1" in reason


def test_a_bucket_that_does_not_exist(account: CrawledAccount, manifest: CustomResource) -> None:
    reason = refused(manifest.create({**PROPERTIES, "Bucket": "nobodys"}), account)
    assert "s3://nobodys/frames/ cannot be listed: An error occurred (NoSuchBucket)" in reason


def test_a_bucket_that_may_not_be_listed(account: CrawledAccount, manifest: CustomResource) -> None:
    account.aws.fault("s3", "ListObjectsV2", **DENIED_FOR_GOOD)
    assert "s3://images/frames/ cannot be listed: An error occurred (AccessDenied)" in refused(manifest.create(PROPERTIES), account)


@pytest.mark.parametrize("operation", ["ListObjectsV2", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"])
def test_what_is_denied_leaves_nothing_half_done(account: CrawledAccount, manifest: CustomResource, operation: str) -> None:
    account.put("frames/a.jpg")
    account.aws.fault("s3", operation, **DENIED_FOR_GOOD)
    assert EXPLICIT_DENY in refused(manifest.create(PROPERTIES), account)


def test_a_failure_amid_the_pages_leaves_nothing_half_done(
    account: CrawledAccount, manifest: CustomResource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_KEYS_OF_PAGE", 10)
    monkeypatch.setattr(upload, "PART_BYTES", 100)
    account.put(*(f"frames/{number:04}.jpg" for number in range(100)))
    denied = account.aws.fault("s3", "ListObjectsV2", times=0, **DENIED_FOR_GOOD)
    account.aws.on_call("s3", "UploadPart", lambda: setattr(denied, "times", -1))
    assert EXPLICIT_DENY in refused(manifest.create(PROPERTIES), account)


def test_an_upload_that_cannot_be_aborted_does_not_hide_the_failure(
    account: CrawledAccount, manifest: CustomResource, caplog: pytest.LogCaptureFixture
) -> None:
    account.put("frames/a.jpg")
    account.aws.fault("s3", "UploadPart", **DENIED_FOR_GOOD)
    account.aws.fault("s3", "AbortMultipartUpload", code="NoSuchBucket", message="nor this")
    answer = manifest.create(PROPERTIES)
    assert EXPLICIT_DENY in answer["Reason"]
    assert "nor this" in caplog.text
    assert len(account.uploads()) == 1
    assert manifest.delete(PROPERTIES, id=answer["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert account.uploads() == []


def test_the_deadline_leaves_nothing_half_done(
    account: CrawledAccount, manifest: CustomResource, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_KEYS_OF_PAGE", 10)
    monkeypatch.setattr(upload, "PART_BYTES", 100)
    account.put(*(f"frames/{number:04}.jpg" for number in range(100)))
    account.aws.on_call("s3", "ListObjectsV2", lambda: clock.sleep(200))
    reason = refused(manifest.create(PROPERTIES), account)
    assert "the function's time ran out while listing s3://images/frames/, of which " in reason


def test_a_repeated_delivery_finds_the_manifest(account: CrawledAccount, manifest: CustomResource) -> None:
    """Even if the objects have changed since: a job may be reading it."""
    account.put("frames/a.jpg")
    first = manifest.create(PROPERTIES, request_id=REQUEST)
    account.put("frames/b.jpg")
    assert manifest.create(PROPERTIES, request_id=REQUEST) == first
    assert len(account.manifests()) == 1


def test_another_request_makes_another_manifest(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.jpg")
    first, second = manifest.create(PROPERTIES), manifest.create(PROPERTIES)
    assert first["PhysicalResourceId"] != second["PhysicalResourceId"]
    assert len(account.manifests()) == 2


@pytest.mark.parametrize("code", ["PreconditionFailed", "NoSuchUpload", "ConditionalRequestConflict"])
def test_of_two_deliveries_at_once_the_second_takes_what_the_first_made(
    account: CrawledAccount, manifest: CustomResource, code: str
) -> None:
    account.put("frames/a.jpg")
    other: list[dict[str, Any]] = []

    def deliver_meanwhile() -> None:
        conflict.meanwhile = lambda: None
        other.append(manifest.create(PROPERTIES, request_id=REQUEST))

    conflict = account.aws.fault("s3", "CompleteMultipartUpload", code=code, meanwhile=deliver_meanwhile)
    event = manifest.event("Create", ResourceProperties=PROPERTIES, RequestId=REQUEST)
    manifest.handler(event, FakeContext(manifest.clock))
    assert manifest.bucket.answers[-1]["Data"] == other[0]["Data"]
    assert len(account.manifests()) == 1
    assert account.uploads() == []


def test_what_somebody_else_has_put_there_is_not_touched(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.jpg")
    id = manifest.create(PROPERTIES, request_id=REQUEST)["PhysicalResourceId"]
    manifest.delete(PROPERTIES, id=id)
    account.put(id.removeprefix(f"s3://{OUTPUT}/"), body=b"theirs\n", bucket=OUTPUT)
    answer = manifest.create(PROPERTIES, request_id=REQUEST)
    assert answer["Status"] == "FAILED"
    assert f"{id} exists already and was made by somebody outside this stack; choose another OutputS3Uri" in answer["Reason"]
    manifest.delete(PROPERTIES, id=answer["PhysicalResourceId"])
    assert account.text(id) == "theirs\n"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Colour": "red"}, "Colour is unknown (allowed: Bucket, MaxObjects, Objects, OutputS3Uri, Pattern, Prefix, Revision)"),
        ({"Objects": "Pictures"}, "Objects must be one of Images, Videos, TextFiles"),
        ({"MaxObjects": "0"}, "MaxObjects must be 1 or more, not 0"),
        ({"MaxObjects": "many"}, "MaxObjects must be a whole number"),
        ({"OutputS3Uri": "reviews-output"}, "OutputS3Uri must be of the form s3://bucket/key, not 'reviews-output'"),
        ({"OutputS3Uri": "s3://reviews-output/a::b"}, "OutputS3Uri must not contain '::'"),
        ({"Bucket": ["images"]}, "Bucket must be a string"),
        (
            {"Pattern": "[z-a]*.jpg"},
            "Pattern must have ranges from the lower character to the higher one, such as [a-z], not [z-a], in '[z-a]*.jpg'",
        ),
    ],
)
def test_invalid_properties(account: CrawledAccount, manifest: CustomResource, changes: Properties, expected: str) -> None:
    assert expected in refused(manifest.create({**PROPERTIES, **changes}), account)


def test_all_that_is_required(account: CrawledAccount, manifest: CustomResource) -> None:
    reason = refused(manifest.create({"Prefix": "frames/"}), account)
    for name in ("Bucket", "MaxObjects", "Objects", "OutputS3Uri"):
        assert f"{name} is required" in reason


def test_a_bucket_without_versions(account: CrawledAccount, manifest: CustomResource) -> None:
    account.aws.make_bucket("plain")
    account.put("frames/a.jpg")
    properties = {**PROPERTIES, "OutputS3Uri": "s3://plain"}
    answer = manifest.create(properties)
    assert account.lines(answer) == refs(["frames/a.jpg"])
    assert answer["PhysicalResourceId"].startswith("s3://plain/dev-Labeling/")
    assert manifest.delete(properties, id=answer["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert account.aws.versions("plain") == []


def test_the_bucket_that_is_crawled_may_hold_the_manifests(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("a.jpg")
    properties = {**PROPERTIES, "Prefix": "", "OutputS3Uri": f"s3://{IMAGES}/manifests"}
    assert account.lines(manifest.create(properties)) == refs(["a.jpg"])
    assert account.lines(manifest.create(properties)) == refs(["a.jpg"])
