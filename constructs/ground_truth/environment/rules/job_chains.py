"""Jobs that go on with the output of another: chained jobs, adjustments and verifications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ground_truth.environment.rules.job_names import did_you_mean
from labeling_rules.audited_labels import audited_annotation_type, audited_labels_are_all_there
from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses, warns
from labeling_rules.task_types import TaskType


def chain_mistakes(jobs: Node) -> Iterator[Mistake]:
    """Every mistake between a job and the one whose output it labels."""
    named = {job["LabelingJobName"].text: job for job in jobs.entries()}
    for job in jobs.entries():
        before = job.at("dataset.output_of")
        yield from mistakes_of(job_before, job, jobs)
        earlier = named.get(before.text) if before.text else None
        if earlier is not None and earlier is not job:
            yield from mistakes_of(task_of_the_job_before, job, earlier)
            yield from mistakes_of(label_attribute_of_the_job_before, job, earlier)
            yield from _mistakes_of_an_audit(job, earlier, named)


def _mistakes_of_an_audit(job: Node, earlier: Node, named: Mapping[str | None, Node]) -> Iterator[Mistake]:
    audited = _job_with_labels(earlier, named)
    if audited is None or audited is job:
        return
    if audited is not earlier:
        yield from mistakes_of(label_attribute_of_the_job_before, job, audited)
    yield from mistakes_of(audited_labels_are_all_there, Job(job), Job(audited))
    yield from mistakes_of(audited_annotation_type, Job(job), Job(audited))


@refuses(at=AT_SYNTHESIS)
def job_before(job: Node, jobs: Node) -> Iterator[Mistake]:
    """`output_of` names another job of the file, and no job waits for itself.

    Source: this application
    """
    before = job.at("dataset.output_of")
    if before.text is None:
        return
    output_of = {other["LabelingJobName"].text: other.at("dataset.output_of").text for other in jobs.entries()}
    if before.text not in output_of:
        names = [name for name in output_of if name is not None]
        yield before.mistake(f"the LabelingJobName of another job of this file{did_you_mean(before.text, names)}")
    elif job["LabelingJobName"].text in _jobs_before(before.text, output_of):
        yield before.mistake("a job that does not itself wait for this one")


@refuses(at=AT_SYNTHESIS)
def task_of_the_job_before(job: Node, earlier: Node) -> Iterator[Mistake]:
    """An adjustment or verification works on labels of its own task type, every other job on objects of its own kind.

    Source: developer guide, sms-data-verify-adjust-prereq; sms-reusing-data
    """
    task, other = Job(job).built_in, Job(earlier).built_in
    if task is None or other is None:
        return
    if task.audits and _labels(task) != _labels(other):
        yield job.at("dataset.output_of").mistake(f"a job with labels of {task.base}, which {task.name} works on, not of {other.name}")
    elif task.kind != other.kind and not _any_object(task, other):
        yield job.at("dataset.output_of").mistake(f"a job about the same kind of objects: {task.name} does not label those of {other.name}")


@refuses(at=AT_SYNTHESIS)
def label_attribute_of_the_job_before(job: Node, earlier: Node) -> Iterator[Mistake]:
    """An adjustment or verification stores its labels under another name than the job it works on.

    Source: API_CreateLabelingJob, LabelAttributeName
    """
    own, task = Job(job), Job(job).built_in
    if task is not None and task.audits and own.label_attribute is not None and own.label_attribute == Job(earlier).label_attribute:
        place = job["LabelAttributeName"]
        value = None if place.present else f'"{own.label_attribute}" (from LabelingJobName)'
        yield place.mistake(f"another name than that of {earlier.path}, whose labels the job works on", value=value)


@warns(at=AT_SYNTHESIS)
def job_before_has_ended(job: Node) -> Iterator[Mistake]:
    """The job whose output another one labels has ended when that one is deployed. If both are new, deploy the first one alone.

    Source: developer guide, sms-reusing-data (jobs are chained to stopped, failed or completed ones)
    """
    before = job.at("dataset.output_of")
    if before.text is not None:
        yield before.mistake("a job that has ended when this one is deployed: until then the deployment fails")


def _job_with_labels(job: Node, named: Mapping[str | None, Node]) -> Node | None:
    """The job whose labels the output of this one has: a verification adds verdicts to those of the job that it verifies.

    None: a verification of labels that no job of the file made.
    """
    seen: list[Node] = []
    found: Node | None = job
    while found is not None and found not in seen and _is_verification(found):
        seen.append(found)
        found = named.get(found.at("dataset.output_of").text)
    return None if found in seen else found


def _is_verification(job: Node) -> bool:
    task = Job(job).built_in
    return task is not None and task.variant == "verification"


def _jobs_before(name: str | None, output_of: dict[str | None, str | None]) -> set[str]:
    """All jobs that the job of that name waits for, itself included."""
    found: set[str] = set()
    while name is not None and name not in found:
        found.add(name)
        name = output_of.get(name)
    return found


def _labels(task: TaskType) -> str:
    return task.base or task.name


def _any_object(*tasks: TaskType) -> bool:
    return any(task.kind == "custom" for task in tasks)
