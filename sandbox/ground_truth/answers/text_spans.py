"""Named entities in a text."""

from sandbox.ground_truth.answers.classification import Answer
from sandbox.ground_truth.answers.task import Task


def entities(task: Task) -> Answer:
    """The first word of the text."""
    text: str = task.item.line["source"]
    start = len(text) - len(text.lstrip())
    words = text.split()
    span = {"label": task.label, "startOffset": start, "endOffset": start + (len(words[0]) if words else 0)}
    labels = [
        {name: entry[name] for name in ("label", "shortDisplayName") if name in entry} for entry in task.job.reading.label_file["labels"]
    ]
    return {"annotations": {"labels": labels, "entities": [span]}}, task.metadata(entities=[{"confidence": task.confidence}])
