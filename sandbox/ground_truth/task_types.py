"""The built-in task types as the service knows them.

Deliberately separate from the constructs' table: the side that validates a request must not share the mistakes of the side
that builds it. Sources: the ARN lists of ``PreHumanTaskLambdaArn`` and ``HumanTaskUiArn`` in the API reference, the
developer guide's pages on input data quotas, label category configuration files and each task type.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

GROUND_TRUTH_LAMBDA_ACCOUNTS: Mapping[str, str] = MappingProxyType(
    {
        "ap-northeast-1": "477331159723",
        "ap-northeast-2": "845288260483",
        "ap-south-1": "565803892007",
        "ap-southeast-1": "377565633583",
        "ap-southeast-2": "454466003867",
        "ca-central-1": "918755190332",
        "eu-central-1": "203001061592",
        "eu-west-1": "568282634449",
        "eu-west-2": "487402164563",
        "us-east-1": "432418664414",
        "us-east-2": "266458841044",
        "us-west-2": "081040173940",
    }
)
"""The AWS account that owns the PRE- and ACS- functions, per region."""

HUMAN_TASK_UI_ACCOUNT = "394669845002"
"""The owner of the built-in worker interfaces, and formerly of the public work team."""

AUTO_LABELING_ACCOUNT = "027400017018"
"""The owner of the automated data labeling algorithms."""


class LabelFile(Enum):
    """The format of a label category configuration file."""

    STANDARD = "standard"
    NAMED_ENTITIES = "named entity recognition"
    VIDEO_FRAMES = "video frame"
    POINT_CLOUD = "3D point cloud"


@dataclass(frozen=True, kw_only=True)
class TaskType:
    """The requirements of a task type."""

    name: str
    """The suffix after PRE- and ACS- in the names of its functions; empty for a custom labeling workflow."""

    source_keys: tuple[str, ...]
    """The manifest key that holds a data object: source (inline text) or source-ref (an S3 URI)."""

    label_file: LabelFile = LabelFile.STANDARD
    label_file_required: bool = True
    minimum_labels: int = 1
    maximum_labels: int | None = None
    maximum_auto_labels: int | None = None
    """Maximum labels with automated data labeling."""
    ends_with_ref: bool = False
    """True if LabelAttributeName must end with -ref; otherwise it must not."""
    human_task_ui: str | None = None
    """The built-in worker interface; None if the job has a template."""
    audits: bool = False
    """True if it adjusts or verifies the labels of an earlier job."""
    auto_labeling_algorithm: str | None = None
    needs_cors: bool = False

    @property
    def takes_template(self) -> bool:
        """True if a worker task template may be used: named entities had one before AWS provided their interface, and still may."""
        return self.human_task_ui is None or self.label_file is LabelFile.NAMED_ENTITIES

    @property
    def works_on_frames(self) -> bool:
        """True for a video frame or 3D point cloud task."""
        return self.label_file in (LabelFile.VIDEO_FRAMES, LabelFile.POINT_CLOUD)

    @property
    def works_on_sequences(self) -> bool:
        """True if a data object is a file that lists the frames of a sequence."""
        is_tracking = self.label_file is LabelFile.POINT_CLOUD and self.name.endswith("ObjectTracking")
        return self.label_file is LabelFile.VIDEO_FRAMES or is_tracking


CUSTOM = TaskType(name="", source_keys=("source", "source-ref"), label_file_required=False)
"""A job without built-in functions: custom Lambda functions, or none."""


def _image(
    name: str,
    *,
    minimum_labels: int = 1,
    maximum_labels: int | None = None,
    maximum_auto_labels: int | None = None,
    ends_with_ref: bool = False,
    audits: bool = False,
    auto_labeling_algorithm: str | None = None,
) -> TaskType:
    return TaskType(
        name=name,
        source_keys=("source-ref",),
        needs_cors=True,
        minimum_labels=minimum_labels,
        maximum_labels=maximum_labels,
        maximum_auto_labels=maximum_auto_labels,
        ends_with_ref=ends_with_ref,
        audits=audits,
        auto_labeling_algorithm=auto_labeling_algorithm,
    )


def _text(name: str, *, maximum_labels: int | None = None, auto_labeling_algorithm: str | None = None) -> TaskType:
    return TaskType(
        name=name,
        source_keys=("source",),
        minimum_labels=2,
        maximum_labels=maximum_labels,
        auto_labeling_algorithm=auto_labeling_algorithm,
    )


def _frames(name: str, *, label_file: LabelFile, human_task_ui: str, ends_with_ref: bool = True, audits: bool = False) -> TaskType:
    return TaskType(
        name=name,
        source_keys=("source-ref",),
        label_file=label_file,
        maximum_labels=30,
        ends_with_ref=ends_with_ref,
        human_task_ui=human_task_ui,
        audits=audits,
        needs_cors=True,
    )


def _video_frames(name: str, *, audits: bool = False) -> TaskType:
    interface = name.removeprefix("Adjustment")
    return _frames(name, label_file=LabelFile.VIDEO_FRAMES, human_task_ui=interface, audits=audits)


def _point_cloud(name: str, *, audits: bool = False) -> TaskType:
    # The interfaces' names lack the functions' 3D, and only object detection keeps its labels in the manifest.
    interface = name.removeprefix("Adjustment").removeprefix("3D")
    return _frames(
        name,
        label_file=LabelFile.POINT_CLOUD,
        human_task_ui=interface,
        ends_with_ref=not name.endswith("ObjectDetection"),
        audits=audits,
    )


_ALL = (
    _image("BoundingBox", maximum_labels=50, auto_labeling_algorithm="object-detection"),
    _image("ImageMultiClass", minimum_labels=2, auto_labeling_algorithm="image-classification"),
    _image("ImageMultiClassMultiLabel", minimum_labels=2, maximum_labels=50),
    _image("SemanticSegmentation", ends_with_ref=True, maximum_auto_labels=20, auto_labeling_algorithm="semantic-segmentation"),
    _image("AdjustmentBoundingBox", maximum_labels=50, audits=True),
    _image("VerificationBoundingBox", audits=True),
    _image("AdjustmentSemanticSegmentation", ends_with_ref=True, audits=True),
    _image("VerificationSemanticSegmentation", audits=True),
    _image("VideoMultiClass", maximum_labels=30),
    _text("TextMultiClass", auto_labeling_algorithm="text-classification"),
    _text("TextMultiClassMultiLabel", maximum_labels=50),
    TaskType(
        name="NamedEntityRecognition",
        source_keys=("source",),
        label_file=LabelFile.NAMED_ENTITIES,
        human_task_ui="NamedEntityRecognition",
    ),
    _video_frames("VideoObjectDetection"),
    _video_frames("VideoObjectTracking"),
    _video_frames("AdjustmentVideoObjectDetection", audits=True),
    _video_frames("AdjustmentVideoObjectTracking", audits=True),
    _point_cloud("3DPointCloudObjectDetection"),
    _point_cloud("3DPointCloudObjectTracking"),
    _point_cloud("3DPointCloudSemanticSegmentation"),
    _point_cloud("Adjustment3DPointCloudObjectDetection", audits=True),
    _point_cloud("Adjustment3DPointCloudObjectTracking", audits=True),
    _point_cloud("Adjustment3DPointCloudSemanticSegmentation", audits=True),
    TaskType(name="PassThrough", source_keys=("source", "source-ref"), label_file_required=False),
)

BUILT_IN_TASK_TYPES: Mapping[str, TaskType] = MappingProxyType({task_type.name: task_type for task_type in _ALL})
"""The built-in task types by the suffix of their functions' names."""
