"""Classes of images, video clips and texts, and verdicts on labels."""

from typing import Any

from sandbox.ground_truth.answers.answering import Answering
from sandbox.ground_truth.answers.task import Label, Task


def class_map(task: Task, labels: list[str]) -> dict[str, str]:
    """The names of the used classes by number, in the order of first use."""
    return {str(task.class_of(label)): label for label in labels}


def _one(task: Task) -> Any:
    task.require_data()
    return {"label": task.label}


def _several(task: Task) -> Any:
    task.require_data()
    return {"labels": [task.label]}


def _class_number(task: Task, answer: Any) -> Label:
    return Label(value=task.class_of(answer["label"]), members={"class-name": answer["label"], "confidence": task.confidence})


def _class_numbers(task: Task, answer: Any) -> Label:
    classes = class_map(task, answer["labels"])
    members = {"class-map": classes, "confidence-map": dict.fromkeys(classes, task.confidence)}
    return Label(value=[int(number) for number in classes], members=members)


def _judgment(task: Task, answer: Any) -> Label:
    comments = [{"comment": answer["workerComment"]}] if "workerComment" in answer else []
    members = {"class-name": answer["label"], "confidence": task.confidence, "worker-feedback": comments}
    return Label(value=str(task.class_of(answer["label"])), members=members)


IMAGE = Answering(submit=_one, label=_class_number, element="crowd-image-classifier")
IMAGE_MULTI_LABEL = Answering(submit=_several, label=_class_numbers, element="crowd-image-classifier-multi-select")
TEXT = Answering(submit=_one, label=_class_number, element="crowd-classifier")
TEXT_MULTI_LABEL = Answering(submit=_several, label=_class_numbers, element="crowd-classifier-multi-select")
VERIFICATION = Answering(submit=_one, label=_judgment, element="crowd-image-classifier")
