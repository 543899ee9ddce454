"""Adjusted labels: those of the earlier job, left as they were."""

from sandbox.ground_truth.answers.classification import Answer
from sandbox.ground_truth.answers.task import CONSOLIDATED, Task, UnanswerableError
from sandbox.ground_truth.audited_labels import audited_attribute


def unadjusted(task: Task) -> Answer:
    """A copy of the label, of its file too when it is one."""
    line, job = task.item.line, task.job
    attribute = audited_attribute(line, label_file=job.reading.label_file, task_type=job.task_type)
    if attribute is None or attribute not in line:
        raise UnanswerableError("it has no label to adjust")
    metadata = {**line[f"{attribute}-metadata"], **task.metadata(), "adjustment-status": "unadjusted"}
    value = line[attribute]
    if not job.task_type.ends_with_ref:
        return value, metadata
    copied = task.write(f"{CONSOLIDATED}/{task.object_id}/{value.rpartition('/')[2]}", task.read(value))
    return copied, metadata
