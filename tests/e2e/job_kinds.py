"""One labeling job per task type and per data source, as jobs of an environment file."""

from __future__ import annotations

from typing import Any

from tests.e2e.labeling_data import LABELS

INPUT_BUCKET = "kinds-of-jobs-input"
INSTRUCTIONS = {"shortInstruction": "Mark every vehicle.", "fullInstruction": "Mark every vehicle that is at least half visible."}

Job = dict[str, Any]


def in_bucket(name: str, *prefixes: str) -> Job:
    """An uploaded manifest of objects under the prefixes."""
    return {"dataset": {"input_bucket_key": f"manifests/{name}.manifest"}, "data_prefixes": list(prefixes)}


def audit(attribute: str) -> Job:
    """The label categories of a frame adjustment."""
    labels = [{"label": label} for label in LABELS]
    return {"label_categories": {"labels": labels, "auditLabelAttributeName": attribute}}


TASK_TYPES: dict[str, Job] = {
    "TextMultiClass": {"dataset": {"lines": ["first text", "second text"]}},
    "TextMultiClassMultiLabel": {"dataset": {"csv": {"file": "texts.csv", "column": "text"}}},
    "NamedEntityRecognition": {
        "dataset": {"text_file": "texts.txt"},
        "labels": None,
        "label_categories": {"labels": [{"label": "Car", "shortDisplayName": "C"}], "instructions": INSTRUCTIONS},
    },
    "ImageMultiClass": {"dataset": {"crawl": {"prefix": "images/", "objects": "images"}}},
    "ImageMultiClassMultiLabel": {"dataset": {"manifest": "images.manifest"}},
    "BoundingBox": in_bucket("images", "images/"),
    "SemanticSegmentation": {
        "LabelAttributeName": "masks-ref",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": f"s3://{INPUT_BUCKET}/manifests/images.manifest"}}},
    },
    "VideoMultiClass": {"dataset": {"crawl": {"prefix": "clips/", "objects": "videos", "pattern": "*.mp4"}}},
    "VideoObjectDetection": {
        **in_bucket("videos", "sequences/", "frames/"),
        "LabelAttributeName": "found-ref",
        "labels": None,
        "label_categories": {
            "labels": ["Car", {"label": "Person", "categoryAttributes": [{"name": "standing", "type": "string", "enum": ["yes", "no"]}]}],
            "frameAttributes": [{"name": "count", "description": "How many", "type": "number", "minimum": 0, "maximum": 20}],
            "annotationType": "Polygon",
            "instructions": INSTRUCTIONS,
        },
    },
    "VideoObjectTracking": {**in_bucket("videos", "sequences/", "frames/"), "LabelAttributeName": "tracks-ref"},
    "3DPointCloudObjectDetection": in_bucket("clouds", "clouds/"),
    "3DPointCloudObjectTracking": {**in_bucket("cloud-sequences", "sequences/", "clouds/"), "LabelAttributeName": "tracks-ref"},
    "3DPointCloudSemanticSegmentation": {**in_bucket("clouds", "clouds/"), "LabelAttributeName": "points-ref"},
    "AdjustmentBoundingBox": in_bucket("boxed-images", "images/"),
    "VerificationBoundingBox": in_bucket("boxed-images", "images/"),
    "AdjustmentSemanticSegmentation": {**in_bucket("segmented-images", "images/", "masks/"), "LabelAttributeName": "adjusted-ref"},
    "VerificationSemanticSegmentation": in_bucket("segmented-images", "images/", "masks/"),
    "AdjustmentVideoObjectDetection": {
        **in_bucket("detected-videos", "sequences/", "frames/", "labels/"),
        **audit("found-ref"),
        "LabelAttributeName": "adjusted-ref",
        "labels": None,
    },
    "AdjustmentVideoObjectTracking": {
        **in_bucket("tracked-videos", "sequences/", "frames/", "labels/"),
        **audit("tracks-ref"),
        "LabelAttributeName": "adjusted-ref",
        "labels": None,
    },
    "Adjustment3DPointCloudObjectDetection": {**in_bucket("boxed-clouds", "clouds/"), **audit("cuboids"), "labels": None},
    "Adjustment3DPointCloudObjectTracking": {
        **in_bucket("tracked-clouds", "sequences/", "clouds/", "labels/"),
        **audit("tracks-ref"),
        "LabelAttributeName": "adjusted-ref",
        "labels": None,
    },
    "Adjustment3DPointCloudSemanticSegmentation": {
        **in_bucket("segmented-clouds", "clouds/", "masks/"),
        **audit("points-ref"),
        "LabelAttributeName": "adjusted-ref",
        "labels": None,
    },
    "PassThrough": {"dataset": {"lines": ["any text"]}, "template": "own.liquid.html"},
}
"""Task type -> the job's own fields. Every data source occurs."""

OTHERS: dict[str, Job] = {
    "custom-without-functions": {"dataset": {"lines": ["a text"]}, "template": "source.liquid.html"},
    "custom-with-functions": {
        "dataset": {"lines": ["a text"]},
        "template": "own.liquid.html",
        "workflow": {
            "pre_annotation": {"code": "workflow", "handler": "pre_annotation.handler"},
            "post_annotation": {"code": "workflow", "handler": "post_annotation.handler"},
        },
    },
    "custom-with-pre-annotation": {
        "dataset": {"lines": ["a text"]},
        "template": "own.liquid.html",
        "workflow": {"pre_annotation": {"code": "workflow", "handler": "pre_annotation.handler"}},
    },
    "text-files": {"task_type": "TextMultiClass", "dataset": {"crawl": {"prefix": "letters/", "objects": "text_files"}}},
    "stream": {"task_type": "TextMultiClass", "stream": {}, "data_prefixes": []},
    "stream-with-first-objects": {"task_type": "TextMultiClass", "stream": {"publish_labels": True}, "dataset": {"lines": ["first"]}},
    "automated": {"task_type": "TextMultiClass", "dataset": {"text_file": "many.txt"}, "LabelingJobAlgorithmsConfig": {}},
}
"""Custom jobs, and further variants of a task type, by name."""


def jobs() -> list[Job]:
    """All jobs, complete."""
    built_in = [_complete(f"task-{name.lower()}", {"task_type": name, **job}) for name, job in TASK_TYPES.items()]
    return built_in + [_complete(name, job) for name, job in OTHERS.items()]


def _complete(name: str, job: Job) -> Job:
    task = {
        "TaskTitle": "Try a kind of job",
        "TaskDescription": "Label what you see.",
        "NumberOfHumanWorkersPerDataObject": 1,
        "TaskTimeLimitInSeconds": 600,
    }
    complete = {"LabelingJobName": name, "team": "reviewers", "labels": list(LABELS), "HumanTaskConfig": task, **job}
    return {key: value for key, value in complete.items() if value is not None}
