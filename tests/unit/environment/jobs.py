"""Labeling jobs as in an environment file: a valid one per task type, and variants."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from labeling_rules.task_types import TASK_TYPES

TEMPLATE = {"UiTemplateS3Uri": "s3://templates/task.liquid.html"}
CUSTOM = "custom"


def job(task_type: str, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A valid job of the task type, or `custom`, with other values at dotted paths; None removes a key."""
    made = _custom() if task_type == CUSTOM else _built_in(task_type)
    for path, value in (changes or {}).items():
        *parents, last = path.split(".")
        place: Any = made
        for step in parents:
            place = place.setdefault(step, {})
        if value is None:
            place.pop(last, None)
        else:
            place[last] = copy.deepcopy(value)
    if "manifest" in (made.get("dataset") or {}):
        # The bucket in the manifests of these tests.
        made.setdefault("data_buckets", ["bucket"])
    return made


def _built_in(name: str) -> dict[str, Any]:
    task = TASK_TYPES[name]
    made = _common(f"{name}-job", workers=task.max_workers, seconds=task.documented_seconds or task.max_seconds)
    made |= {"task_type": name, "LabelAttributeName": "label-ref" if task.ref_suffix else "label"}
    if task.names_audited_attribute:
        made["label_categories"] = {"labels": ["car", "truck"], "auditLabelAttributeName": "first-ref"}
    elif task.label_format.instructions_required:
        made["label_categories"] = {"labels": ["car", "truck"], "instructions": {"shortInstruction": "Short", "fullInstruction": "Full"}}
    elif task.needs_labels:
        made["labels"] = ["car", "truck"]
    if task.uses_template:
        made["HumanTaskConfig"]["UiConfig"] = TEMPLATE
    return made


def _custom() -> dict[str, Any]:
    made = _common("custom-job", workers=9, seconds=28_800)
    made["HumanTaskConfig"]["UiConfig"] = TEMPLATE
    return made


def _common(name: str, *, workers: int, seconds: int) -> dict[str, Any]:
    return {
        "LabelingJobName": name,
        "team": "reviewers",
        "dataset": {"input_bucket_key": "datasets/objects.manifest"},
        "HumanTaskConfig": {
            "TaskTitle": "What is it?",
            "TaskDescription": "Look at it.",
            "NumberOfHumanWorkersPerDataObject": workers,
            "TaskTimeLimitInSeconds": seconds,
        },
    }
