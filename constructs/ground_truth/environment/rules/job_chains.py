"""Jobs that go on with the output of another: chained jobs, adjustments and verifications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ground_truth.environment.rules.audited_jobs import Audit, audit_mistakes
from ground_truth.environment.rules.job_names import did_you_mean, names_of
from labeling_rules.job import Job
from labeling_rules.label_attribute import label_attribute_mistake
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses, warns


def chain_mistakes(jobs: Node, *, folder: Path) -> Iterator[Mistake]:
    """Every mistake between a job and those whose output it labels. Paths in the file are relative to `folder`."""
    # Of several jobs with one name the first counts: the others have a mistake already.
    named = {job["LabelingJobName"].text: job for job in reversed(jobs.entries())}
    for node in jobs.entries():
        yield from mistakes_of(job_before, node, jobs, named)
        job, before = Job(node), [Job(earlier) for earlier in _jobs_before(node, named)]
        if not before or _is_cycle(node, before[-1].node):
            continue
        other_objects = list(mistakes_of(objects_of_the_job_before, job, before[0]))
        yield from other_objects
        if other_objects:
            continue
        if job.built_in is not None and job.built_in.audits:
            yield from audit_mistakes(Audit(job, job.built_in, before, folder))
        else:
            yield from mistakes_of(label_attribute_of_another_task, job, before)


@refuses(at=AT_SYNTHESIS)
def job_before(job: Node, jobs: Node, named: Mapping[str | None, Node]) -> Iterator[Mistake]:
    """`output_of` names another job of the file, and no job waits for itself. Of several that wait for each other the first is named.

    Source: this application
    """
    before, own = job.at("dataset.output_of"), job["LabelingJobName"].text
    if before.text is None:
        return
    if before.text not in named:
        names = names_of(jobs, "LabelingJobName")
        if names is not None:
            others = [name for name in names if name != own]
            yield before.mistake(f"the LabelingJobName of another job of this file{did_you_mean(before.text, others)}")
        return
    chain = [job, *_jobs_before(job, named)]
    if _is_cycle(job, chain[-1]) and next(entry for entry in jobs.entries() if entry in chain) == job:
        yield before.mistake("a job that does not itself wait for this one")


@refuses(at=AT_SYNTHESIS)
def objects_of_the_job_before(job: Job, earlier: Job) -> Iterator[Mistake]:
    """A job labels objects of the kind that the job before it labeled. Those of custom jobs are of any kind.

    Source: developer guide, sms-reusing-data (the output manifest is the input) and sms-supported-data-formats
    """
    task, other = job.task_type, earlier.task_type
    if task is None or other is None or "custom" in (task.kind, other.kind):
        return
    if (task.kind, task.data_object) != (other.kind, other.data_object):
        yield job.node.at("dataset.output_of").mistake(
            f"a job about the same kind of objects: {task.name} does not label those of {other.name}"
        )


@warns(at=AT_SYNTHESIS)
def label_attribute_of_another_task(job: Job, before: Sequence[Job]) -> Iterator[Mistake]:
    """A job that goes on under the label attribute name of a job before it has the same task type: only what has no label of that name is
    labeled.

    Source: developer guide, sms-reusing-data
    """
    own = job.label_attribute
    earlier = next((earlier for earlier in before if own is not None and earlier.label_attribute == own), None)
    if earlier is None or None in (job.task_type, earlier.task_type) or job.task_type == earlier.task_type:
        return
    place = earlier.node.path
    yield label_attribute_mistake(
        job, f"another name than that of {place}, to be safe: only what {place} left unlabeled is labeled under it"
    )


@warns(at=AT_SYNTHESIS)
def job_before_has_ended(job: Node) -> Iterator[Mistake]:
    """The job whose output another one labels has ended when that one is deployed. If both are new, deploy the first one alone.

    Source: developer guide, sms-reusing-data (jobs are chained to stopped, failed or completed ones)
    """
    before = job.at("dataset.output_of")
    if before.text is not None:
        yield before.mistake("a job that has ended when this one is deployed: until then the deployment fails")


def _is_cycle(job: Node, first: Node) -> bool:
    """True if the first job of the chain that this one ends waits for it."""
    own = job["LabelingJobName"].text
    return own is not None and first.at("dataset.output_of").text == own


def _jobs_before(job: Node, named: Mapping[str | None, Node]) -> list[Node]:
    """The jobs whose output is passed on to this one, the nearest first; up to one that waits for itself, or for none of the file."""
    found: list[Node] = []
    name = job.at("dataset.output_of").text
    while name is not None and name in named and named[name] not in (job, *found):
        found.append(named[name])
        name = named[name].at("dataset.output_of").text
    return found
