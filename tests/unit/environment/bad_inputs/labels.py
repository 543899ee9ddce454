"""Labels, and the label attribute."""

from __future__ import annotations

from tests.unit.environment.bad_inputs.bad_input import AUTOMATED, bad
from tests.unit.environment.jobs import CUSTOM

LABELS = [
    bad("ImageMultiClass", {"labels": None}, "~labels: missing: required: labels, label_categories or LabelCategoryConfigS3Uri"),
    bad("ImageMultiClass", {"labels": "good"}, '~labels: "good": a list'),
    bad("ImageMultiClass", {"labels": []}, "~labels: 0 labels: 2 or more labels (ImageMultiClass)"),
    bad("ImageMultiClass", {"labels": ["one"]}, "~labels: 1 label: 2 or more labels (ImageMultiClass)"),
    bad("BoundingBox", {"labels": []}, "~labels: 0 labels: 1 to 50 labels (BoundingBox)"),
    bad("BoundingBox", {"labels": [f"{n}x" for n in range(51)]}, "~labels: 51 labels: 1 to 50 labels (BoundingBox)"),
    bad(
        "ImageMultiClassMultiLabel",
        {"labels": [f"{n}x" for n in range(51)]},
        "~labels: 51 labels: 2 to 50 labels (ImageMultiClassMultiLabel)",
    ),
    bad("VideoMultiClass", {"labels": [f"{n}x" for n in range(31)]}, "~labels: 31 labels: 1 to 30 labels (VideoMultiClass)"),
    bad("VideoObjectDetection", {"labels": [f"{n}x" for n in range(31)]}, "~labels: 31 labels: 1 to 30 labels (VideoObjectDetection)"),
    bad("VideoObjectDetection", {"labels": [""]}, '~labels[0]: "": 1 to 256 characters'),
    bad("ImageMultiClass", {"labels": ["car", "car"]}, '~labels[1]: "car": each label once'),
    bad(
        "SemanticSegmentation",
        {**AUTOMATED, "labels": [f"{n}x" for n in range(21)]},
        "~labels: 21 labels: 1 to 20 labels (SemanticSegmentation with automated labeling)",
    ),
    bad(
        "NamedEntityRecognition",
        {"label_categories": None, "labels": ["car", "truck"]},
        '~labels: ["car", "truck"]: label_categories instead, with instructions (NamedEntityRecognition)',
    ),
    bad(
        "ImageMultiClass",
        {"LabelCategoryConfigS3Uri": "s3://bucket/labels.json"},
        '~LabelCategoryConfigS3Uri: "s3://bucket/labels.json": not together with labels',
    ),
]

LABEL_ATTRIBUTES = [
    *(
        bad(name, {"LabelAttributeName": "label"}, f'~LabelAttributeName: "label": a name that must end with -ref ({name})')
        for name in (
            "SemanticSegmentation",
            "AdjustmentSemanticSegmentation",
            "VideoObjectDetection",
            "VideoObjectTracking",
            "AdjustmentVideoObjectDetection",
            "3DPointCloudObjectTracking",
            "3DPointCloudSemanticSegmentation",
            "Adjustment3DPointCloudSemanticSegmentation",
        )
    ),
    *(
        bad(name, {"LabelAttributeName": "label-ref"}, f'~LabelAttributeName: "label-ref": a name that must not end with -ref ({name})')
        for name in (
            "BoundingBox",
            "TextMultiClass",
            "NamedEntityRecognition",
            "VideoMultiClass",
            "3DPointCloudObjectDetection",
            "Adjustment3DPointCloudObjectDetection",
            "PassThrough",
        )
    ),
    bad(CUSTOM, {"LabelAttributeName": "x-ref"}, '~LabelAttributeName: "x-ref": a name that must not end with -ref (a custom task)'),
    bad(
        "ImageMultiClass",
        {"LabelAttributeName": "source"},
        '~LabelAttributeName: "source": a name other than source and source-ref, which hold the object',
    ),
    bad(
        "ImageMultiClass",
        {"LabelAttributeName": "source-ref"},
        '~LabelAttributeName: "source-ref": a name other than source and source-ref, which hold the object',
    ),
    bad(
        "ImageMultiClass",
        {"LabelAttributeName": "class-metadata"},
        '~LabelAttributeName: "class-metadata": a name that does not end with -metadata',
    ),
    bad(
        "ImageMultiClass",
        {"LabelAttributeName": "$class"},
        '~LabelAttributeName: "$class": 1 to 127 characters matching [a-zA-Z0-9](-*[a-zA-Z0-9]){0,126} (LabelAttributeName)',
    ),
    bad(
        "AdjustmentVideoObjectTracking",
        {"LabelAttributeName": "first-ref"},
        '~LabelAttributeName: "first-ref": another name than auditLabelAttributeName, whose labels the job works on',
    ),
    bad(
        "SemanticSegmentation",
        {"LabelAttributeName": None},
        '~LabelAttributeName: "SemanticSegmentation-job" (from LabelingJobName): a name that must end with -ref (SemanticSegmentation)',
    ),
]
