"""Formats of label category files. The data is in `task_types.json`.

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
    """A format of label category files."""

    name: str
    version_key: str
    version: str
    members: tuple[str, ...]
    """The members of the file besides its version."""
    label_members: tuple[str, ...]
    """The members of an entry of `labels`."""
    certain_label_length: int | None = None
    """Maximum characters of a label, from the quotas on this format's own page; None if that page has none, then LONGEST_LABEL applies."""
    instructions_required: bool = False
    longest_short_instruction: int | None = None
    longest_full_instruction: int | None = None
    """Characters; None if undocumented."""
    annotation_types: tuple[str, ...] = ()
    """The drawing tools of workers; the first is the default."""


@dataclass(frozen=True)
class LabelAttributeLimits:
    """Limits of attributes: characters, and numbers of attributes."""

    types: tuple[str, ...]
    edits_allowed: tuple[str, ...]
    longest_name: int
    longest_description: int
    most_values: int
    """Maximum number of values to choose from."""
    longest_value: int
    most_of_a_label: int
    """Per label, including the global attributes."""
    most_free_texts_of_a_label: int
    most_of_a_frame: int
    most_free_texts_of_a_frame: int


def _arguments(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in facts.items()}


LABEL_FORMATS: Mapping[str, LabelFormat] = MappingProxyType(
    {name: LabelFormat(name=name, **_arguments(facts)) for name, facts in _DATA["label_formats"].items()}
)
"""Every format by name."""

LABEL_ATTRIBUTES = LabelAttributeLimits(**_arguments(_DATA["label_attributes"]))
"""The limits that apply to the attributes of labels and of frames."""

LONGEST_LABEL: int = _DATA["longest_label"]
"""Maximum characters of a label, for every task type."""

ANNOTATION_TYPES = LABEL_FORMATS["video-frame"].annotation_types
"""The drawing tools on video frames."""
