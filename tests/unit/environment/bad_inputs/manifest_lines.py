"""Single invalid manifest lines."""

from __future__ import annotations

from labeling_rules.task_types import TASK_TYPES
from tests.unit.environment.bad_inputs.bad_input import bad_line, unlabeled
from tests.unit.environment.jobs import CUSTOM

ONE_SOURCE = "a JSON object with exactly one of source and source-ref"

IMAGE = {"source-ref": "s3://bucket/image.png"}

FRAME = {"source-ref": "s3://bucket/frame.bin"}

METADATA = "source-ref-metadata"

SEQUENCE = {"source-ref": "s3://bucket/sequence.json"}

OTHER_NAME = "which the job works on, under another name than its own, label"

LABEL_TYPES = {name: task.audited_metadata_type for name, task in TASK_TYPES.items()}


def labels_of(task_type: str, name: str) -> dict[str, object]:
    """The additions of a job of the task type to a line."""
    return {name: {}, f"{name}-metadata": {"type": TASK_TYPES[task_type].output_metadata_type}}


MANIFEST_LINES = [
    bad_line("TextMultiClass", "not JSON", "a JSON object"),
    bad_line("TextMultiClass", "[1]", "a JSON object"),
    bad_line("TextMultiClass", '"text"', "a JSON object"),
    bad_line("TextMultiClass", '{"source": "x",}', "a JSON object"),
    bad_line("TextMultiClass", '{"source": "x", "score": NaN}', "a JSON object"),
    bad_line("TextMultiClass", f'{{"source": "x", "score": {"9" * 5_000}}}', "a JSON object with numbers of at most 4300 digits"),
    bad_line("TextMultiClass", f'{{"source": {"[" * 20_000}', "a JSON object: the line is nested too deeply"),
    bad_line("TextMultiClass", "", "a JSON object: the line is empty", number=2, before='{"source": "x"}\n'),
    bad_line("TextMultiClass", '\ufeff{"source": "x"}', "a JSON object, without the byte order mark that the file begins with"),
    bad_line("TextMultiClass", {"text": "x"}, f"{ONE_SOURCE}, here source"),
    bad_line("TextMultiClass", {"source": "x", **IMAGE}, f"{ONE_SOURCE}, here source"),
    bad_line("TextMultiClass", IMAGE, "source-ref of a text, not an image (.png)"),
    bad_line("BoundingBox", {"source": "x"}, f"{ONE_SOURCE}, here source-ref"),
    bad_line(CUSTOM, {"prompt": "x"}, ONE_SOURCE),
    bad_line("TextMultiClass", {"source": ""}, "source as a text that is not empty"),
    bad_line("TextMultiClass", {"source": 7}, "source as a text that is not empty"),
    bad_line("TextMultiClass", {"source": "x" * 20_001}, "source of at most 20000 characters"),
    bad_line("TextMultiClass", {"source": "x", "notes": "x" * 20_001}, "notes of at most 20000 characters"),
    bad_line("TextMultiClass", {"source": "x", "more": ["x" * 19_000] * 6}, "at most 100000 characters, not 114049"),
    bad_line("TextMultiClass", {"source": "x", "$id": 1}, "names that do not begin with $, not $id"),
    bad_line("BoundingBox", {"source-ref": "https://example.com/image.png"}, "source-ref as an S3 URI: s3://<bucket>/<key>"),
    bad_line("BoundingBox", {"source-ref": "s3://bucket"}, "source-ref as an S3 URI: s3://<bucket>/<key>"),
    bad_line("BoundingBox", {"source-ref": "s3:///image.png"}, "source-ref as an S3 URI: s3://<bucket>/<key>"),
    bad_line("BoundingBox", {"source-ref": "s3://bucket/clip.mp4"}, "source-ref of an image (.jpg, .jpeg, .png), not a video clip (.mp4)"),
    bad_line(
        "VideoMultiClass",
        {"source-ref": "s3://bucket/sequence.json"},
        "source-ref of a video clip (.mp4, .ogg, .webm), not a sequence file (.json)",
    ),
    bad_line("VideoObjectTracking", {"source-ref": "s3://bucket/0001.jpg"}, "source-ref of a sequence file (.json), not an image (.jpg)"),
    bad_line(
        "3DPointCloudObjectTracking", {"source-ref": "s3://bucket/f.PNG"}, "source-ref of a sequence file (.json), not an image (.png)"
    ),
    bad_line(
        "3DPointCloudObjectDetection",
        {"source-ref": "s3://bucket/s.json"},
        "source-ref of a point cloud frame, not a sequence file (.json)",
    ),
    bad_line("3DPointCloudObjectDetection", FRAME, f"{METADATA} with unix-timestamp beside source-ref"),
    bad_line("3DPointCloudObjectDetection", {**FRAME, METADATA: {}}, f"{METADATA} with unix-timestamp, a number of seconds"),
    bad_line(
        "3DPointCloudSemanticSegmentation",
        {**FRAME, METADATA: {"unix-timestamp": "1"}},
        f"{METADATA} with unix-timestamp, a number of seconds",
    ),
    bad_line(
        "3DPointCloudObjectDetection",
        {**FRAME, METADATA: {"unix-timestamp": 1, "format": "pcd"}},
        f"{METADATA}.format as one of binary/xyz, binary/xyzi, binary/xyzrgb, binary/xyzirgb, "
        "text/xyz, text/xyzi, text/xyzrgb, text/xyzirgb",
    ),
    bad_line(
        "3DPointCloudObjectDetection",
        {**FRAME, METADATA: {"unix-timestamp": 1, "images": [{}] * 9}},
        f"{METADATA}.images as a list of at most 8",
    ),
    bad_line(
        "3DPointCloudObjectDetection",
        {**FRAME, METADATA: {"unix-timestamp": 1, "prefix": "s3://bucket/images"}},
        f"{METADATA}.prefix as s3://<bucket>/<prefix>/, with a slash at its end",
    ),
    bad_line(
        "AdjustmentSemanticSegmentation",
        {**IMAGE, "mask-ref": "s3://bucket/m.png", "mask-ref-metadata": {"internal-color-map": {}}},
        "mask-ref-metadata.internal-color-map with an entry for each label",
    ),
    *(
        unlabeled(name, {**IMAGE, **labels}, f"a label and its -metadata of the type {LABEL_TYPES[name]}, {OTHER_NAME} ({name})")
        for name, labels in (
            ("AdjustmentBoundingBox", {}),
            ("VerificationBoundingBox", {"boxes": {}}),
            ("AdjustmentBoundingBox", labels_of("SemanticSegmentation", "mask-ref")),
            ("AdjustmentBoundingBox", labels_of("ImageMultiClass", "kind")),
            ("AdjustmentBoundingBox", labels_of("VerificationBoundingBox", "verdict")),
            ("AdjustmentBoundingBox", labels_of("BoundingBox", "label")),
            ("VerificationBoundingBox", labels_of("SemanticSegmentation", "mask-ref")),
            ("VerificationBoundingBox", labels_of("BoundingBox", "label")),
            ("VerificationSemanticSegmentation", labels_of("BoundingBox", "boxes")),
        )
    ),
    *(
        unlabeled(
            name,
            {**IMAGE, **labels_of("BoundingBox", "boxes"), **own},
            f"nothing under label but labels of the type {TASK_TYPES[name].output_metadata_type}, "
            f"which an earlier run of the job made ({name})",
        )
        for name, own in (
            ("AdjustmentBoundingBox", labels_of("ImageMultiClass", "label")),
            ("AdjustmentBoundingBox", labels_of("VerificationBoundingBox", "label")),
            ("VerificationBoundingBox", labels_of("BoundingBox", "label")),
        )
    ),
    unlabeled(
        "AdjustmentSemanticSegmentation",
        {**IMAGE, **labels_of("BoundingBox", "boxes")},
        "a label and its -metadata of the type groundtruth/semantic-segmentation, "
        "which the job works on, under another name than its own, label-ref (AdjustmentSemanticSegmentation)",
    ),
    *(
        unlabeled(
            f"Adjustment{kind}",
            {**line, **labels},
            f"first-ref and first-ref-metadata of the type {TASK_TYPES[kind].output_metadata_type}, "
            f"which the job works on (Adjustment{kind})",
        )
        for kind, line, labels in (
            ("VideoObjectTracking", SEQUENCE, labels_of("VideoObjectTracking", "other-ref")),
            ("VideoObjectTracking", SEQUENCE, labels_of("VideoObjectDetection", "first-ref")),
            ("VideoObjectDetection", SEQUENCE, labels_of("VideoObjectTracking", "first-ref")),
            ("3DPointCloudObjectTracking", SEQUENCE, labels_of("VideoObjectTracking", "first-ref")),
            ("3DPointCloudObjectDetection", {**FRAME, METADATA: {"unix-timestamp": 1}}, {}),
            (
                "3DPointCloudSemanticSegmentation",
                {**FRAME, METADATA: {"unix-timestamp": 1}},
                labels_of("3DPointCloudObjectDetection", "first-ref"),
            ),
        )
    ),
]
