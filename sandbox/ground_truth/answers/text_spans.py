"""Named entities in a text."""

from typing import Any

from sandbox.ground_truth.answers.answering import Answering
from sandbox.ground_truth.answers.task import Label, Task


def _mark(task: Task) -> Any:
    """The first word of the text."""
    text: str = task.item.line["source"]
    start = len(text) - len(text.lstrip())
    words = text.split()
    return {"entities": [{"endOffset": start + len(words[0]), "label": task.label, "startOffset": start}] if words else []}


def _label(task: Task, answer: Any) -> Label:
    entities = [{"endOffset": span["endOffset"], "startOffset": span["startOffset"], "label": span["label"]} for span in answer["entities"]]
    for span in entities:
        task.class_of(span["label"])
    labels = [
        {name: entry[name] for name in ("label", "shortDisplayName") if name in entry} for entry in task.job.reading.label_file["labels"]
    ]
    members = {"entities": [{"confidence": task.confidence} for _ in entities]}
    return Label(value={"annotations": {"entities": entities, "labels": labels}}, members=members)


ENTITIES = Answering(submit=_mark, label=_label, element="crowd-entity-annotation")
