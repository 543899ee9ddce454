"""The CreateLabelingJob requests in the developer guide, one per page.

The pages have placeholders ("replace what is red"): account and region in ARNs, `123` for numbers, `string` for the key and the
tag, one of two content classifiers. They are filled in here, once for all pages. Where a page violates the API reference, the
request follows the reference: the label attribute of segmentation and video frame jobs ends with -ref, frame jobs have one worker, the
functions of video clips are named VideoMultiClass, and a percentage is at most 100.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg"
ACCOUNT, REGION = "111122223333", "us-east-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/labeling"
TEAM = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:workteam/private-crowd/reviewers"
KEY = "1234abcd-12ab-34cd-56ef-1234567890ab"
INPUT_TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:your-sns-input-topic"
OUTPUT_TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:your-sns-output-topic"


@dataclass(frozen=True, kw_only=True)
class DocumentedRequest:
    """The values specific to one page. `more` are whole parameters, which replace the shared ones."""

    page: str
    task_type: str
    job_name: str
    title: str
    description: str
    keyword: str
    attribute: str = "label"
    human_task_ui: str | None = None
    template: str = "s3://bucket/path/worker-task-template.html"
    workers: int = 1
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def request(self) -> dict[str, Any]:
        """The whole request."""
        return {
            "LabelingJobName": self.job_name,
            "LabelAttributeName": self.attribute,
            "InputConfig": {
                "DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://bucket/path/manifest-with-input-data.json"}},
                "DataAttributes": {"ContentClassifiers": ["FreeOfPersonallyIdentifiableInformation"]},
            },
            "OutputConfig": {"S3OutputPath": "s3://bucket/path/file-to-store-output-data", "KmsKeyId": KEY},
            "RoleArn": ROLE,
            "LabelCategoryConfigS3Uri": "s3://bucket/path/label-categories.json",
            "StoppingConditions": {"MaxHumanLabeledObjectCount": 123, "MaxPercentageOfInputDatasetLabeled": 100},
            "HumanTaskConfig": self._task,
            "Tags": [{"Key": "string", "Value": "string"}],
            **self.more,
        }

    @property
    def _task(self) -> dict[str, Any]:
        function = f"arn:aws:lambda:{REGION}:432418664414:function"
        page_arn = f"arn:aws:sagemaker:{REGION}:394669845002:human-task-ui/{self.human_task_ui}"
        return {
            "WorkteamArn": TEAM,
            "UiConfig": {"HumanTaskUiArn": page_arn} if self.human_task_ui else {"UiTemplateS3Uri": self.template},
            "PreHumanTaskLambdaArn": f"{function}:PRE-{self.task_type}",
            "TaskKeywords": [self.keyword],
            "TaskTitle": self.title,
            "TaskDescription": self.description,
            "NumberOfHumanWorkersPerDataObject": self.workers,
            "TaskTimeLimitInSeconds": 3600,
            "TaskAvailabilityLifetimeInSeconds": 21600,
            "MaxConcurrentTaskCount": 1000,
            "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{function}:ACS-{self.task_type}"},
        }


_FRAMES = {
    "InputConfig": {
        "DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://doc-example-bucket/path/video-frame-sequence-input-manifest.json"}},
        "DataAttributes": {"ContentClassifiers": ["FreeOfPersonallyIdentifiableInformation"]},
    },
    "OutputConfig": {"S3OutputPath": "s3://doc-example-bucket/prefix/file-to-store-output-data", "KmsKeyId": KEY},
    "LabelCategoryConfigS3Uri": "s3://bucket/prefix/label-categories.json",
}

DOCUMENTED_REQUESTS = (
    DocumentedRequest(
        page="sms-bounding-box",
        task_type="BoundingBox",
        job_name="example-bounding-box-labeling-job",
        title="Bounding Box task",
        description="Draw bounding boxes around objects in an image",
        keyword="Bounding Box",
        workers=5,
    ),
    DocumentedRequest(
        page="sms-image-classification",
        task_type="ImageMultiClass",
        job_name="example-image-classification-labeling-job",
        title="Image classification task",
        description="Carefully inspect the image and classify it by selecting one label from the categories provided.",
        keyword="Image classification",
        workers=3,
    ),
    DocumentedRequest(
        page="sms-image-classification-multilabel",
        task_type="ImageMultiClassMultiLabel",
        job_name="example-multi-label-image-classification-labeling-job",
        title="Multi-label image classification task",
        description="Select all labels that apply to the images shown",
        keyword="Image Classification",
    ),
    DocumentedRequest(
        page="sms-semantic-segmentation",
        task_type="SemanticSegmentation",
        job_name="example-semantic-segmentation-labeling-job",
        attribute="label-ref",
        title="Semantic segmentation task",
        description="For each category provided, segment out each relevant object using the color associated with that category",
        keyword="Semantic Segmentation",
    ),
    DocumentedRequest(
        page="sms-text-classification",
        task_type="TextMultiClass",
        job_name="example-text-classification-labeling-job",
        title="Text classification task",
        description="Carefully read and classify this text using the categories provided.",
        keyword="Text classification",
    ),
    DocumentedRequest(
        page="sms-text-classification-multilabel",
        task_type="TextMultiClassMultiLabel",
        job_name="example-multi-label-text-classification-labeling-job",
        title="Multi-label text classification task",
        description="Select all labels that apply to the text shown",
        keyword="Text Classification",
        template="s3://bucket/path/custom-worker-task-template.html",
    ),
    DocumentedRequest(
        page="sms-named-entity-recg",
        task_type="NamedEntityRecognition",
        job_name="example-ner-labeling-job",
        title="Named entity Recognition task",
        description="Apply the labels provided to specific words or phrases within the larger text block.",
        keyword="Named entity Recognition",
        human_task_ui="NamedEntityRecognition",
    ),
    DocumentedRequest(
        page="sms-video-classification",
        task_type="VideoMultiClass",
        job_name="example-video-classification-labeling-job",
        title="Video classification task",
        description="Select a label to classify this video",
        keyword="Video Classification",
    ),
    DocumentedRequest(
        page="sms-video-object-detection",
        task_type="VideoObjectDetection",
        job_name="example-video-od-labeling-job",
        attribute="label-ref",
        title="Video frame object detection task",
        description="Classify and identify the location of objects and people in video frames",
        keyword="Video Frame Object Detection",
        human_task_ui="VideoObjectDetection",
        more=_FRAMES,
    ),
    DocumentedRequest(
        page="sms-video-object-tracking",
        task_type="VideoObjectTracking",
        job_name="example-video-ot-labeling-job",
        attribute="label-ref",
        title="Video frame object tracking task",
        description="Tracking the location of objects and people across video frames",
        keyword="Video Frame Object Tracking",
        human_task_ui="VideoObjectTracking",
        more=_FRAMES,
    ),
    DocumentedRequest(
        page="sms-create-labeling-job-api",
        task_type="ImageMultiClassMultiLabel",
        job_name="example-labeling-job",
        title="Multi-label image classification task",
        description="Select all labels that apply to the images shown",
        keyword="Images",
        template="s3://bucket/path/custom-worker-task-template.html",
        more={"StoppingConditions": {"MaxHumanLabeledObjectCount": 123}},
    ),
    DocumentedRequest(
        page="sms-streaming-create-labeling-job-api",
        task_type="ImageMultiClassMultiLabel",
        job_name="example-labeling-job",
        title="Multi-label image classification task",
        description="Select all labels that apply to the images shown",
        keyword="Example key word",
        template="s3://bucket/path/custom-worker-task-template.html",
        more={
            "InputConfig": {
                "DataSource": {
                    "S3DataSource": {"ManifestS3Uri": "s3://bucket/path/manifest-with-input-data.json"},
                    "SnsDataSource": {"SnsTopicArn": INPUT_TOPIC},
                },
                "DataAttributes": {
                    "ContentClassifiers": ["FreeOfPersonallyIdentifiableInformation", "FreeOfAdultContent"],
                },
            },
            "OutputConfig": {
                "S3OutputPath": "s3://bucket/path/file-to-store-output-data",
                "KmsKeyId": KEY,
                "SnsTopicArn": OUTPUT_TOPIC,
            },
            "StoppingConditions": None,
        },
    ),
    DocumentedRequest(
        page="samurai-vpc-labeling-job",
        task_type="ImageMultiClass",
        job_name="example-labeling-job",
        title="Add task title here",
        description="Add description of task here for workers",
        keyword="Images",
        template="s3://bucket/path/custom-worker-task-template.html",
        more={
            "LabelingJobAlgorithmsConfig": {
                "LabelingJobAlgorithmSpecificationArn": (
                    f"arn:aws:sagemaker:{REGION}:027400017018:labeling-job-algorithm-specification/image-classification"
                ),
                "LabelingJobResourceConfig": {
                    "VpcConfig": {
                        "SecurityGroupIds": ["sg-01233456789", "sg-987654321"],
                        "Subnets": ["subnet-e0123456", "subnet-e7891011"],
                    }
                },
            },
            "StoppingConditions": {"MaxHumanLabeledObjectCount": 123},
        },
    ),
)
