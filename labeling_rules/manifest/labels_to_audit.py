"""The labels in a manifest line that an adjustment or verification audits.

https://docs.aws.amazon.com/sagemaker/latest/dg/sms-verification-data.html
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from labeling_rules.label_attribute import RESERVED
from labeling_rules.manifest.label_metadata import METADATA, has_failed, type_of_label
from labeling_rules.rule import warns
from labeling_rules.task_types import BUILT_IN_LABEL_TYPES, TaskType


@warns()
def labels_to_audit(line: Mapping[str, Any], task_type: TaskType, audited: str | None = None, own: str | None = None) -> str | None:
    """Each line of an adjustment or verification has the labels to audit with their -metadata, or the reason why labeling failed. They
    are of the audited task type, under a name other than the job's own LabelAttributeName.

    Source: developer guide, sms-data-verify-adjust-prereq and sms-data-output (type); API_CreateLabelingJob, LabelAttributeName; a job
    that was stopped, or met its stopping conditions, leaves lines without
    """
    expected = task_type.audited_metadata_type
    if expected is None or _labels(line, expected, audited, own):
        return None
    labels = f"{audited} and {audited}{METADATA}" if audited else f"a label and its {METADATA}"
    other_name = f", under another name than its own, {own}" if own and not audited else ""
    return f"{labels} of the type {expected}, which the job works on{other_name} ({task_type.name})"


@warns()
def own_labels_of_an_audit(line: Mapping[str, Any], task_type: TaskType, audited: str | None = None, own: str | None = None) -> str | None:
    """Labels under the audit's own LabelAttributeName are of the type that it writes, as left by an earlier run that was stopped.
    Labels of another type under that name keep the object from being labeled, or fail the job.

    Source: API_CreateLabelingJob, LabelAttributeName; developer guide, sms-reusing-data and sms-data-output (type)
    """
    # Another rule reports an own name that equals the audited one.
    if not task_type.audits or own is None or own == audited or own not in line:
        return None
    written = task_type.output_metadata_type
    if type_of_label(line.get(f"{own}{METADATA}")) == written:
        return None
    return f"nothing under {own} but labels of the type {written}, which an earlier run of the job made ({task_type.name})"


@warns()
def type_of_labels_to_audit(line: Mapping[str, Any], task_type: TaskType, audited: str | None = None, own: str | None = None) -> str | None:
    """The -metadata of the labels to audit have a type that identifies them: neither missing nor a custom job's.

    Source: developer guide, sms-data-output (type); whether labels without it can be worked on is documented nowhere
    """
    expected = task_type.audited_metadata_type
    found = [line[f"{name}{METADATA}"] for name in _labels(line, expected, audited, own)] if expected else []
    if not found or any(has_failed(metadata) or type_of_label(metadata) == expected for metadata in found):
        return None
    return f"the type {expected} in {f'{audited}{METADATA}' if audited else f'the {METADATA} of a label'}, to be safe ({task_type.name})"


@warns()
def labels_in_use(
    line: Mapping[str, Any],
    task_type: TaskType,
    audited: str | None = None,
    own: str | None = None,
    labels: Collection[str] = (),
) -> str | None:
    """An adjustment has every label that occurs in the labels to audit (class-map of their -metadata).

    Source: developer guide, sms-data-verify-start-api (all labels of the original job) and sms-data-output (class-map)
    """
    expected = task_type.audited_metadata_type
    if expected is None or task_type.variant != "adjustment" or not labels:
        return None
    missing = [sorted(_used_labels(line.get(f"{name}{METADATA}")) - set(labels)) for name in _labels(line, expected, audited, own)]
    # It is unknown which of several labels is audited: one valid label is enough.
    return f"labels that the job has too, not {missing[0][0]} ({task_type.name})" if missing and all(missing) else None


def _labels(line: Mapping[str, Any], expected: str, audited: str | None, own: str | None) -> list[str]:
    """The names of the labels that can be audited. Those under the job's own name come from an earlier run of it."""
    names = [audited] if audited else [name.removesuffix(METADATA) for name in line if name.endswith(METADATA)]
    return [name for name in names if (audited or name not in (own, *RESERVED)) and _may_be_worked_on(line, name, expected)]


def _may_be_worked_on(line: Mapping[str, Any], name: str, expected: str) -> bool:
    metadata = line.get(f"{name}{METADATA}")
    if metadata is None or (name not in line and not has_failed(metadata)):
        return False
    return type_of_label(metadata) in (expected, None) or type_of_label(metadata) not in BUILT_IN_LABEL_TYPES


def _used_labels(metadata: object) -> set[str]:
    classes = metadata.get("class-map", metadata.get("class_map")) if isinstance(metadata, Mapping) else None
    return {name for name in classes.values() if isinstance(name, str)} if isinstance(classes, Mapping) else set()
