"""Manifest, template, label categories, CORS and output of a labeling job: refused immediately, or failed later."""

import json
from typing import Any

import pytest

from sandbox.ground_truth.manifest import InvalidInputError, parse_manifest, require_labelable
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES
from sandbox.ground_truth.worker_template import require_template
from tests.unit.conformance.rows import assumed, conformance, documented

Job = dict[str, Any]


@conformance(
    "A missing manifest, template or label category file refuses the creation",
    assumed("it is undocumented whether AWS refuses the request or fails the job"),
)
@pytest.mark.parametrize(
    ("key", "member"),
    [
        ("input/manifest.jsonl", "InputConfig.DataSource.S3DataSource.ManifestS3Uri"),
        ("input/template.liquid", "HumanTaskConfig.UiConfig.UiTemplateS3Uri"),
        ("input/labels.json", "LabelCategoryConfigS3Uri"),
    ],
)
def test_inputs_must_exist(sagemaker: Any, job_request: Job, bucket: Any, refused: Any, key: str, member: str) -> None:
    bucket.s3.delete_object(Bucket=bucket.name, Key=key)
    message = refused("ValidationException", sagemaker.create_labeling_job, **job_request)
    assert message.startswith(f"{member}: could not read 's3://reviews-data/{key}' with role {job_request['RoleArn']}")


@conformance("An invalid line of the manifest fails the job", documented("developer guide, sms-input-data-input-manifest"))
@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no json", "line 2: it is not JSON"),
        ('{"source": "b", "score": NaN}', "line 2: it is not JSON"),
        ('{"source": "b", "score": -Infinity}', "line 2: it is not JSON (JSON has no -Infinity)"),
        ("[" * 50_000, "line 2: it is not JSON (it is nested too deeply)"),
        ("", "line 2: it is not JSON"),
        ("[]", "line 2: it is not a JSON object"),
        ('{"text": "a"}', "line 2: it must have exactly one of source and source-ref, and has neither"),
        ('{"source": "a", "source-ref": "s3://b/k"}', "line 2: it must have exactly one of source and source-ref, and has source and"),
        ('{"source-ref": "s3://b/k"}', "line 2: it has source-ref, but the task type TextMultiClass takes source"),
        ('{"source": ""}', "line 2: source must be a text that is not empty"),
        ('{"source": "' + "a" * 100_000 + '"}', "line 2: it has 100014 characters; at most 100000 are allowed"),
    ],
)
def test_a_bad_line_fails_the_job(job_request: Job, bucket: Any, failure: Any, line: str, reason: str) -> None:
    bucket.put("input/manifest.jsonl", '{"source": "a"}\n' + line + '\n{"source": "b"}\n')
    assert failure(job_request).startswith(f"ClientError: The input manifest has 1 invalid lines: {reason}")


def test_failure_reasons_have_at_most_1024_characters(job_request: Job, bucket: Any, failure: Any) -> None:
    bucket.put("input/labels.json", json.dumps({"document-version": "2018-11-28", "labels": [{"label": "x" * 2000}]}))
    assert len(failure(job_request)) == 1024


def test_an_empty_manifest_fails_the_job(job_request: Job, bucket: Any, failure: Any) -> None:
    bucket.put("input/manifest.jsonl", "")
    assert failure(job_request) == "ClientError: The input manifest is empty."


def test_a_manifest_is_utf_8(job_request: Job, bucket: Any, failure: Any) -> None:
    bucket.put("input/manifest.jsonl", '{"source": "é"}'.encode("latin-1"))
    assert "the manifest is not UTF-8" in failure(job_request)


def test_too_many_objects_fail_the_job(job_request: Job, failure: Any, configure: Any) -> None:
    configure(dataset_object_quota=1)
    assert failure(job_request) == "ClientError: The input manifest has 2 data objects; a labeling job can have at most 1."


def test_lines_may_end_as_on_windows_and_the_last_need_not_end() -> None:
    manifest = parse_manifest(b'{"source": "a"}\r\n{"source": "b"}', task_type=BUILT_IN_TASK_TYPES["TextMultiClass"])
    assert manifest.errors == ()
    assert [line["source"] for line in manifest.lines] == ["a", "b"]


def objects_to_label(content: str, *, task_type: str, auto_labels: bool = False, label_attribute: str = "label") -> int:
    found = BUILT_IN_TASK_TYPES[task_type]
    manifest = parse_manifest(content.encode(), task_type=found)
    return require_labelable(manifest, task_type=found, label_attribute=label_attribute, object_quota=10_000, auto_labels=auto_labels)


def test_labels_of_an_earlier_job_are_not_asked_for_again() -> None:
    content = '{"source": "a", "label": 0, "label-metadata": {}}\n{"source": "b"}\n'
    assert objects_to_label(content, task_type="TextMultiClass") == 1


def test_audits_need_labels() -> None:
    content = '{"source-ref": "s3://b/k", "boxes": {}, "boxes-metadata": {}}\n'
    assert objects_to_label(content, task_type="AdjustmentBoundingBox", label_attribute="better") == 1
    with pytest.raises(InvalidInputError, match="it has no label, with its -metadata, to adjust or verify"):
        objects_to_label('{"source-ref": "s3://b/k"}\n', task_type="VerificationBoundingBox")


def test_point_cloud_frames_have_a_timestamp() -> None:
    good = '{"source-ref": "s3://b/k", "source-ref-metadata": {"unix-timestamp": 1}}\n'
    assert objects_to_label(good, task_type="3DPointCloudObjectDetection") == 1
    with pytest.raises(InvalidInputError, match="source-ref-metadata with a unix-timestamp"):
        objects_to_label('{"source-ref": "s3://b/k"}\n', task_type="3DPointCloudObjectDetection")


def test_a_manifest_has_ten_video_sequences_at_most() -> None:
    line = '{"source-ref": "s3://b/k"}\n'
    assert objects_to_label(line * 10, task_type="VideoObjectTracking") == 10
    with pytest.raises(InvalidInputError, match="11 sequences; at most 10"):
        objects_to_label(line * 11, task_type="VideoObjectTracking")


def test_a_source_ref_is_an_object_in_s3() -> None:
    with pytest.raises(InvalidInputError, match=r"source-ref 'https://example\.com/cat\.png' must be s3://bucket/key"):
        objects_to_label('{"source-ref": "https://example.com/cat.png"}', task_type="ImageMultiClass")


@conformance("Automated labeling needs 1,250 objects", documented("developer guide, sms-automated-labeling"))
def test_automated_labeling_needs_many_objects() -> None:
    with pytest.raises(InvalidInputError, match="needs at least 1250 data objects, not 1249"):
        objects_to_label('{"source": "a"}\n' * 1249, task_type="TextMultiClass", auto_labels=True)


@pytest.mark.parametrize(
    "template",
    [
        "<crowd-form><p></p></crowd-form>",
        '<crowd-form answer-format="flat-objects">\n</crowd-form>',
        "<!-- <crowd-form> --><crowd-form></crowd-form>",
        "{% comment %}<crowd-form></crowd-form>{% endcomment %}<crowd-form></crowd-form>",
    ],
)
def test_a_template_with_one_form_passes(template: str) -> None:
    require_template(template.encode())


@conformance("A template without a form element fails the job", documented("developer guide, sms-custom-templates-step2"))
@pytest.mark.parametrize("template", ["<form></form>", "<crowd-form></crowd-form>" * 2, "<crowd-form>", "<crowd-formula></crowd-formula>"])
def test_a_template_without_its_one_form_fails_the_job(job_request: Job, bucket: Any, failure: Any, template: str) -> None:
    bucket.put("input/template.liquid", template)
    assert "must contain exactly one crowd-form element" in failure(job_request)


def test_a_bad_label_file_fails_the_job(job_request: Job, bucket: Any, failure: Any) -> None:
    bucket.put("input/labels.json", "{}")
    assert failure(job_request) == "ClientError: The label category configuration file must have a list of labels."


@conformance("Image tasks need a CORS rule on the buckets of their images", documented("developer guide, sms-cors-update"))
def test_images_need_cors(sagemaker: Any, image_job: Job, bucket: Any, refused: Any) -> None:
    bucket.s3.delete_bucket_cors(Bucket=bucket.name)
    message = refused("ValidationException", sagemaker.create_labeling_job, **image_job)
    assert message.startswith("The CORS configuration of the bucket 'reviews-data' could not be read with role")


@pytest.mark.parametrize(("origin", "method"), [("https://*.sagemaker.aws", "GET"), ("*", "PUT")])
def test_any_origin_must_be_able_to_get_images(sagemaker: Any, image_job: Job, bucket: Any, refused: Any, origin: str, method: str) -> None:
    bucket.allow_origin(method, origin=origin)
    assert refused("ValidationException", sagemaker.create_labeling_job, **image_job) == (
        "The CORS configuration of the bucket 'reviews-data' must have a rule with AllowedOrigins [\"*\"] and AllowedMethods ['GET']."
    )


def test_the_bucket_of_the_images_needs_cors_too(sagemaker: Any, image_job: Job, bucket: Any, refused: Any) -> None:
    location = {"LocationConstraint": "eu-west-1"}
    bucket.s3.create_bucket(Bucket="other-images", CreateBucketConfiguration=location)
    bucket.put("input/images.jsonl", '{"source-ref": "s3://other-images/cat.png"}\n')
    assert "the bucket 'other-images'" in refused("ValidationException", sagemaker.create_labeling_job, **image_job)


def test_images_with_cors_are_taken(sagemaker: Any, image_job: Job) -> None:
    assert sagemaker.create_labeling_job(**image_job)["LabelingJobArn"]


@pytest.fixture
def abroad(open_surroundings: Any) -> str:
    """A bucket in another region, with valid CORS rules."""
    s3 = open_surroundings.own_client("s3", region="us-west-2")
    s3.create_bucket(Bucket="data-abroad", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    rule = {"AllowedOrigins": ["*"], "AllowedMethods": ["GET", "HEAD", "PUT"]}
    s3.put_bucket_cors(Bucket="data-abroad", CORSConfiguration={"CORSRules": [rule]})
    return "data-abroad"


ABROAD = "The bucket 'data-abroad' is in us-west-2: the manifest and its data objects must be in eu-west-1, the region of the labeling job."


@conformance(
    "A manifest in a bucket of another region is refused",
    assumed("the developer guide requires one region; the error is undocumented"),
)
def test_the_manifest_is_in_the_region_of_the_job(sagemaker: Any, job_request: Job, bucket: Any, abroad: str, refused: Any) -> None:
    bucket.s3.put_object(Bucket=abroad, Key="manifest.jsonl", Body=b'{"source": "Good."}\n')
    job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = f"s3://{abroad}/manifest.jsonl"
    assert refused("ValidationException", sagemaker.create_labeling_job, **job_request) == ABROAD


@conformance(
    "Data objects in buckets of another region are refused",
    assumed("the developer guide requires one region; the error is undocumented"),
)
def test_data_objects_are_in_the_region_of_the_job(sagemaker: Any, image_job: Job, bucket: Any, abroad: str, refused: Any) -> None:
    bucket.put("input/images.jsonl", f'{{"source-ref": "s3://reviews-data/cat.png"}}\n{{"source-ref": "s3://{abroad}/dog.png"}}\n')
    assert refused("ValidationException", sagemaker.create_labeling_job, **image_job) == ABROAD


def test_frames_are_in_the_region_of_the_job(sagemaker: Any, frame_job: Job, bucket: Any, abroad: str, refused: Any) -> None:
    sequence = {"seq-no": 1, "prefix": f"s3://{abroad}/", "number-of-frames": 1, "frames": [{"frame-no": 0, "frame": "0.jpg"}]}
    bucket.put("input/sequence.json", json.dumps(sequence))
    assert refused("ValidationException", sagemaker.create_labeling_job, **frame_job) == ABROAD


@pytest.mark.parametrize("missing", ["nobodys-bucket", "no bucket's name"])
def test_a_missing_bucket_is_in_no_region(sagemaker: Any, image_job: Job, bucket: Any, refused: Any, missing: str) -> None:
    bucket.put("input/images.jsonl", f'{{"source-ref": "s3://{missing}/cat.png"}}\n')
    message = refused("ValidationException", sagemaker.create_labeling_job, **image_job)
    assert message.startswith(f"The CORS configuration of the bucket '{missing}' could not be read")


def test_each_bucket_is_asked_for_its_region_once(sagemaker: Any, image_job: Job, bucket: Any, open_surroundings: Any) -> None:
    bucket.put("input/images.jsonl", '{"source-ref": "s3://reviews-data/cat.png"}\n' * 5)
    asked: list[str] = []
    events = open_surroundings.own_client("s3", region="eu-west-1").meta.events

    def note(params: Any, **_: Any) -> None:
        asked.append(params["Bucket"])

    events.register("provide-client-params.s3.HeadBucket", note)
    sagemaker.create_labeling_job(**image_job)
    events.unregister("provide-client-params.s3.HeadBucket", note)
    assert asked == ["reviews-data"]


def test_text_needs_no_cors(sagemaker: Any, job_request: Job) -> None:
    assert sagemaker.create_labeling_job(**job_request)["LabelingJobArn"]


@conformance(
    "Frame tasks need a CORS rule with GET, HEAD and PUT, on the output bucket too", documented("developer guide, sms-cors-update")
)
def test_frames_are_also_written_by_the_browser(sagemaker: Any, frame_job: Job, bucket: Any, refused: Any) -> None:
    bucket.allow_origin("GET")
    message = refused("ValidationException", sagemaker.create_labeling_job, **frame_job)
    assert message.endswith("AllowedMethods ['GET', 'HEAD', 'PUT'].")


def test_the_output_bucket_of_frames_needs_cors(sagemaker: Any, frame_job: Job, bucket: Any, refused: Any) -> None:
    location = {"LocationConstraint": "eu-west-1"}
    bucket.s3.create_bucket(Bucket="output-only", CreateBucketConfiguration=location)
    frame_job["OutputConfig"]["S3OutputPath"] = "s3://output-only/"
    assert "the bucket 'output-only'" in refused("ValidationException", sagemaker.create_labeling_job, **frame_job)


def test_frames_with_cors_are_taken(sagemaker: Any, frame_job: Job) -> None:
    sagemaker.create_labeling_job(**frame_job)
    sagemaker.describe_labeling_job(LabelingJobName="reviews-1")
    assert sagemaker.describe_labeling_job(LabelingJobName="reviews-1")["LabelingJobStatus"] == "InProgress"


def test_the_job_writes_below_its_own_folder(sagemaker: Any, job_request: Job, bucket: Any) -> None:
    sagemaker.create_labeling_job(**job_request)
    written = [key for key in bucket.keys() if key.startswith("output/")]  # noqa: SIM118 - the bucket is no dict
    assert written == ["output/reviews-1/manifests/intermediate/1/input.manifest"]
    head = bucket.s3.head_object(Bucket=bucket.name, Key=written[0])
    assert head["ServerSideEncryption"] == "aws:kms"


@conformance(
    "An output location that the role cannot write to fails the job when it starts", assumed("AWS's test of the location is unknown")
)
def test_output_that_cannot_be_written_fails_the_job(job_request: Job, failure: Any) -> None:
    job_request["OutputConfig"]["S3OutputPath"] = "s3://no-such-bucket/out"
    reason = failure(job_request)
    assert reason.startswith("ClientError: Could not write to 's3://no-such-bucket/out/reviews-1/manifests/intermediate/")
    assert "s3:PutObject" in reason
