"""Settings of a job that can be given in one of several ways."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.templates import default_template
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, refuses
from labeling_rules.task_types import TASK_TYPES

_FUNCTIONS = {
    "HumanTaskConfig.PreHumanTaskLambdaArn": ("workflow.pre_annotation", "pre_annotation"),
    "HumanTaskConfig.AnnotationConsolidationConfig": ("workflow.post_annotation", "post_annotation"),
}
"""Parameter of the API -> the field of a file and the argument of a construct that stand for it."""

_OWN_FUNCTIONS = ("workflow", "pre_annotation", "post_annotation", *_FUNCTIONS)
_UI = "HumanTaskConfig.UiConfig"


@refuses(at=AT_SYNTHESIS)
def choices(job: Node) -> Iterator[Mistake]:
    """Team, task, labels, page, data and topics of a job are each given in one way; those without a default are required.

    Source: this application, whose fields stand for parameters of API_CreateLabelingJob
    """
    yield from _one_of(job, "team", "HumanTaskConfig.WorkteamArn")
    yield from _task(job)
    yield from _labels(job)
    yield from _template(job)
    yield from _data(job)


def _task(job: Node) -> Iterator[Mistake]:
    """A built-in task type, or a custom job, whose functions are both optional."""
    for theirs, places in _FUNCTIONS.items():
        for ours in places:
            yield from _one_of(job, ours, theirs, required=False)
    for own in _OWN_FUNCTIONS:
        yield from _one_of(job, "task_type", own, required=False)


def _data(job: Node) -> Iterator[Mistake]:
    """A manifest, a topic, or both, each from this file or from elsewhere."""
    source, topic = job.at("InputConfig.DataSource"), job.at("OutputConfig.SnsTopicArn")
    if not any(place.present for place in (job["dataset"], job["stream"], source)):
        yield job["dataset"].mistake("required: dataset, stream or InputConfig.DataSource")
    if job["dataset"].present and source["S3DataSource"].present:
        yield source["S3DataSource"].mistake("not together with dataset")
    if job["stream"].present and source["SnsDataSource"].present:
        yield source["SnsDataSource"].mistake("not together with stream")
    if job.at("stream.publish_labels").value is True and topic.present:
        yield topic.mistake("not together with stream.publish_labels, which makes a topic")


def _labels(job: Node) -> Iterator[Mistake]:
    """A list, the content of a file, or a file; optional for a custom job."""
    given = [place for place in (job["labels"], job["label_categories"], job["LabelCategoryConfigS3Uri"]) if place.present]
    for more in given[1:]:
        yield more.mistake(f"not together with {given[0].key}")
    task_type = TASK_TYPES.get(job["task_type"].text or "")
    if not given and task_type is not None and task_type.kind != "custom":
        yield job["labels"].mistake("required: labels, label_categories or LabelCategoryConfigS3Uri")


def _template(job: Node) -> Iterator[Mistake]:
    """AWS provides the page of some task types, this application that of others; the rest require one."""
    task_type = TASK_TYPES.get(job["task_type"].text or "")
    given = job["template"].present or job.at(_UI).present
    if not job["task_type"].present and not given and not _has_functions(job):
        yield job["task_type"].mistake(f"required: task_type, or for a custom job template or {_UI}")
        return
    custom = not job["task_type"].present
    needed = custom if task_type is None else task_type.uses_template and default_template(task_type.name) is None
    yield from _one_of(job, "template", _UI, required=needed)


def _has_functions(job: Node) -> bool:
    return any(job.at(own).present for own in _OWN_FUNCTIONS)


def _one_of(job: Node, ours: str, theirs: str, *, required: bool = True) -> Iterator[Mistake]:
    if job.at(ours).present and job.at(theirs).present:
        yield job.at(theirs).mistake(f"not together with {ours}")
    if required and not job.at(ours).present and not job.at(theirs).present:
        yield job.at(ours).mistake(f"required: {ours} or {theirs}")
