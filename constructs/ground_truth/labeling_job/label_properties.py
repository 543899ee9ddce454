"""The labels of a job as properties of its custom resource, whose handler writes the label category file of them.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-label-cat-config-attributes.html;
https://docs.aws.amazon.com/sagemaker/latest/dg/sms-named-entity-recg.html
"""

from collections.abc import Sequence
from typing import Any

from ground_truth.settings.label_categories import LabelCategories
from labeling_rules.label_formats import LABEL_FORMATS
from labeling_rules.task_types import TaskType

_STANDARD = LABEL_FORMATS["standard"]
_AUDITED = "auditLabelAttributeName"


def label_properties(
    labels: Sequence[str] | LabelCategories, *, task: TaskType | None, audited_attribute: str | None = None
) -> dict[str, Any]:
    """`Labels` where the file has labels only; else `LabelCategoryConfig`, the whole content of the file.

    A label that has nothing but its name is a text, so that a new one is one line of `cdk diff`. `task`: None for a job with functions
    of its own. `audited_attribute`: the label attribute name of the job whose labels are audited, if it is known from that job.
    """
    label_format = _STANDARD if task is None else task.label_format
    content = labels.document() if isinstance(labels, LabelCategories) else {"labels": list(labels)}
    content["labels"] = [_text_or_mapping(label) for label in content["labels"]]
    if audited_attribute is not None:
        content = {**content, _AUDITED: content.get(_AUDITED, audited_attribute)}
    if label_format == _STANDARD and content.keys() == {"labels"} and all(isinstance(label, str) for label in content["labels"]):
        return {"Labels": content["labels"]}
    return {"LabelCategoryConfig": {label_format.version_key: label_format.version, **content}}


def _text_or_mapping(label: Any) -> Any:
    return label["label"] if isinstance(label, dict) and label.keys() == {"label"} else label
