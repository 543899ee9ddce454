"""The labels of a completed job, for every task type, and the results of adjustment and verification jobs."""

import json
import re
import struct
import uuid
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES
from tests.unit.conformance.rows import assumed, conformance, documented, observed
from tests.unit.sandbox_ground_truth.input_data import CLOUD, IMAGE, INSTRUCTIONS, SEQUENCE, TEXT, jpeg, line_for

Job = dict[str, Any]
Complete = Callable[..., Job]

BOX = {"class_id": 0, "top": 5, "left": 10, "height": 10, "width": 20}
EXPIRED = (
    "ClientError: Annotation tasks expired.  Probable Reasons are 1) TaskAvailabilityLifetimeInSeconds parameter is too small.  "
    "2) Reward is too low for workers to work on the task.  3) If you use a custom html template, your template may be broken.  "
    "4) Data (image/video/text) sent for annotation is broken or too big, preventing completion.  5) All workers declined the tasks."
)
CUBOID = {"object-name": "Car:1", "class-id": 0, "center-x": 0.0, "length": 4.0, "yaw": 0.0}


@conformance("Labels have the form of their task type", documented("developer guide, sms-data-output"))
@pytest.mark.parametrize(
    ("task_type", "line", "value", "metadata"),
    [
        ("TextMultiClass", TEXT, 0, {"type": "groundtruth/text-classification", "class-name": "Car", "confidence": 0}),
        (
            "TextMultiClassMultiLabel",
            TEXT,
            [0],
            {"type": "groundtruth/text-classification-multilabel", "class-map": {"0": "Car"}, "confidence-map": {"0": 0}},
        ),
        ("ImageMultiClass", IMAGE, 0, {"type": "groundtruth/image-classification", "class-name": "Car"}),
        ("ImageMultiClassMultiLabel", IMAGE, [0], {"type": "groundtruth/image-classification-multilabel"}),
        ("VideoMultiClass", IMAGE, 0, {"class-name": "Car"}),
        (
            "BoundingBox",
            IMAGE,
            {"image_size": [{"width": 40, "height": 20, "depth": 3}], "annotations": [BOX]},
            {"type": "groundtruth/object-detection", "class-map": {"0": "Car"}, "objects": [{"confidence": 0}]},
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
    common = {"job-name": "labeling-job/reviews-1", "human-annotated": "yes"}
    assert labeled["new-metadata"] == labeled["new-metadata"] | metadata | common
    assert {key: labeled[key] for key in line} == line


@conformance("The label of a classification is the number of its class", observed("48"))
@pytest.mark.parametrize("task_type", ["ImageMultiClass", "TextMultiClass"])
def test_a_class_is_a_number(of_type: Any, start: Any, complete: Complete, output: Any, task_type: str) -> None:
    start(of_type(task_type, IMAGE if task_type.startswith("Image") else TEXT))
    complete(worker_answer={"c" if task_type == "TextMultiClass" else "crowd-image-classifier": {"label": "Bus"}})
    assert (output()[0]["new"], output()[0]["new-metadata"]["class-name"]) == (1, "Bus")


@conformance("A line with boxes has the members of recent AWS output, and the coordinates are whole numbers", observed("36", "38"))
def test_a_line_with_boxes(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    start(of_type("BoundingBox", IMAGE))
    complete()
    (line,) = output()
    assert list(line) == ["source-ref", "new", "new-metadata"]
    assert list(line["new"]) == ["image_size", "annotations"]
    assert list(line["new"]["annotations"][0]) == ["class_id", "top", "left", "height", "width"]
    assert all(type(edge) is int for edge in line["new"]["annotations"][0].values())
    assert list(line["new-metadata"]) == ["objects", "class-map", "type", "human-annotated", "creation-date", "job-name"]


@conformance("With one worker the confidence is the number 0, without a fraction", observed("37", "42"))
@pytest.mark.parametrize("task_type", ["BoundingBox", "SemanticSegmentation", "ImageMultiClass", "ImageMultiClassMultiLabel"])
def test_one_worker_makes_no_confidence(of_type: Any, start: Any, complete: Complete, read: Any, task_type: str) -> None:
    start(of_type(task_type, IMAGE))
    manifest = read(complete()["LabelingJobOutput"]["OutputDatasetS3Uri"]).decode()
    (confidence,) = set(re.findall(r'"confidence(?:-map)?": (?:\{"0": )?([0-9.]+)', manifest))
    assert confidence == "0"


@conformance("An image without objects has no annotations, no objects and an empty class-map", observed("39"))
def test_an_image_without_objects(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    start(of_type("BoundingBox", IMAGE))
    complete(worker_answer={"crowd-bounding-box": {"boundingBoxes": []}})
    (line,) = output()
    assert line["new"]["annotations"] == []
    assert (line["new-metadata"]["objects"], line["new-metadata"]["class-map"]) == ([], {})


@conformance("class-map has the classes that occur in the object, in the order of first use", observed("40"))
def test_a_class_map_has_the_order_of_use(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    start(of_type("BoundingBox", IMAGE, labels=[{"label": "Car"}, {"label": "Dog"}, {"label": "Bus"}]))
    edges = {"top": 1, "left": 2, "height": 3, "width": 4}
    boxes = [{**edges, "label": label} for label in ("Bus", "Car", "Bus")]
    complete(worker_answer={"crowd-bounding-box": {"boundingBoxes": boxes}})
    (line,) = output()
    assert list(line["new-metadata"]["class-map"].items()) == [("2", "Bus"), ("0", "Car")]
    assert [box["class_id"] for box in line["new"]["annotations"]] == [2, 0, 2]
    assert line["new-metadata"]["objects"] == [{"confidence": 0}] * 3


def test_a_template_names_its_answer(of_type: Any, start: Any, complete: Complete, output: Any, bucket: Any) -> None:
    job = of_type("ImageMultiClass", IMAGE)
    page = "<crowd-form><!-- <crowd-image-classifier name='old'> --><crowd-image-classifier categories='[1]' name=\"kind\"/></crowd-form>"
    job["HumanTaskConfig"]["UiConfig"]["UiTemplateS3Uri"] = bucket.put("input/named.liquid", page)
    start(job)
    complete(worker_answer={"kind": {"label": "Bus"}})
    assert output()[0]["new"] == 1


@pytest.mark.parametrize(
    ("task_type", "line", "answer", "message"),
    [
        ("ImageMultiClass", IMAGE, {"kind": {}}, "The answer has kind, and not 'crowd-image-classifier', the element of the worker page"),
        ("ImageMultiClass", IMAGE, {}, "The answer has nothing, and not 'crowd-image-classifier'"),
        ("ImageMultiClass", IMAGE, {"crowd-image-classifier": {"label": "Cow"}}, "the label 'Cow'; the labels of the job are Car, Bus"),
        ("ImageMultiClass", IMAGE, {"crowd-image-classifier": "Car"}, "is not what a <crowd-image-classifier> submits"),
        ("BoundingBox", IMAGE, {"crowd-bounding-box": {"boxes": []}}, "is not what a <crowd-bounding-box> submits"),
        ("SemanticSegmentation", IMAGE, {"mask": {}}, "SemanticSegmentation is answered with files: no other answer can be given"),
        ("VideoObjectTracking", SEQUENCE, {"boxes": []}, "VideoObjectTracking is answered with files: no other answer can be given"),
    ],
)
def test_an_answer_fits_the_task(
    of_type: Any, start: Any, complete: Complete, describe: Any, task_type: str, line: Job, answer: Job, message: str
) -> None:
    start(of_type(task_type, line))
    with pytest.raises(ValidationException, match=re.escape(message)):
        complete(worker_answer=answer)
    assert describe()["LabelCounters"]["Unlabeled"] == 1


@conformance("Named entities have offsets and a label, and the list of all labels; the metadata have a confidence for each", observed("46"))
def test_named_entities(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    start(of_type("NamedEntityRecognition", TEXT, labels=[{"label": "City", "shortDisplayName": "c"}], **INSTRUCTIONS))
    complete()
    (labeled,) = output()
    annotations = labeled["new"]["annotations"]
    assert set(annotations) == {"entities", "labels"}
    assert annotations["labels"] == [{"label": "City", "shortDisplayName": "c"}]
    (entity,) = annotations["entities"]
    assert (entity["label"], TEXT["source"][entity["startOffset"] : entity["endOffset"]]) == ("City", "Paris")
    assert list(entity) == ["endOffset", "startOffset", "label"]
    assert labeled["new-metadata"]["entities"] == [{"confidence": 0}]


@conformance("A mask is `output/<object>_<time with microseconds>.png`, written shortly before the creation-date", observed("42", "43"))
@conformance("The colors of masks: white background, then the labels in order with d3's palette", observed("42"))
def test_masks_have_names_and_colors(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    labels = [{"label": name} for name in ("Car", "Bus", "Dog")]
    start(of_type("SemanticSegmentation", IMAGE, labels=labels))
    complete()
    (line,) = output()
    name = line["new-ref"].removeprefix("s3://reviews-data/output/reviews-1/annotations/consolidated-annotation/output/")
    written = re.fullmatch(r"0_(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})\.png", name)
    assert written is not None
    assert written[1] < line["new-ref-metadata"]["creation-date"]
    assert line["new-ref-metadata"]["internal-color-map"] == {
        "0": {"class-name": "BACKGROUND", "hex-color": "#ffffff", "confidence": 0},
        "1": {"class-name": "Car", "hex-color": "#2ca02c", "confidence": 0},
        "2": {"class-name": "Bus", "hex-color": "#1f77b4", "confidence": 0},
        "3": {"class-name": "Dog", "hex-color": "#ff7f0e", "confidence": 0},
    }


@conformance("With many labels, each has a color of its own", assumed("more than three were not observed; the palette continues"))
def test_every_class_has_its_color(of_type: Any, start: Any, complete: Complete, output: Any) -> None:
    start(of_type("SemanticSegmentation", IMAGE, labels=[{"label": f"class {number}"} for number in range(60)]))
    complete()
    colors = [entry["hex-color"] for entry in output()[0]["new-ref-metadata"]["internal-color-map"].values()]
    assert len(set(colors)) == 61
    assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in colors)


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
    assert classes == {"0": "BACKGROUND", "1": "Car", "2": "Bus"}


def test_a_jpeg_has_a_size_too(of_type: Any, start: Any, complete: Complete, output: Any, bucket: Any) -> None:
    job = of_type("BoundingBox", IMAGE)
    bucket.put("input/cat.png", jpeg(640, 480))
    start(job)
    complete()
    assert output()[0]["new"]["image_size"] == [{"width": 640, "height": 480, "depth": 3}]


@conformance("A sequence's label is `output/<object>/SeqLabel.json`; its line may also hold labels of other jobs", observed("44"))
@conformance("In SeqLabel.json class-id and frame-no are strings, and object ids are UUIDs of version 1", observed("45"))
def test_a_sequence_label(of_type: Any, start: Any, complete: Complete, output: Any, read: Any) -> None:
    other = {"Person": "s3://reviews-data/p.json", "Person-metadata": {"type": "groundtruth/video-object-tracking"}}
    start(of_type("VideoObjectTracking", {**SEQUENCE, **other}))
    complete()
    (line,) = output()
    assert line == line | other
    assert line["new-ref"].endswith("/annotations/consolidated-annotation/output/0/SeqLabel.json")
    assert line["new-ref-metadata"]["type"] == "groundtruth/video-object-tracking"
    frame = json.loads(read(line["new-ref"]))["tracking-annotations"][0]
    assert list(frame) == ["annotations", "frame-no", "frame", "frame-attributes"]
    (found,) = frame["annotations"]
    expected = ["height", "width", "top", "left", "class-id", "label-category-attributes", "object-id", "object-name"]
    assert list(found) == expected
    assert (frame["frame-no"], found["class-id"], found["object-name"]) == ("7", "0", "Car:1")
    assert uuid.UUID(found["object-id"]).version == 1


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
    plain = [item for item in BUILT_IN_TASK_TYPES.values() if not item.audits]
    for number, task_type in enumerate(plain):
        job = {**of_type(task_type.name, line_for(task_type), **INSTRUCTIONS), "LabelingJobName": f"job-{number}"}
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


@conformance("An adjustment is `adjusted` or `unadjusted` by comparison; the earlier label remains in the line", observed("41"))
@pytest.mark.parametrize(("width", "status"), [(20, "unadjusted"), (21, "adjusted")])
def test_an_adjustment_is_compared(of_type: Any, start: Any, complete: Complete, output: Any, width: int, status: str) -> None:
    first = {
        "boxes": {"image_size": [{"width": 40, "height": 20, "depth": 3}], "annotations": [{**BOX, "class_id": 5}]},
        "boxes-metadata": {"type": "groundtruth/object-detection", "class-map": {"5": "Bus"}, "objects": [{"confidence": 0.09}]},
    }
    start(of_type("AdjustmentBoundingBox", {**IMAGE, **first}))
    box = {"height": 10, "label": "Bus", "left": 10, "top": 5, "width": width}
    complete(worker_answer={"crowd-bounding-box": {"boundingBoxes": [box], "initialValueModified": True}})
    (line,) = output()
    assert line == line | first
    assert line["new-metadata"]["adjustment-status"] == status
    (adjusted,) = line["new"]["annotations"]
    assert (line["new"] == first["boxes"]) == (status == "unadjusted")
    assert (adjusted["width"], line["new-metadata"]["class-map"][str(adjusted["class_id"])]) == (width, "Bus")


@pytest.mark.parametrize("value", [7, {"boxes": []}, {"annotations": [{"class_id": 0}]}])
def test_earlier_boxes_that_cannot_be_shown_fail_the_object(of_type: Any, start: Any, complete: Complete, value: object) -> None:
    start(of_type("AdjustmentBoundingBox", {**IMAGE, "boxes": value, "boxes-metadata": {"type": "groundtruth/object-detection"}}))
    assert "its boxes cannot be shown" in complete()["FailedDataObjects"]["0"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"{", "is not JSON"),
        (b'{"tracking-annotations": NaN}', "is not JSON (JSON has no NaN)"),
        (b"[]", "must be a JSON object with one list of frames"),
        (b'{"tracking-annotations": [{"frame": "7.jpg"}]}', "cannot be shown"),
        (b'{"tracking-annotations": [7]}', "cannot be shown"),
    ],
)
def test_earlier_frames_that_cannot_be_shown_fail_the_object(
    of_type: Any, start: Any, complete: Complete, bucket: Any, content: bytes, cause: str
) -> None:
    label = bucket.put("input/SeqLabel.json", content)
    line = {**SEQUENCE, "first-ref": label, "first-ref-metadata": {"type": "groundtruth/video-object-tracking"}}
    start(of_type("AdjustmentVideoObjectTracking", line, auditLabelAttributeName="first-ref"))
    assert cause in complete()["FailedDataObjects"]["0"]


def test_a_stopped_audit_goes_on_with_what_it_left(of_type: Any, start: Any, complete: Complete, output: Any, bucket: Any) -> None:
    boxes = {"boxes": {"annotations": []}, "boxes-metadata": {"type": "groundtruth/object-detection"}}
    request = of_type("AdjustmentBoundingBox", IMAGE)
    bucket.put("input/lines.jsonl", json.dumps({**IMAGE, **boxes}) + "\n" + json.dumps({**IMAGE, **boxes, "second": 1}) + "\n")
    start({**request, "StoppingConditions": {"MaxHumanLabeledObjectCount": 1}})
    assert complete()["LabelingJobStatus"] == "Stopped"
    manifest = {"DataSource": {"S3DataSource": {"ManifestS3Uri": bucket.uri("output/reviews-1/manifests/output/output.manifest")}}}
    start({**request, "LabelingJobName": "rest", "InputConfig": manifest})
    assert complete("rest")["LabelingJobStatus"] == "Completed"
    lines = output("output/rest/manifests/output/output.manifest")
    assert [line["new-metadata"]["job-name"] for line in lines] == ["labeling-job/reviews-1", "labeling-job/rest"]


@conformance("An object that cannot be shown to workers fails with the message of expired tasks, and is counted", observed("22", "31c"))
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
    assert line["new-metadata"]["failure-reason"] == EXPIRED
    assert reason in description["FailedDataObjects"]["0"]
