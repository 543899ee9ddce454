"""Jobs that go on with the output of another: chained jobs, adjustments and verifications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ground_truth.environment.rules.audited_jobs import Audit, audit_mistakes
from ground_truth.environment.rules.job_names import did_you_mean, names_of
from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses, warns


def chain_mistakes(jobs: Node, *, folder: Path) -> Iterator[Mistake]:
    """Every mistake between a job and those whose output it labels. Paths in the file are relative to `folder`."""
    named = {job["LabelingJobName"].text: job for job in jobs.entries()}
    for node in jobs.entries():
        yield from mistakes_of(job_before, node, jobs)
        job, before = Job(node), [Job(earlier) for earlier in _jobs_before(node, named)]
        if not before:
            continue
        other_objects = list(mistakes_of(objects_of_the_job_before, job, before[0]))
        yield from other_objects
        if job.built_in is not None and job.built_in.audits and not other_objects:
            yield from audit_mistakes(Audit(job, job.built_in, before, folder))


@refuses(at=AT_SYNTHESIS)
def job_before(job: Node, jobs: Node) -> Iterator[Mistake]:
    """`output_of` names another job of the file, and no job waits for itself.

    Source: this application
    """
    before = job.at("dataset.output_of")
    if before.text is None:
        return
    named, own = {other["LabelingJobName"].text: other for other in jobs.entries()}, job["LabelingJobName"].text
    if before.text not in named:
        names = names_of(jobs, "LabelingJobName")
        if names is not None:
            yield before.mistake(f"the LabelingJobName of another job of this file{did_you_mean(before.text, names)}")
    elif own is not None and [job, *_jobs_before(job, named)][-1].at("dataset.output_of").text == own:
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
def job_before_has_ended(job: Node) -> Iterator[Mistake]:
    """The job whose output another one labels has ended when that one is deployed. If both are new, deploy the first one alone.

    Source: developer guide, sms-reusing-data (jobs are chained to stopped, failed or completed ones)
    """
    before = job.at("dataset.output_of")
    if before.text is not None:
        yield before.mistake("a job that has ended when this one is deployed: until then the deployment fails")


def _jobs_before(job: Node, named: Mapping[str | None, Node]) -> list[Node]:
    """The jobs whose output is passed on to this one, the nearest first; up to one that waits for itself, or for none of the file."""
    found: list[Node] = []
    name = job.at("dataset.output_of").text
    while name is not None and name in named and named[name] not in (job, *found):
        found.append(named[name])
        name = named[name].at("dataset.output_of").text
    return found
