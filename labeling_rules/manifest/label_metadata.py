"""The metadata that Ground Truth writes beside a label, under the label attribute name with the suffix -metadata.

Source: developer guide, sms-data-output
"""

from __future__ import annotations

from collections.abc import Mapping

METADATA = "-metadata"
_FAILURE_REASON = "failure-reason"
_WRITTEN_BY_GROUND_TRUTH = ("job-name", "type", _FAILURE_REASON)
# The metadata of a failed object have "true", not "yes".
HUMAN_ANNOTATED = {"yes": True, "true": True, "no": False, "false": False}
"""The values of `human-annotated`, and whether each stands for a person rather than an algorithm."""


def is_of_label(metadata: object) -> bool:
    """True if the metadata belong to a label: a manifest also passes on keys of its own that end with -metadata.

    Source: output manifests of AWS; each label has a job-name and a type, and one that failed has a failure-reason instead
    """
    return isinstance(metadata, Mapping) and any(name in metadata for name in _WRITTEN_BY_GROUND_TRUTH)


def has_failed(metadata: object) -> bool:
    """True if the object could not be labeled: there is no label, and the metadata give the reason."""
    return isinstance(metadata, Mapping) and _FAILURE_REASON in metadata


def type_of_label(metadata: object) -> str | None:
    """The label's type, such as groundtruth/object-detection; None if absent."""
    found = metadata.get("type") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, str) else None
