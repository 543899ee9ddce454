"""Classes of images, video clips and texts, and judgments on labels."""

from typing import Any

from sandbox.ground_truth.answers.task import Task

Answer = tuple[Any, dict[str, Any]]
"""The value of the label attribute, and its metadata."""


def single_class(task: Task) -> Answer:
    """The index of the class."""
    task.require_data()
    return 0, task.metadata(**{"class-name": task.label, "confidence": task.confidence})


def many_classes(task: Task) -> Answer:
    """The indices of all classes that apply."""
    task.require_data()
    return [0], task.metadata(**{"class-map": {"0": task.label}, "confidence-map": {"0": task.confidence}})


def judgment(task: Task) -> Answer:
    """What a verifying worker thinks of a label."""
    task.require_data()
    return "0", task.metadata(**{"class-name": task.label, "confidence": task.confidence, "worker-feedback": []})
