"""Custom labeling workflows: the pre- and post-annotation functions run, as AWS runs them, around the workers' answer.

Source: developer guide, "Pre-annotation and Post-annotation Lambda Function Requirements". A post-annotation function gets up to 100 data
objects at once; how many AWS hands it is not documented.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ground_truth.answers.task import Task
from sandbox.ground_truth.own_functions import PROTOCOL_VERSION, FunctionError, invoke, post_annotation_function, prepare

WorkerAnswer = Mapping[str, Any]
"""What the form of the worker task template submits, by the names of its elements."""

_OBJECTS_AT_ONCE = 100


def answer_all(tasks: Sequence[Task], answer: WorkerAnswer) -> None:
    """Label the data objects, or fail them. Raises JobFailureError when the role may not do what it must."""
    for task in tasks:
        prepare(task.role, task.job, task.item)
    asked = [task for task in tasks if task.item.is_unlabeled]
    responses = {task.object_id: _write_response(task, answer) for task in asked}
    function = post_annotation_function(asked[0].role, asked[0].job) if asked else None
    if function is None:
        for task in asked:
            _label(task, {task.job.label_attribute: {}}, {"worker-response-ref": responses[task.object_id]})
        return
    for start in range(0, len(asked), _OBJECTS_AT_ONCE):
        _consolidate(asked[start : start + _OBJECTS_AT_ONCE], function=function, answer=answer, iteration=start // _OBJECTS_AT_ONCE + 1)


def _consolidate(tasks: Sequence[Task], *, function: str, answer: WorkerAnswer, iteration: int) -> None:
    first, job = tasks[0], tasks[0].job
    payload = json.dumps([_annotations(task, answer) for task in tasks]).encode()
    folder = f"annotations/consolidated-annotation/consolidation-request/iteration-{iteration}"
    uri = first.write(f"{folder}/{first.now.strftime('%Y-%m-%d_%H:%M:%S')}.json", payload)
    event = {
        "version": PROTOCOL_VERSION,
        "labelingJobArn": job.arn,
        "labelCategories": list(job.labels),
        "labelAttributeName": job.label_attribute,
        "roleArn": first.role.arn,
        "payload": {"s3Uri": uri},
    }
    try:
        contents = _contents(invoke(first.role, function, event))
    except FunctionError as failure:
        for task in tasks:
            task.item.failure = f"The post-annotation function {function} failed: {failure}"
        return
    for task in tasks:
        _take_over(task, contents.get(str(task.object_id)), function=function)


def _contents(answer: Any) -> dict[str, Mapping[str, Any]]:
    """The consolidated annotations of an answer, by data object."""
    shape = '[{"datasetObjectId": "...", "consolidatedAnnotation": {"content": {...}}}]'
    try:
        contents = {entry["datasetObjectId"]: entry["consolidatedAnnotation"]["content"] for entry in answer}
    except (KeyError, TypeError) as broken:
        raise FunctionError(f"its answer must be {shape}") from broken
    if not isinstance(answer, list) or not all(isinstance(content, dict) for content in contents.values()):
        raise FunctionError(f"its answer must be {shape}")
    return contents


def _take_over(task: Task, content: Mapping[str, Any] | None, *, function: str) -> None:
    attribute = task.job.label_attribute
    if content is None:
        task.item.failure = f"The post-annotation function {function} answered nothing for the data object '{task.object_id}'"
    elif attribute not in content:
        task.item.failure = f"The content that the post-annotation function {function} answered has no '{attribute}'"
    else:
        _label(task, content, {})


def _label(task: Task, content: Mapping[str, Any], more: Mapping[str, Any]) -> None:
    task.item.label = {**content, task.job.metadata_attribute: task.metadata(**more)}


def _annotations(task: Task, answer: WorkerAnswer) -> Mapping[str, Any]:
    """A data object and its annotations, in the form of the payload."""
    line = task.item.line
    data_object = {"content": line["source"]} if "source" in line else {"s3Uri": line["source-ref"]}
    annotations = [{"workerId": worker, "annotationData": {"content": json.dumps(answer)}} for worker in _workers(task)]
    return {"datasetObjectId": str(task.object_id), "dataObject": data_object, "annotations": annotations}


def _write_response(task: Task, answer: WorkerAnswer) -> str:
    moment = task.now.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    answers = [
        {"acceptanceTime": moment, "submissionTime": moment, "timeSpentInSeconds": 1.0, "workerId": worker, "answerContent": answer}
        for worker in _workers(task)
    ]
    folder = f"annotations/worker-response/iteration-1/{task.object_id}"
    return task.write(f"{folder}/{task.now.strftime('%Y-%m-%d_%H:%M:%S')}.json", json.dumps({"answers": answers}).encode())


def _workers(task: Task) -> list[str]:
    count: int = task.job.request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"]
    return [f"private.{task.role.request.region}.{number:016x}" for number in range(1, count + 1)]
