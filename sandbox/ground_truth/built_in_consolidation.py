"""Built-in task types: simulated workers respond, and their common response becomes the label.

AWS consolidates differing responses by task type: developer guide, "Annotation Consolidation". With identical responses there is
nothing to consolidate.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ground_truth import label_metadata
from sandbox.ground_truth.answers.by_task_type import answering_of
from sandbox.ground_truth.answers.task import Task, UnanswerableError
from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.label_metadata import EXPIRED
from sandbox.ground_truth.worker_responses import WorkerAnswer, write_responses
from sandbox.ground_truth.worker_template import name_of_answer
from sandbox.ground_truth.workers import Worker

_SHOWN = 500
Given = Mapping[str, Any]
"""The form data of a worker page, by element name."""


def label_all(tasks: Sequence[Task], workers: Sequence[Worker], given: Given | None) -> None:
    """Collect responses for the data objects and label them; fail those that workers cannot see.

    Raises ValidationException for a response that the task type does not allow.
    """
    contents = {task.object_id: _answered(task, workers, given) for task in tasks}
    for task in tasks:
        if contents[task.object_id] is not None:
            _label(task, contents[task.object_id], is_given=given is not None)


def _answered(task: Task, workers: Sequence[Worker], given: Given | None) -> Any:
    """The workers' response for a data object, after writing it; None if there can be none."""
    name = _name(task)
    if given is not None:
        _require(name, given, task)
    try:
        content = _submitted(task, name) if given is None else _shown(task, given)
    except UnanswerableError as failure:
        _fail(task, failure)
        return None
    answers = [WorkerAnswer(worker=worker, accepted=task.times.next(), submitted=task.times.next(), content=content) for worker in workers]
    write_responses(task, answers)
    return content


def _submitted(task: Task, name: str | None) -> Any:
    content = answering_of(task.job.task_type).submit(task)
    return content if name is None else {name: content}


def _shown(task: Task, given: Given) -> Given:
    """The given response, provided that the page can load the data."""
    task.require_data()
    return given


def _label(task: Task, content: Any, *, is_given: bool) -> None:
    name = _name(task)
    try:
        label = answering_of(task.job.task_type).label(task, content if name is None else content[name])
    except UnanswerableError as failure:
        _fail(task, failure)
        return
    except (KeyError, TypeError, AttributeError) as broken:
        if not is_given:
            raise
        element = answering_of(task.job.task_type).element
        raise ValidationException(f"The answer is not what a <{element}> submits: {json.dumps(content)[:_SHOWN]}") from broken
    metadata = label_metadata.of_label(task.job, label.members, made=task.times.next())
    task.item.label = {task.job.label_attribute: label.value, task.job.metadata_attribute: metadata}


def _fail(task: Task, cause: UnanswerableError) -> None:
    task.item.failure, task.item.cause = EXPIRED, str(cause)


def _name(task: Task) -> str | None:
    element = answering_of(task.job.task_type).element
    return name_of_answer(task.job.reading.template, element) if element is not None else None


def _require(name: str | None, given: Given, task: Task) -> None:
    if name is None:
        raise ValidationException(f"The task type {task.job.task_type.name} is answered with files: no other answer can be given.")
    if name not in given:
        raise ValidationException(f"The answer has {', '.join(given) or 'nothing'}, and not '{name}', the element of the worker page.")
