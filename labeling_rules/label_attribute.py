"""LabelAttributeName: the key of the label in the output manifest."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.manifest.label_metadata import METADATA
from labeling_rules.mistake import Mistake
from labeling_rules.rule import refuses, warns
from labeling_rules.task_types import TASK_TYPES

RESERVED = ("source", "source-ref")
"""Keys that hold the object and cannot hold a label."""
_REF = "-ref"


@refuses()
def reserved_label_attributes(job: Job) -> Iterator[Mistake]:
    """The label attribute is neither `source` nor `source-ref`, which hold the object.

    Source: developer guide, sms-reusing-data
    """
    if job.label_attribute in RESERVED:
        yield label_attribute_mistake(job, f"a name other than {' and '.join(RESERVED)}, which hold the object")


@refuses()
def label_attribute_is_no_metadata(job: Job) -> Iterator[Mistake]:
    """The label attribute does not end with -metadata, the suffix for the metadata that Ground Truth writes.

    Source: API_CreateLabelingJob, LabelAttributeName
    """
    if (job.label_attribute or "").endswith(METADATA):
        yield label_attribute_mistake(job, f"a name that does not end with {METADATA}")


@refuses()
def label_attribute_ref(job: Job) -> Iterator[Mistake]:
    """The label attribute ends with -ref if and only if the label is a file (segmentation, video frames, 3D tracking).

    Source: API_CreateLabelingJob, LabelAttributeName; developer guide, sms-data-output
    """
    name = job.label_attribute
    if name is None or name in RESERVED or name.endswith(METADATA) or job.task_type is None:
        return
    if name.endswith(_REF) != job.task_type.ref_suffix and not _verifies_files(job):
        must = "must" if job.task_type.ref_suffix else "must not"
        yield label_attribute_mistake(job, f"a name that {must} end with {_REF} ({job.task_name})")


@warns()
def label_attribute_ref_of_a_verification(job: Job) -> Iterator[Mistake]:
    """A verification of masks writes verdicts, not files, so its label attribute does not end with -ref (although a sample's does).

    Source: API_CreateLabelingJob, LabelAttributeName; AWS's sample of a verification of semantic segmentation ends it with -ref
    """
    name = job.label_attribute
    if name is not None and name not in RESERVED and name.endswith(_REF) and _verifies_files(job):
        yield label_attribute_mistake(job, f"a name that does not end with {_REF}, to be safe ({job.task_name})")


@refuses()
def label_attribute_of_an_audit(job: Job) -> Iterator[Mistake]:
    """The label attribute of an adjustment or verification differs from the one it audits.

    Source: API_CreateLabelingJob, LabelAttributeName; developer guide, sms-data-verify-start-api
    """
    if job.label_attribute is not None and job.label_attribute == job.audited_attribute:
        yield label_attribute_mistake(job, "another name than auditLabelAttributeName, whose labels the job works on")


def _verifies_files(job: Job) -> bool:
    task = job.built_in
    return task is not None and task.variant == "verification" and task.base is not None and TASK_TYPES[task.base].ref_suffix


def label_attribute_mistake(job: Job, allowed: str) -> Mistake:
    """A mistake in the label attribute, at the field that sets it."""
    given = job.node["LabelAttributeName"]
    # In an environment file the attribute defaults to the job's name, so the message points there.
    return given.mistake(allowed, value=None if given.present else f'"{job.label_attribute}" (from LabelingJobName)')
