"""Where a job is told the same thing in one of several ways."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.default_templates import default_template
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.task_types import TASK_TYPES

_PREPARE = "HumanTaskConfig.PreHumanTaskLambdaArn"
_CONSOLIDATE = "HumanTaskConfig.AnnotationConsolidationConfig"
_UI = "HumanTaskConfig.UiConfig"


def choice_mistakes(job: Node) -> Iterator[Mistake]:
    """Two ways at once, or none where one is needed."""
    yield from _one_of(job, "team", "HumanTaskConfig.WorkteamArn")
    yield from _task(job)
    yield from _one_of(job, "labels", "LabelCategoryConfigS3Uri", required=_has_built_in_labels(job))
    yield from _template(job)
    yield from _one_of(job, "dataset", "InputConfig.DataSource")
    yield from _one_inside(job["dataset"], "manifest", "text_file", "input_bucket_key")
    yield from _one_inside(job.at(_UI), "UiTemplateS3Uri", "HumanTaskUiArn")
    source = job.at("InputConfig.DataSource")
    if source.is_mapping and not any(source[key].present for key in ("S3DataSource", "SnsDataSource")):
        yield source.mistake("S3DataSource, SnsDataSource or both")


def _task(job: Node) -> Iterator[Mistake]:
    yield from _one_of(job, "task_type", _PREPARE)
    if job["task_type"].present and job.at(_CONSOLIDATE).present:
        yield job.at(_CONSOLIDATE).mistake("not together with task_type")
    if job.at(_PREPARE).present != job.at(_CONSOLIDATE).present and not job["task_type"].present:
        missing = job.at(_CONSOLIDATE if job.at(_PREPARE).present else _PREPARE)
        yield missing.mistake("required: your own functions come in a pair, one prepares the task and one consolidates the answers")


def _has_built_in_labels(job: Node) -> bool:
    task_type = TASK_TYPES.get(job["task_type"].text or "")
    return task_type is not None and task_type.kind != "custom"


def _template(job: Node) -> Iterator[Mistake]:
    """AWS provides the page of some task types, this application that of others; for the rest it has to be given."""
    task_type = TASK_TYPES.get(job["task_type"].text or "")
    own_functions = not job["task_type"].present and job.at(_PREPARE).present
    needed = own_functions if task_type is None else task_type.uses_template and default_template(task_type.name) is None
    yield from _one_of(job, "template", _UI, required=needed)


def _one_of(job: Node, ours: str, theirs: str, *, required: bool = True) -> Iterator[Mistake]:
    if job.at(ours).present and job.at(theirs).present:
        yield job.at(theirs).mistake(f"not together with {ours}")
    if required and not job.at(ours).present and not job.at(theirs).present:
        yield job.at(ours).mistake(f"required: {ours} or {theirs}")


def _one_inside(structure: Node, *keys: str) -> Iterator[Mistake]:
    if structure.is_mapping and sum(structure[key].present for key in keys) != 1:
        yield structure.mistake(f"exactly one of {', '.join(keys)}")
