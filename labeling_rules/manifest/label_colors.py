"""Colors of labels. Label category files have none; the masks of semantic segmentation and some template elements do.

A template sets them in `label-colors` of crowd-line and crowd-polyline, and in `labelMappings` of crowd-semantic-segmentation. In an audit
of
masks, each manifest line maps colors to labels (`internal-color-map`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from labeling_rules.manifest.label_metadata import METADATA, has_failed, type_of_label
from labeling_rules.rule import refuses
from labeling_rules.task_types import TASK_TYPES, TaskType

HEX_COLOR = "a color of the form #RRGGBB, such as #1f77b4"

_HEX_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_COLOR_MAP = "internal-color-map"


def is_hex_color(value: object) -> bool:
    """True if the value is a color in the form `#RRGGBB`, as in templates and manifests."""
    return isinstance(value, str) and _HEX_COLOR.fullmatch(value) is not None


@refuses()
def colors_of_audited_masks(line: Mapping[str, Any], task_type: TaskType, audited: str | None = None) -> str | None:
    """A mask to adjust or verify comes with the color of each label, in hexadecimal: Ground Truth renders the mask in these colors and
    fails the job without them.

    Source: developer guide, sms-verification-data (color information requirements) and sms-data-output (internal-color-map)
    """
    if task_type.base != "SemanticSegmentation":
        return None
    # A line without a mask was left unlabeled by an earlier job; labels_to_audit reports it.
    mistakes = [_mistake(name, metadata, task_type) for name, metadata in _masks(line, audited)]
    # It is unknown which of several masks is audited: one valid mask is enough.
    return None if None in mistakes else next(iter(mistakes), None)


def _masks(line: Mapping[str, Any], audited: str | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The -metadata of the masks that may be the audited one."""
    names = [name for name in line if name.endswith(METADATA)] if audited is None else [f"{audited}{METADATA}"]
    for name in names:
        metadata = line.get(name)
        if isinstance(metadata, Mapping) and not has_failed(metadata) and (audited or _is_of_a_mask(metadata)):
            yield name, metadata


def _is_of_a_mask(metadata: Mapping[str, Any]) -> bool:
    return _COLOR_MAP in metadata or type_of_label(metadata) == TASK_TYPES["SemanticSegmentation"].output_metadata_type


def _mistake(name: str, metadata: Mapping[str, Any], task_type: TaskType) -> str | None:
    if _COLOR_MAP not in metadata:
        return f"{_COLOR_MAP} in the {METADATA} of the mask that the job works on ({task_type.name})"
    wrong = _mistake_of_a_map(metadata[_COLOR_MAP])
    return None if wrong is None else f"{name}.{_COLOR_MAP} with {wrong}"


def _mistake_of_a_map(color_map: object) -> str | None:
    if not isinstance(color_map, Mapping) or not color_map:
        return "an entry for each label"
    for number, entry in color_map.items():
        if not isinstance(entry, Mapping) or not isinstance(entry.get("class-name"), str):
            return f"a class-name in the entry {number}"
        if not is_hex_color(entry.get("hex-color")):
            return f"{HEX_COLOR}, as hex-color of {entry['class-name']}"
    return None
