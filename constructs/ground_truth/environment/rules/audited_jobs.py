"""Adjustments and verifications of labels that other jobs of the file made, or passed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ground_truth.environment.rules.job_files import missing_labels_to_audit
from labeling_rules.audited_labels import audited_annotation_type, audited_labels_are_all_there, audited_task, is_run_of_the_same
from labeling_rules.job import Job
from labeling_rules.label_attribute import label_attribute_mistake
from labeling_rules.label_categories.label_categories import AUDITED_ATTRIBUTE, audited_attribute
from labeling_rules.label_categories.label_list import LabeledTask
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses, warns
from labeling_rules.task_types import CUSTOM_TASK, TaskType

_WITHOUT_LABELS = ("text_file", "lines", "csv", "crawl")


@dataclass(frozen=True)
class Audit:
    """An adjustment or verification at the end of a chain of jobs."""

    job: Job
    task: TaskType
    before: Sequence[Job]
    """The jobs before it, the nearest first."""
    folder: Path
    """To which paths in the file are relative."""

    @property
    def output_of(self) -> Node:
        """The field that names the job before."""
        return self.job.node.at("dataset.output_of")

    @cached_property
    def audited(self) -> Job | None:
        """The job whose labels it works on."""
        return audited_task(self.job, self.before, named=self.job.audited_attribute)

    @cached_property
    def may_have_other_labels(self) -> bool:
        """True if there may be labels to work on that no job of the chain made: in a manifest, or in the messages of a stream."""
        if self._names_labels_of_another_kind:
            return False
        if any(job.is_streaming or job.task_type is None for job in (self.job, *self.before)):
            return True
        dataset = self.before[-1].node["dataset"]
        return self.missing_in_the_manifest is None and not any(dataset[form].present for form in _WITHOUT_LABELS)

    @cached_property
    def missing_in_the_manifest(self) -> str | None:
        """The missing labels of the first job's manifest, if that is a local one."""
        manifest = self.before[-1].node.at("dataset.manifest").text
        return None if manifest is None else missing_labels_to_audit(self.job, self.folder / manifest)

    @property
    def attributes_of_its_kind(self) -> list[str]:
        """The label attribute names of jobs before it that made labels of its task type; not those of earlier runs of the same audit."""
        others = [job for job in self.before if not is_run_of_the_same(self.job, job)]
        made = [job for job in others if job.task_type and job.task_type.output_metadata_type == self.task.audited_metadata_type]
        return [job.label_attribute for job in made if job.label_attribute is not None]

    @property
    def _names_labels_of_another_kind(self) -> bool:
        name = self.job.audited_attribute
        others = [job.label_attribute for job in self.before if job.task_type is not None and job.task_type != self.task]
        return name is not None and self.audited is None and name in others


def audit_mistakes(audit: Audit) -> Iterator[Mistake]:
    """Every mistake, and doubt, of an adjustment or verification about the labels that it works on."""
    for rule in (
        task_of_the_job_before,
        named_attribute_of_the_job_before,
        labels_of_the_first_manifest,
        label_attribute_of_the_job_before,
    ):
        yield from mistakes_of(rule, audit)
    # One whose task type is wrong may be the one.
    is_certain = all(job.task_type is not None for job in audit.before)
    if audit.audited is None and audit.may_have_other_labels and is_certain:
        for place in audit.job.label_places:
            yield from mistakes_of(audited_attribute, place, LabeledTask(audit.task), known=False)
    if audit.audited is not None and audit.audited.task_type != CUSTOM_TASK:
        yield from mistakes_of(audited_labels_are_all_there, audit.job, audit.audited)
        yield from mistakes_of(audited_annotation_type, audit.job, audit.audited)
    yield from mistakes_of(labels_of_a_custom_job, audit)


@refuses(at=AT_SYNTHESIS)
def task_of_the_job_before(audit: Audit) -> Iterator[Mistake]:
    """An adjustment or verification works on labels of its own task type: those of the nearest job with such labels, since each job
    passes on what it got, or those in the manifest of the first job.

    Source: developer guide, sms-data-verify-adjust-prereq; sms-reusing-data
    """
    is_named_wrongly = audit.job.audited_attribute is not None and audit.attributes_of_its_kind
    if audit.audited is None and not audit.may_have_other_labels and not is_named_wrongly:
        missing = audit.missing_in_the_manifest
        or_else = f"; or in the manifest of {audit.before[-1].node.path} {missing}" if missing else ""
        yield audit.output_of.mistake(
            f"a job with labels of {audit.task.base}, which {audit.task.name} works on, not of {audit.before[0].task_name}{or_else}"
        )


@refuses(at=AT_SYNTHESIS)
def named_attribute_of_the_job_before(audit: Audit) -> Iterator[Mistake]:
    """The auditLabelAttributeName of a job is the label attribute name of one before it that made labels of its task type, or is in the
    manifest of the first.

    Source: developer guide, sms-label-cat-config-attributes (auditLabelAttributeName) and sms-data-verify-adjust-prereq
    """
    names = list(dict.fromkeys(audit.attributes_of_its_kind))
    if audit.audited is None and names and not audit.may_have_other_labels:
        for place in audit.job.label_places:
            yield place[AUDITED_ATTRIBUTE].mistake(
                f"the label attribute name of a job before this one with labels of {audit.task.base}: {', '.join(names)}"
            )


@warns(at=AT_SYNTHESIS)
def labels_of_the_first_manifest(audit: Audit) -> Iterator[Mistake]:
    """If no job before an adjustment or verification makes labels of its task type, the manifest of the first job has them. A manifest
    in S3 is checked when the job is deployed.

    Source: developer guide, sms-data-verify-adjust-prereq
    """
    first = audit.before[-1]
    is_looked_at = first.node.at("dataset.manifest").present
    has_audits = any(job.task_type and job.task_type.base == audit.task.base for job in audit.before)
    if audit.audited is None and audit.may_have_other_labels and not is_looked_at and not has_audits:
        yield audit.output_of.mistake(f"a job with labels of {audit.task.base}, unless the manifest of {first.node.path} has them already")


@refuses(at=AT_SYNTHESIS)
def label_attribute_of_the_job_before(audit: Audit) -> Iterator[Mistake]:
    """An adjustment or verification stores its labels under another name than every job before it, whose labels are in its input. An
    earlier run of the same audit has the same name: this job labels the objects that the earlier run left unlabeled.

    Source: API_CreateLabelingJob, LabelAttributeName; developer guide, sms-reusing-data (an object with a label of that name is skipped)
    """
    own = audit.job.label_attribute
    # A job whose task type is wrong may be an earlier run.
    others = [job for job in audit.before if job.task_type is not None and not is_run_of_the_same(audit.job, job)]
    taken = next((job for job in others if own is not None and job.label_attribute == own), None)
    if taken is not None:
        reason = "whose labels the job works on" if taken is audit.audited else "whose labels are in its input"
        yield label_attribute_mistake(audit.job, f"another name than that of {taken.node.path}, {reason}")


@warns(at=AT_SYNTHESIS)
def labels_of_a_custom_job(audit: Audit) -> Iterator[Mistake]:
    """An adjustment or verification works on labels that a built-in task type made. Those of a custom job may be of the same form.

    Source: developer guide, sms-data-verify-adjust-prereq (the task type has to be the same)
    """
    if audit.audited is not None and audit.audited.task_type == CUSTOM_TASK:
        made_by = audit.audited.node.path
        yield audit.output_of.mistake(
            f"a job with labels of {audit.task.base}, to be safe: {made_by} is a custom one, whose labels may differ"
        )
