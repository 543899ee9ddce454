"""The 23 built-in task types and their regions. The data is in `task_types.json`."""

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
"""The regions of Ground Truth, and the AWS account that owns the built-in functions in each."""


@dataclass(frozen=True)
class CorsProfile:
    """The CORS rule that a worker's browser needs to load the objects."""

    name: str
    allowed_headers: tuple[str, ...]
    allowed_methods: tuple[str, ...]
    allowed_origins: tuple[str, ...]
    exposed_headers: tuple[str, ...]
    max_age_seconds: int | None
    on_output_bucket: bool
    """True if the output bucket needs the rule as well."""


@dataclass(frozen=True)
class DataObject:
    """The data object that a manifest line describes."""

    name: str
    extensions: tuple[str, ...]
    """The possible extensions of its S3 key, in lower case; empty: any."""
    formats: tuple[str, ...] = ()
    """The allowed values of `source-ref-metadata.format` of a point cloud frame."""
    most_camera_images: int = 0
    """The maximum number of `source-ref-metadata.images` of a point cloud frame."""


@dataclass(frozen=True)
class TaskType:
    """A built-in task type."""

    name: str
    title: str
    kind: Literal["image", "text", "video_clip", "video_frame", "point_cloud", "custom"]
    variant: Literal["base", "adjustment", "verification", "passthrough"]
    base: str | None
    """The task type whose labels an adjustment or verification audits."""
    crowd_element: str | None
    """The crowd element of a worker task template; None if AWS provides the page, or if the template is always custom."""
    human_task_ui: str | None
    """The name of the page that AWS provides; None if a template is used."""
    label_format: LabelFormat
    ignores_label_attributes: bool
    """True if workers do not see label attributes, even if the label category file has them. They do see frame attributes."""
    min_labels: int
    max_labels: int | None
    """None: unlimited."""
    max_labels_with_automated_labeling: int | None
    ref_suffix: bool
    """True if the label attribute name must end with -ref; otherwise it must not."""
    data_object: DataObject
    manifest_keys: tuple[Literal["source", "source-ref"], ...]
    """The keys of which a manifest line has exactly one."""
    max_objects: int
    """Maximum objects per job."""
    max_objects_can_be_raised: bool
    """True if Service Quotas can raise the maximum."""
    cors_profile: CorsProfile | None
    min_workers: int
    max_workers: int
    min_seconds: int
    max_seconds: int
    """Maximum time of a task, from the API reference, in seconds."""
    documented_seconds: int | None
    """Maximum time of a task on the task's own page, if lower, in seconds."""
    automated_labeling_algorithm: str | None
    consolidation: str | None
    output_metadata_type: str | None

    @property
    def uses_template(self) -> bool:
        """True if workers see a worker task template rather than a page provided by AWS."""
        return self.human_task_ui is None

    @property
    def takes_template(self) -> bool:
        """True if a worker task template may work: named entities had one before AWS provided their page."""
        return self.uses_template or self.kind == "text"

    @property
    def needs_labels(self) -> bool:
        """True if labels are required."""
        return self.kind != "custom"

    @property
    def audits(self) -> bool:
        """True if it adjusts or verifies existing labels."""
        return self.variant in ("adjustment", "verification")

    @property
    def audited_metadata_type(self) -> str | None:
        """The `type` in the metadata of the labels that an adjustment or verification audits; None for other task types."""
        return None if self.base is None else TASK_TYPES[self.base].output_metadata_type

    @property
    def names_audited_attribute(self) -> bool:
        """True if the label category file must name the audited label attribute (`auditLabelAttributeName`)."""
        return self.variant == "adjustment" and self.kind in ("video_frame", "point_cloud")

    def pre_annotation_lambda_arn(self, region: str) -> str:
        """The built-in function that prepares each task. Raises KeyError for a region without Ground Truth."""
        return self._function_arn("PRE", region)

    def annotation_consolidation_lambda_arn(self, region: str) -> str:
        """The built-in function that consolidates the responses. Raises KeyError for a region without Ground Truth."""
        return self._function_arn("ACS", region)

    def human_task_ui_arn(self, region: str) -> str | None:
        """The page that AWS provides; None if a template is used."""
        if self.human_task_ui is None:
            return None
        return f"arn:aws:sagemaker:{region}:{HUMAN_TASK_UI_ACCOUNT}:human-task-ui/{self.human_task_ui}"

    def automated_labeling_algorithm_arn(self, region: str) -> str | None:
        """The algorithm of automated labeling; None if the task type has none."""
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
    # A task type inherits the data of its kind.
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
"""Every kind of data object by name."""

TASK_TYPES: Mapping[str, TaskType] = MappingProxyType({name: _task_type(name) for name in _DATA["task_types"]})
"""Every built-in task type by name, which is the suffix of its functions."""

CUSTOM_TASK = TASK_TYPES["PassThrough"]
"""The facts that also apply to custom jobs: names, numbers of workers, time limits."""

BUILT_IN_LABEL_TYPES = frozenset(task.output_metadata_type for task in TASK_TYPES.values()) - {CUSTOM_TASK.output_metadata_type, None}
"""The `type` values in label metadata, except those of custom jobs, which are free."""
