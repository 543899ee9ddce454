"""Custom labeling workflows: the workers' response between the caller's functions.

Source: developer guide, "Pre-annotation and Post-annotation Lambda Function Requirements"; the event of a post-annotation function is the
observed one, which differs from the documentation.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ground_truth import label_metadata
from sandbox.ground_truth.answers.task import Task
from sandbox.ground_truth.built_in_consolidation import Given
from sandbox.ground_truth.own_functions import FunctionError, InvalidAnswerError, invoke, post_annotation_function, prepare
from sandbox.ground_truth.worker_responses import WorkerAnswer, write_responses
from sandbox.ground_truth.workers import Worker

_EVENT_VERSION = "2018-10-06"
_CONSOLIDATION = "annotations/consolidated-annotation"


def label_all(tasks: Sequence[Task], workers: Sequence[Worker], given: Given | None) -> None:
    """Label the data objects of one batch, or fail them. Raises JobFailureError, for instance if the pre-annotation function fails."""
    for task in tasks:
        prepare(task.role, task.job, task.item)
    answers = {task: _answers(task, workers, given) for task in tasks if task.item.is_unlabeled}
    responses = {task: write_responses(task, submitted) for task, submitted in answers.items()}
    if not answers:
        return
    function = post_annotation_function(tasks[0].role, tasks[0].job)
    if function is None:
        for task, uri in responses.items():
            _label(task, {task.job.label_attribute: {}}, {"worker-response-ref": uri})
        return
    _consolidate(answers, function=function)


def _answers(task: Task, workers: Sequence[Worker], given: Given | None) -> Sequence[WorkerAnswer]:
    content = given if given is not None else {task.job.label_attribute: {"label": (*task.job.labels, "")[0]}}
    return [WorkerAnswer(worker=worker, accepted=task.times.next(), submitted=task.times.next(), content=content) for worker in workers]


def _consolidate(answers: Mapping[Task, Sequence[WorkerAnswer]], *, function: str) -> None:
    first = next(iter(answers))
    stamp = first.times.next_file_name()
    payload = json.dumps([_annotations(task, submitted) for task, submitted in answers.items()]).encode()
    uri = first.write(f"{_CONSOLIDATION}/consolidation-request/iteration-{first.iteration}/{stamp}.json", payload)
    try:
        answer = invoke(first.role, function, _event(first, payload_uri=uri))
        contents = _contents(answer)
    except (FunctionError, InvalidAnswerError) as failure:
        for task in answers:
            task.item.failure = f"The post-annotation function {function} failed: {failure}"
        return
    first.write(f"{_CONSOLIDATION}/consolidation-response/iteration-{first.iteration}/{stamp}.json", json.dumps(answer).encode())
    for task in answers:
        _take_over(task, contents.get(str(task.object_id)), function=function)


def _event(task: Task, *, payload_uri: str) -> Mapping[str, Any]:
    job = task.job
    label_categories = {"labelCategories": list(job.labels)} if "LabelCategoryConfigS3Uri" in job.request else {}
    key_id = job.request["OutputConfig"].get("KmsKeyId")
    return {
        "version": _EVENT_VERSION,
        "labelingJobArn": job.arn,
        "payload": {"s3Uri": payload_uri},
        "labelAttributeName": job.label_attribute,
        **label_categories,
        "roleArn": task.role.arn,
        "outputConfig": task.uri("annotations"),
        "maxHumanWorkersPerDataObject": job.request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"],
        **({"kmsKeyId": key_id} if key_id else {}),
    }


def _contents(answer: Any) -> dict[str, Mapping[str, Any]]:
    """The consolidated annotations of a response, by data object."""
    shape = '[{"datasetObjectId": "...", "consolidatedAnnotation": {"content": {...}}}]'
    try:
        contents = {entry["datasetObjectId"]: entry["consolidatedAnnotation"]["content"] for entry in answer}
    except (KeyError, TypeError) as broken:
        raise InvalidAnswerError(f"its answer must be {shape}") from broken
    if not isinstance(answer, list) or not all(isinstance(content, dict) for content in contents.values()):
        raise InvalidAnswerError(f"its answer must be {shape}")
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
    metadata = label_metadata.of_custom_label(task.job, more, made=task.times.next())
    task.item.label = {**content, task.job.metadata_attribute: metadata}


def _annotations(task: Task, answers: Sequence[WorkerAnswer]) -> Mapping[str, Any]:
    """A data object and its annotations, as in the payload."""
    line = task.item.line
    data_object = {"content": line["source"]} if "source" in line else {"s3Uri": line["source-ref"]}
    annotations = [{"workerId": answer.worker.worker_id, "annotationData": {"content": json.dumps(answer.content)}} for answer in answers]
    return {"datasetObjectId": str(task.object_id), "dataObject": data_object, "annotations": annotations}
