"""What Ground Truth writes of a label beside it, under the label attribute name with -metadata.

Source: developer guide, sms-data-output
"""

from __future__ import annotations

from collections.abc import Mapping

_FAILURE_REASON = "failure-reason"


def has_failed(metadata: object) -> bool:
    """Whether the object could not be labeled: then there is no label, and the metadata says why."""
    return isinstance(metadata, Mapping) and _FAILURE_REASON in metadata


def type_of_label(metadata: object) -> str | None:
    """Of which kind the label is, such as groundtruth/object-detection; None where that is not said."""
    found = metadata.get("type") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, str) else None
