"""The labels of a job that is completed, for every task type, and what an adjusting or verifying job makes of them."""

import json
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES
from tests.unit.conformance.rows import conformance, documented

Job = dict[str, Any]
Complete = Callable[..., Job]


def png(width: int, height: int) -> bytes:
    """The beginning of an image, which is all that is looked at."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)


def jpeg(width: int, height: int) -> bytes:
    segment = b"\xff\xe0" + struct.pack(">H", 4) + b"JF"
    return b"\xff\xd8" + segment + b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 3) + bytes(20)


@pytest.fixture
def of_type(job_request: Job, bucket: Any, use_functions: Any) -> Callable[..., Job]:
    """A request of a task type over one line, whose data are there."""
    bucket.allow_origin("GET", "HEAD", "PUT")
    bucket.put("input/cat.png", png(40, 20))
    bucket.put("input/cloud.bin", bytes(16 * 5))
    frames = [{"frame-no": number, "frame": f"{number}.jpg", "unix-timestamp": 1} for number in (7, 8)]
    bucket.put("input/seq.json", json.dumps({"seq-no": 1, "prefix": bucket.uri("f/"), "number-of-frames": 2, "frames": frames}))

    def request(name: str, line: Job, **label_file: Any) -> Job:
        task_type = BUILT_IN_TASK_TYPES[name]
        version = {"documentVersion": "2020-03-01"} if task_type.works_on_frames else {"document-version": "2018-11-28"}
        labels = [{"label": "Car"}, {"label": "Bus"}]
        job_request["LabelCategoryConfigS3Uri"] = bucket.put("input/l.json", json.dumps({**version, "labels": labels, **label_file}))
        manifest = bucket.put("input/one.jsonl", json.dumps(line) + "\n")
        job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = manifest
        job_request["LabelAttributeName"] = "new-ref" if task_type.ends_with_ref else "new"
        task = job_request["HumanTaskConfig"]
        task |= {**use_functions(name), "NumberOfHumanWorkersPerDataObject": 1}
        if task_type.human_task_ui is not None:
            task["UiConfig"] = {"HumanTaskUiArn": f"arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/{task_type.human_task_ui}"}
        return job_request

    return request


IMAGE = {"source-ref": "s3://reviews-data/input/cat.png"}
TEXT = {"source": " Paris is big."}
SEQUENCE = {"source-ref": "s3://reviews-data/input/seq.json"}
CLOUD = {"source-ref": "s3://reviews-data/input/cloud.bin", "source-ref-metadata": {"unix-timestamp": 1}}
BOX = {"class_id": 0, "left": 10, "top": 5, "width": 20, "height": 10}
CUBOID = {"object-name": "Car:1", "class-id": 0, "center-x": 0.0, "length": 4.0, "yaw": 0.0}
INSTRUCTIONS = {"instructions": {"shortInstruction": "a", "fullInstruction": "b"}}


@conformance("Labels have the form of their task type", documented("developer guide, sms-data-output"))
@pytest.mark.parametrize(
    ("task_type", "line", "value", "metadata"),
    [
        ("TextMultiClass", TEXT, 0, {"type": "groundtruth/text-classification", "class-name": "Car", "confidence": 0.0}),
        (
            "TextMultiClassMultiLabel",
            TEXT,
            [0],
            {"type": "groundtruth/text-classification-multilabel", "class-map": {"0": "Car"}, "confidence-map": {"0": 0.0}},
        ),
        ("ImageMultiClass", IMAGE, 0, {"type": "groundtruth/image-classification", "class-name": "Car"}),
        ("ImageMultiClassMultiLabel", IMAGE, [0], {"type": "groundtruth/image-classification-multilabel"}),
        ("VideoMultiClass", IMAGE, 0, {"class-name": "Car"}),
        (
            "BoundingBox",
            IMAGE,
            {"image_size": [{"width": 40, "height": 20, "depth": 3}], "annotations": [BOX]},
            {"type": "groundtruth/object-detection", "class-map": {"0": "Car"}, "objects": [{"confidence": 0.0}]},
        ),
    ],
)
def test_labels_in_the_manifest(
    of_type: Any, start: Any, complete: Complete, output: Any, task_type: str, line: Job, value: object, metadata: Job
) -> None:
    start(of_type(task_type, line))
    assert complete()["LabelingJobStatus"] == "Completed"
    (labeled,) = output()
    assert labeled["new"] == value
    common = {"job-name": "labeling-job/reviews-1", "human-annotated": "yes", "creation-date": "2026-11-01T12:00:00.000000"}
    assert labeled["new-metadata"] == labeled["new-metadata"] | metadata | common
    assert {key: labeled[key] for key in line} == line


def test_named_entities(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    start(of_type("NamedEntityRecognition", TEXT, labels=[{"label": "City", "shortDisplayName": "c"}], **INSTRUCTIONS))
    complete()
    (labeled,) = output()
    annotations = labeled["new"]["annotations"]
    assert annotations["labels"] == [{"label": "City", "shortDisplayName": "c"}]
    (entity,) = annotations["entities"]
    assert (entity["label"], TEXT["source"][entity["startOffset"] : entity["endOffset"]]) == ("City", "Paris")
    assert labeled["new-metadata"]["entities"] == [{"confidence": 0.0}]


def test_a_mask_is_a_picture_as_large_as_the_image(of_type: Any, start: Any, complete: Complete, output: Any, read: Any) -> None:
    start(of_type("SemanticSegmentation", IMAGE))
    complete()
    (labeled,) = output()
    mask = read(labeled["new-ref"])
    assert struct.unpack(">II", mask[16:24]) == (40, 20)
    position = mask.index(b"IDAT")
    (length,) = struct.unpack(">I", mask[position - 4 : position])
    rows = zlib.decompress(mask[position + 4 : position + 4 + length])
    assert rows == (b"\x00" + bytes(20) + b"\x01" * 20) * 20
    classes = {number: color["class-name"] for number, color in labeled["new-ref-metadata"]["internal-color-map"].items()}
    assert classes == {"0": "BACKGROUND", "1": "Car"}


def test_a_jpeg_has_a_size_too(of_type: Any, start: Any, complete: Complete, output: Any, bucket: Any) -> None:
    job = of_type("BoundingBox", IMAGE)
    bucket.put("input/cat.png", jpeg(640, 480))
    start(job)
    complete()
    assert output()[0]["new"]["image_size"] == [{"width": 640, "height": 480, "depth": 3}]


@pytest.mark.parametrize(
    ("task_type", "annotation_type", "list_name", "annotation_list"),
    [
        ("VideoObjectDetection", "BoundingBox", "detection-annotations", "annotations"),
        ("VideoObjectTracking", "BoundingBox", "tracking-annotations", "annotations"),
        ("VideoObjectDetection", "Polygon", "detection-annotations", "polygons"),
        ("VideoObjectDetection", "Polyline", "detection-annotations", "polylines"),
        ("VideoObjectTracking", "Keypoint", "tracking-annotations", "keypoints"),
    ],
)
def test_labels_of_video_frames(
    of_type: Any,
    start: Any,
    complete: Complete,
    output: Any,
    read: Any,
    task_type: str,
    annotation_type: str,
    list_name: str,
    annotation_list: str,
) -> None:
    start(of_type(task_type, SEQUENCE, annotationType=annotation_type))
    complete()
    (labeled,) = output()
    assert labeled["new-ref"] == "s3://reviews-data/output/reviews-1/annotations/consolidated-annotation/output/0/SeqLabel.json"
    assert labeled["new-ref-metadata"]["class-map"] == {"0": "Car"}
    frames = json.loads(read(labeled["new-ref"]))[list_name]
    assert [(frame["frame-no"], frame["frame"]) for frame in frames] == [("7", "7.jpg"), ("8", "8.jpg")]
    (annotation,) = frames[0][annotation_list]
    assert annotation["class-id"] == "0"
    assert ("object-id" in annotation) == (task_type == "VideoObjectTracking")


def test_cuboids_of_one_frame(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    start(of_type("3DPointCloudObjectDetection", CLOUD))
    complete()
    (labeled,) = output()
    (annotation,) = labeled["new"]["annotations"]
    assert annotation == annotation | CUBOID
    assert labeled["new-metadata"]["class_map"] == {"0": "Car"}
    assert labeled["source-ref-metadata"] == {"unix-timestamp": 1}


def test_cuboids_of_a_sequence(of_type: Any, start: Any, complete: Complete, output: Any, read: Any) -> None:
    start(of_type("3DPointCloudObjectTracking", SEQUENCE))
    complete()
    (labeled,) = output()
    frames = json.loads(read(labeled["new-ref"]))["tracking-annotations"]
    assert [(frame["frame-number"], frame["frame-name"]) for frame in frames] == [(0, "7.jpg"), (1, "8.jpg")]
    assert len({frame["annotations"][0]["object-id"] for frame in frames}) == 1
    assert [item["frame-no"] for item in labeled["new-ref-metadata"]["objects"]] == [7, 8]


@pytest.mark.parametrize(
    ("content", "form", "points"), [(bytes(16 * 5), None, 5), (bytes(12 * 5), "binary/xyz", 5), (b"1 2 3\n4 5 6\n", "text/xyz", 2)]
)
def test_classes_of_points(
    of_type: Any, start: Any, complete: Complete, output: Any, read: Any, bucket: Any, content: bytes, form: str | None, points: int
) -> None:
    metadata = {"unix-timestamp": 1, **({"format": form} if form else {})}
    job = of_type("3DPointCloudSemanticSegmentation", {**CLOUD, "source-ref-metadata": metadata})
    bucket.put("input/cloud.bin", content)
    start(job)
    complete()
    (labeled,) = output()
    assert zlib.decompress(read(labeled["new-ref"])) == b"\x01" * points
    assert labeled["new-ref-metadata"]["color-map"]["1"]["class-name"] == "Car"


def test_every_task_type_has_an_answer(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    lines = {"VIDEO_FRAMES": SEQUENCE, "POINT_CLOUD": CLOUD, "NAMED_ENTITIES": TEXT}
    plain = [item for item in BUILT_IN_TASK_TYPES.values() if not item.audits]
    for number, task_type in enumerate(plain):
        line = (
            SEQUENCE
            if task_type.works_on_sequences
            else lines.get(task_type.label_file.name, TEXT if "source" in task_type.source_keys else IMAGE)
        )
        job = {**of_type(task_type.name, line, **INSTRUCTIONS), "LabelingJobName": f"job-{number}"}
        if task_type.human_task_ui is None:
            job["HumanTaskConfig"] = {**job["HumanTaskConfig"], "UiConfig": {"UiTemplateS3Uri": "s3://reviews-data/input/template.liquid"}}
        start(job)
        counters = complete(f"job-{number}")["LabelCounters"]
        assert (counters["TotalLabeled"], counters["FailedNonRetryableError"]) == (1, 0), task_type.name
        (labeled,) = output(f"output/job-{number}/manifests/output/output.manifest")
        assert {job["LabelAttributeName"], f"{job['LabelAttributeName']}-metadata"} <= set(labeled), task_type.name


@pytest.mark.parametrize(
    ("first", "second", "line"),
    [
        ("BoundingBox", "AdjustmentBoundingBox", IMAGE),
        ("SemanticSegmentation", "AdjustmentSemanticSegmentation", IMAGE),
        ("BoundingBox", "VerificationBoundingBox", IMAGE),
        ("VideoObjectTracking", "AdjustmentVideoObjectTracking", SEQUENCE),
        ("3DPointCloudObjectDetection", "Adjustment3DPointCloudObjectDetection", CLOUD),
        ("3DPointCloudSemanticSegmentation", "Adjustment3DPointCloudSemanticSegmentation", CLOUD),
    ],
)
def test_labels_are_audited_by_the_next_job(
    of_type: Any, start: Any, complete: Complete, output: Any, read: Any, first: str, second: str, line: Job
) -> None:
    start(of_type(first, line))
    manifest = complete()["LabelingJobOutput"]["OutputDatasetS3Uri"]
    audited = "new-ref" if BUILT_IN_TASK_TYPES[first].ends_with_ref else "new"
    extra = {"auditLabelAttributeName": audited} if BUILT_IN_TASK_TYPES[second].works_on_frames else {}
    request = of_type(second, line, **extra)
    request["LabelingJobName"], request["LabelAttributeName"] = "audit", f"better-{request['LabelAttributeName']}"
    request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = manifest
    assert start(request)["LabelingJobStatus"] == "InProgress"
    complete("audit")
    (labeled,) = output("output/audit/manifests/output/output.manifest")
    better = labeled[request["LabelAttributeName"]]
    metadata = labeled[f"{request['LabelAttributeName']}-metadata"]
    if second.startswith("Verification"):
        assert (better, metadata["class-name"], metadata["type"]) == ("0", "Car", "groundtruth/label-verification")
        return
    assert metadata["adjustment-status"] == "unadjusted"
    assert metadata["type"] == labeled[f"{audited}-metadata"]["type"]
    assert metadata["job-name"] == "labeling-job/audit"
    if BUILT_IN_TASK_TYPES[second].ends_with_ref:
        assert better.startswith("s3://reviews-data/output/audit/")
        assert read(better) == read(labeled[audited])
    else:
        assert better == labeled[audited]


def test_a_stopped_audit_goes_on_with_what_it_left(of_type: Any, start: Any, complete: Complete, output: Any, bucket: Any) -> None:
    boxes = {"boxes": {"annotations": []}, "boxes-metadata": {"type": "groundtruth/object-detection"}}
    request = of_type("AdjustmentBoundingBox", IMAGE)
    bucket.put("input/one.jsonl", json.dumps({**IMAGE, **boxes}) + "\n" + json.dumps({**IMAGE, **boxes, "second": 1}) + "\n")
    start({**request, "StoppingConditions": {"MaxHumanLabeledObjectCount": 1}})
    assert complete()["LabelingJobStatus"] == "Stopped"
    manifest = {"DataSource": {"S3DataSource": {"ManifestS3Uri": bucket.uri("output/reviews-1/manifests/output/output.manifest")}}}
    start({**request, "LabelingJobName": "rest", "InputConfig": manifest})
    assert complete("rest")["LabelingJobStatus"] == "Completed"
    lines = output("output/rest/manifests/output/output.manifest")
    assert [line["new-metadata"]["job-name"] for line in lines] == ["labeling-job/reviews-1", "labeling-job/rest"]


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "it must exist and the role must be allowed s3:GetObject"), (b"text", "is not a PNG or JPEG")]
)
def test_an_image_that_is_none_fails_the_object(
    of_type: Any, start: Any, complete: Complete, output: Any, bucket: Any, content: bytes | None, reason: str
) -> None:
    job = of_type("BoundingBox", IMAGE)
    if content is None:
        bucket.s3.delete_object(Bucket=bucket.name, Key="input/cat.png")
    else:
        bucket.put("input/cat.png", content)
    start(job)
    description = complete()
    assert (description["LabelingJobStatus"], description["LabelCounters"]["FailedNonRetryableError"]) == ("Completed", 1)
    (line,) = output()
    assert "new" not in line
    assert reason in line["new-metadata"]["failure-reason"]
