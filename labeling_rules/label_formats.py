"""The forms of a label category file. The facts are in `task_types.json`.

Sources: LabelCategoryConfigS3Uri of API_CreateLabelingJob; https://docs.aws.amazon.com/sagemaker/latest/dg/sms-named-entity-recg.html;
https://docs.aws.amazon.com/sagemaker/latest/dg/sms-label-cat-config-attributes.html (schema and quotas for video frames and point clouds).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

_DATA: Mapping[str, Any] = json.loads(Path(__file__).with_name("task_types.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class LabelFormat:
    """The form of a label category file."""

    name: str
    version_key: str
    version: str
    members: tuple[str, ...]
    """What the file has beside its version."""
    label_members: tuple[str, ...]
    """What an entry of `labels` has."""
    certain_label_length: int | None = None
    """Characters of a label by the quotas of this form's own page; None: that page has none, and LONGEST_LABEL is the limit."""
    instructions_required: bool = False
    longest_short_instruction: int | None = None
    longest_full_instruction: int | None = None
    """Characters; None: not documented."""
    annotation_types: tuple[str, ...] = ()
    """What workers may draw; the first is the default."""


@dataclass(frozen=True)
class LabelAttributeLimits:
    """The limits of attributes, in characters and numbers of attributes."""

    types: tuple[str, ...]
    edits_allowed: tuple[str, ...]
    longest_name: int
    longest_description: int
    most_values: int
    """How many values a worker may choose from."""
    longest_value: int
    most_of_a_label: int
    """Of one label, with those of all labels."""
    most_free_texts_of_a_label: int
    most_of_a_frame: int
    most_free_texts_of_a_frame: int


def _arguments(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in facts.items()}


LABEL_FORMATS: Mapping[str, LabelFormat] = MappingProxyType(
    {name: LabelFormat(name=name, **_arguments(facts)) for name, facts in _DATA["label_formats"].items()}
)
"""Every form by its name."""

LABEL_ATTRIBUTES = LabelAttributeLimits(**_arguments(_DATA["label_attributes"]))
"""What holds for the attributes of labels and of frames."""

LONGEST_LABEL: int = _DATA["longest_label"]
"""Characters of a label of any task type."""

ANNOTATION_TYPES = LABEL_FORMATS["video-frame"].annotation_types
"""What workers may draw on video frames."""
