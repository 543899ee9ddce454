"""The colors of labels. Label category files have none: the masks of semantic segmentation have, and the elements of some templates.

A template says them as `label-colors` of crowd-line and crowd-polyline, and as `labelMappings` of crowd-semantic-segmentation; where a mask
is adjusted or verified, each line of the manifest says which color stands for which label (`internal-color-map`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from labeling_rules.label_attribute import METADATA
from labeling_rules.rule import refuses
from labeling_rules.task_types import TaskType

HEX_COLOR = "a color of the form #RRGGBB, such as #1f77b4"

_HEX_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_COLOR_MAP = "internal-color-map"
_FAILED = "failure-reason"


def is_hex_color(value: object) -> bool:
    """Whether it is a color as templates and manifests have it: `#RRGGBB`, red, green and blue in hexadecimal digits."""
    return isinstance(value, str) and _HEX_COLOR.fullmatch(value) is not None


@refuses()
def colors_of_audited_masks(line: Mapping[str, Any], task_type: TaskType) -> str | None:
    """Each line of an adjustment or verification of masks says the color of each label, in hexadecimal digits: Ground Truth draws the mask
    to audit in these colors, and does not set up a job without them.

    Source: developer guide, sms-verification-data (color information requirements) and sms-data-output (internal-color-map)
    """
    if task_type.base != "SemanticSegmentation":
        return None
    described = {name: value for name, value in line.items() if name.endswith(METADATA) and isinstance(value, Mapping)}
    maps = {f"{name}.{_COLOR_MAP}": value[_COLOR_MAP] for name, value in described.items() if _COLOR_MAP in value}
    if not maps and not any(_FAILED in value for value in described.values()):
        return f"{_COLOR_MAP} in the {METADATA} of the mask that the job works on ({task_type.name})"
    mistakes = ((name, _mistake(color_map)) for name, color_map in maps.items())
    return next((f"{name} with {mistake}" for name, mistake in mistakes if mistake is not None), None)


def _mistake(color_map: object) -> str | None:
    if not isinstance(color_map, Mapping) or not color_map:
        return "an entry for each label"
    for number, entry in color_map.items():
        if not isinstance(entry, Mapping) or not isinstance(entry.get("class-name"), str):
            return f"a class-name in the entry {number}"
        if not is_hex_color(entry.get("hex-color")):
            return f"{HEX_COLOR}, as hex-color of {entry['class-name']}"
    return None
