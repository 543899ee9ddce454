"""Worker pages."""

from __future__ import annotations

from tests.unit.environment.bad_inputs.bad_input import PAGE, PAGES, REGION, UI, bad
from tests.unit.environment.jobs import CUSTOM

PAGE_MISTAKES = [
    bad(
        "3DPointCloudObjectDetection",
        {PAGE: f"{PAGES}/3DPointCloudObjectDetection"},
        f'~{PAGE}: "{PAGES}/3DPointCloudObjectDetection": {PAGES}/PointCloudObjectDetection, or nothing (3DPointCloudObjectDetection): '
        "the page's name has no 3D, only the functions' names have",
    ),
    bad(
        "VideoObjectTracking",
        {PAGE: f"{PAGES}/VideoObjectDetection"},
        f'~{PAGE}: "{PAGES}/VideoObjectDetection": {PAGES}/VideoObjectTracking, or nothing (VideoObjectTracking)',
    ),
    bad(
        "NamedEntityRecognition",
        {PAGE: f"{PAGES}/NamedEntities"},
        f'~{PAGE}: "{PAGES}/NamedEntities": {PAGES}/NamedEntityRecognition, or nothing (NamedEntityRecognition)',
    ),
    bad(
        "NamedEntityRecognition",
        {PAGE: f"arn:aws:sagemaker:{REGION}:999999999999:human-task-ui/NamedEntityRecognition"},
        f'~{PAGE}: "arn:aws:sagemaker:{REGION}:999999999999:human-task-ui/NamedEntityRecognition": {PAGES}/NamedEntityRecognition, '
        "or nothing (NamedEntityRecognition): that of account 394669845002",
    ),
    bad(
        "NamedEntityRecognition",
        {PAGE: "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/NamedEntityRecognition"},
        f'~{PAGE}: "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/NamedEntityRecognition": '
        f"{PAGES}/NamedEntityRecognition, or nothing (NamedEntityRecognition)",
    ),
    bad(
        "BoundingBox",
        {UI: {"HumanTaskUiArn": f"{PAGES}/BoundingBox"}},
        f'~{PAGE}: "{PAGES}/BoundingBox": UiTemplateS3Uri instead: BoundingBox has a worker task template',
    ),
    bad(
        CUSTOM,
        {UI: {"HumanTaskUiArn": f"{PAGES}/mine"}},
        f'~{PAGE}: "{PAGES}/mine": UiTemplateS3Uri instead: a custom task has a worker task template',
    ),
    bad(
        "VideoObjectTracking",
        {UI: {"UiTemplateS3Uri": "s3://templates/task.html"}},
        f'~{UI}.UiTemplateS3Uri: "s3://templates/task.html": '
        "nothing: VideoObjectTracking has a page that AWS provides, VideoObjectTracking",
    ),
    bad(
        "BoundingBox",
        {UI: {}},
        f"~{UI}: {{}}: exactly one of UiTemplateS3Uri, HumanTaskUiArn",
    ),
    bad(
        "BoundingBox",
        {UI: {"UiTemplateS3Uri": "s3://templates/"}},
        f'~{UI}.UiTemplateS3Uri: "s3://templates/": s3://<bucket>/<key> of a file',
    ),
    bad("PassThrough", {UI: None}, f"~template: missing: required: template or {UI}"),
]
