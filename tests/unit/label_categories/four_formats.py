"""Label categories in each of the four formats, as in an environment file."""

from __future__ import annotations

from typing import Any

from ground_truth.settings.label_categories import LabelCategories

ATTRIBUTES: dict[str, Any] = {
    "frameAttributes": [
        {"name": "people", "type": "number", "description": "How many?", "minimum": -1, "maximum": 10, "isRequired": True},
        {"name": "weather", "type": "string", "description": "As you see it", "enum": ["1", "true", "rain"], "isRequired": False},
    ],
    "categoryGlobalAttributes": [{"name": "note", "type": "string"}],
}

CONTENTS: dict[str, dict[str, Any]] = {
    "TextMultiClass": {"labels": ["1", "true", "größer als 3"]},
    "NamedEntityRecognition": {
        "labels": ["Place", {"label": "Person", "shortDisplayName": "per"}],
        "instructions": {"shortInstruction": "<p>Mark names.</p>", "fullInstruction": "<p>Mark all names.</p>"},
    },
    "AdjustmentVideoObjectTracking": {
        **ATTRIBUTES,
        "labels": ["Bus", {"label": "Car", "categoryAttributes": [{"name": "occluded", "type": "string", "enum": ["yes", "no"]}]}],
        "annotationType": "Polygon",
        "instructions": {"shortInstruction": "", "fullInstruction": "<p>Draw.</p>"},
        "auditLabelAttributeName": "tracks-ref",
    },
    "3DPointCloudObjectDetection": {**ATTRIBUTES, "labels": [{"label": "Car", "editsAllowed": "none"}, "Bus"]},
}
"""By a task type with the format."""


def categories(task_type: str, **changes: Any) -> LabelCategories:
    """Those of the task type, with other members."""
    return LabelCategories.model_validate({**CONTENTS[task_type], **changes}, by_alias=True, by_name=False)
