"""The label category configuration: the labels that workers choose from.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-label-cat-config-attributes.html
"""

from collections.abc import Sequence
from typing import Any

_DOCUMENT_VERSION = "2018-11-28"


def label_category_config(labels: Sequence[str]) -> dict[str, Any]:
    """The document for a list of labels, in their order, for image, text, video clip and custom tasks."""
    return {"document-version": _DOCUMENT_VERSION, "labels": [{"label": label} for label in labels]}
