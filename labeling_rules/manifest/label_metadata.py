"""What Ground Truth writes of a label beside it, under the label attribute name with -metadata.

Source: developer guide, sms-data-output
"""

from __future__ import annotations

from collections.abc import Mapping

METADATA = "-metadata"
_FAILURE_REASON = "failure-reason"
_WRITTEN_BY_GROUND_TRUTH = ("job-name", "type", _FAILURE_REASON)
# The metadata of an object that failed have "true", not "yes".
HUMAN_ANNOTATED = {"yes": True, "true": True, "no": False, "false": False}
"""What `human-annotated` can be, and whether a person said so, and not an algorithm."""


def is_of_label(metadata: object) -> bool:
    """Whether they are a label's: a manifest passes on keys of its own whose names end with -metadata too.

    Source: output manifests of AWS; each label has a job-name and a type, and one that failed has a failure-reason instead
    """
    return isinstance(metadata, Mapping) and any(name in metadata for name in _WRITTEN_BY_GROUND_TRUTH)


def has_failed(metadata: object) -> bool:
    """Whether the object could not be labeled: then there is no label, and the metadata says why."""
    return isinstance(metadata, Mapping) and _FAILURE_REASON in metadata


def type_of_label(metadata: object) -> str | None:
    """Of which kind the label is, such as groundtruth/object-detection; None where that is not said."""
    found = metadata.get("type") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, str) else None
