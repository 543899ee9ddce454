"""What is known about the 23 built-in task types and the regions that have them. The facts are in `task_types.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from labeling_rules.label_formats import LABEL_FORMATS, LabelFormat

_DATA: Mapping[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))

HUMAN_TASK_UI_ACCOUNT: str = _DATA["accounts"]["human_task_ui"]
"""The AWS account that owns the pages of task types without a worker task template."""

GROUND_TRUTH_REGIONS: Mapping[str, str] = MappingProxyType(_DATA["regions"])
"""The regions that have Ground Truth, and the AWS account that owns the built-in functions there."""


@dataclass(frozen=True)
class CorsProfile:
    """The CORS rule without which a worker's browser cannot show the objects."""

    name: str
    allowed_headers: tuple[str, ...]
    allowed_methods: tuple[str, ...]
    allowed_origins: tuple[str, ...]
    exposed_headers: tuple[str, ...]
    max_age_seconds: int | None
    on_output_bucket: bool
    """Whether the output bucket needs the rule as well as the input bucket."""


@dataclass(frozen=True)
class DataObject:
    """What a line of a manifest stands for."""

    name: str
    extensions: tuple[str, ...]
    """With which its key in S3 ends, in lower case; none: any."""
    formats: tuple[str, ...] = ()
    """What `source-ref-metadata.format` of a point cloud frame may be."""
    most_camera_images: int = 0
    """How many images `source-ref-metadata.images` of a point cloud frame may have."""


@dataclass(frozen=True)
class TaskType:
    """A built-in task type."""

    name: str
    title: str
    kind: Literal["image", "text", "video_clip", "video_frame", "point_cloud", "custom"]
    variant: Literal["base", "adjustment", "verification", "passthrough"]
    base: str | None
    """The task type whose labels an adjustment or verification works on."""
    crowd_element: str | None
    """The element of a worker task template; None when AWS provides the page, or when the template is always one's own."""
    human_task_ui: str | None
    """The name of the page that AWS provides; None when a template is used."""
    label_format: LabelFormat
    ignores_label_attributes: bool
    """Whether workers see no attributes of labels, even if the label category file has them. Attributes of frames they see."""
    min_labels: int
    max_labels: int | None
    """None: no limit."""
    max_labels_with_automated_labeling: int | None
    ref_suffix: bool
    """Whether the label attribute name must end with -ref; otherwise it must not."""
    data_object: DataObject
    manifest_keys: tuple[Literal["source", "source-ref"], ...]
    """The keys of which a manifest's line has exactly one."""
    max_objects: int
    """Objects of a job."""
    max_objects_can_be_raised: bool
    """Whether Service Quotas can allow more."""
    cors_profile: CorsProfile | None
    min_workers: int
    max_workers: int
    min_seconds: int
    max_seconds: int
    """The limits of a task's time, as the API's page gives them."""
    documented_seconds: int | None
    """The longest time that the task's own page gives, where that is less."""
    automated_labeling_algorithm: str | None
    consolidation: str | None
    output_metadata_type: str | None

    @property
    def uses_template(self) -> bool:
        """Whether workers see a worker task template rather than a page that AWS provides."""
        return self.human_task_ui is None

    @property
    def takes_template(self) -> bool:
        """Whether a worker task template may work: named entities had one before AWS provided their page."""
        return self.uses_template or self.kind == "text"

    @property
    def needs_labels(self) -> bool:
        """Whether labels have to be given."""
        return self.kind != "custom"

    @property
    def audits(self) -> bool:
        """Whether it adjusts or verifies labels that exist."""
        return self.variant in ("adjustment", "verification")

    @property
    def audited_metadata_type(self) -> str | None:
        """What the metadata of the labels have as `type` that an adjustment or verification works on; None for every other task type."""
        return None if self.base is None else TASK_TYPES[self.base].output_metadata_type

    @property
    def names_audited_attribute(self) -> bool:
        """Whether the label category file must say which label attribute is audited (`auditLabelAttributeName`)."""
        return self.variant == "adjustment" and self.kind in ("video_frame", "point_cloud")

    def pre_annotation_lambda_arn(self, region: str) -> str:
        """The function that prepares each task. Raises KeyError for a region without Ground Truth."""
        return self._function_arn("PRE", region)

    def annotation_consolidation_lambda_arn(self, region: str) -> str:
        """The function that consolidates the answers. Raises KeyError for a region without Ground Truth."""
        return self._function_arn("ACS", region)

    def human_task_ui_arn(self, region: str) -> str | None:
        """The page that AWS provides, or None when a template is used."""
        if self.human_task_ui is None:
            return None
        return f"arn:aws:sagemaker:{region}:{HUMAN_TASK_UI_ACCOUNT}:human-task-ui/{self.human_task_ui}"

    def automated_labeling_algorithm_arn(self, region: str) -> str | None:
        """The algorithm of automated labeling, or None when the task type has none."""
        if self.automated_labeling_algorithm is None:
            return None
        account = _DATA["accounts"]["automated_labeling"]
        return f"arn:aws:sagemaker:{region}:{account}:labeling-job-algorithm-specification/{self.automated_labeling_algorithm}"

    def _function_arn(self, prefix: str, region: str) -> str:
        return f"arn:aws:lambda:{region}:{GROUND_TRUTH_REGIONS[region]}:function:{prefix}-{self.name}"


def _cors_profile(name: str) -> CorsProfile:
    rule: Mapping[str, Any] = _DATA["cors_profiles"][name]
    return CorsProfile(
        name=name,
        allowed_headers=tuple(rule["allowed_headers"]),
        allowed_methods=tuple(rule["allowed_methods"]),
        allowed_origins=tuple(rule["allowed_origins"]),
        exposed_headers=tuple(rule["exposed_headers"]),
        max_age_seconds=rule["max_age_seconds"],
        on_output_bucket=rule["on_output_bucket"],
    )


def _data_object(name: str) -> DataObject:
    facts: Mapping[str, Any] = _DATA["data_objects"][name]
    return DataObject(
        name=name,
        extensions=tuple(facts["extensions"]),
        formats=tuple(facts.get("formats", ())),
        most_camera_images=facts.get("most_camera_images", 0),
    )


def _task_type(name: str) -> TaskType:
    # A task type has what its kind has, where it does not say otherwise.
    facts: Mapping[str, Any] = _DATA["kinds"][_DATA["task_types"][name]["kind"]] | _DATA["task_types"][name]
    return TaskType(
        name=name,
        title=facts["title"],
        kind=facts["kind"],
        variant=facts.get("variant", "base"),
        base=facts.get("base"),
        crowd_element=facts.get("crowd_element"),
        human_task_ui=facts.get("human_task_ui"),
        label_format=LABEL_FORMATS[facts["label_format"]],
        ignores_label_attributes=facts.get("ignores_label_attributes", False),
        min_labels=facts["labels"][0],
        max_labels=facts["labels"][1],
        max_labels_with_automated_labeling=facts.get("max_labels_with_automated_labeling", facts["labels"][1]),
        ref_suffix=facts["ref_suffix"],
        data_object=DATA_OBJECTS[facts["data_object"]],
        manifest_keys=tuple(facts["manifest_keys"]),
        max_objects=facts["max_objects"],
        max_objects_can_be_raised=facts.get("max_objects_can_be_raised", True),
        cors_profile=_cors_profile(facts["cors"]) if facts["cors"] else None,
        min_workers=facts["workers"][0],
        max_workers=facts["workers"][1],
        min_seconds=facts["seconds"][0],
        max_seconds=facts["seconds"][1],
        documented_seconds=facts.get("documented_seconds"),
        automated_labeling_algorithm=facts.get("automated_labeling_algorithm"),
        consolidation=facts["consolidation"],
        output_metadata_type=facts["output_metadata_type"],
    )


DATA_OBJECTS: Mapping[str, DataObject] = MappingProxyType({name: _data_object(name) for name in _DATA["data_objects"]})
"""Every kind of data object by its name."""

TASK_TYPES: Mapping[str, TaskType] = MappingProxyType({name: _task_type(name) for name in _DATA["task_types"]})
"""Every built-in task type by its name, which is the suffix of its functions."""

CUSTOM_TASK = TASK_TYPES["PassThrough"]
"""What holds for a job with functions of its own too: names, numbers of workers, time limits."""

BUILT_IN_LABEL_TYPES = frozenset(task.output_metadata_type for task in TASK_TYPES.values()) - {CUSTOM_TASK.output_metadata_type, None}
"""What metadata of labels have as `type`, but for those of custom jobs, which may be of any kind."""
