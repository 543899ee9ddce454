"""The labels of a job as properties of its custom resource, whose handler writes the label category file of them.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-label-cat-config-attributes.html
"""

from collections.abc import Sequence
from typing import Any

from labeling_rules.task_types import TASK_TYPES, TaskType

_STANDARD = TASK_TYPES["TextMultiClass"].label_format


def label_properties(labels: Sequence[str], *, task: TaskType | None) -> dict[str, Any]:
    """`Labels` where the file has the standard format, so that a new label is one line of `cdk diff`; else `LabelCategoryConfig`."""
    label_format = _STANDARD if task is None else task.label_format
    if label_format.version_key == _STANDARD.version_key:
        return {"Labels": list(labels)}
    return {"LabelCategoryConfig": {label_format.version_key: label_format.version, "labels": [{"label": label} for label in labels]}}
