"""Label category documents for the tests: the minimum per task type, and parts of others."""

from __future__ import annotations

from typing import Any

from labeling_rules.label_formats import LabelFormat
from labeling_rules.node import Node
from labeling_rules.task_types import CUSTOM_TASK, TASK_TYPES, TaskType

Document = dict[str, Any]

INSTRUCTIONS = {"shortInstruction": "<p>Mark it.</p>", "fullInstruction": "<p>Mark all of it.</p>"}
TASK_NAMES = (*TASK_TYPES, "custom")
"""Every task type, and a custom job."""


def task_type(name: str) -> TaskType | None:
    """The task type of that name; None for a custom job."""
    return None if name == "custom" else TASK_TYPES[name]


def facts(name: str) -> TaskType:
    """The facts about the task, including custom jobs."""
    return task_type(name) or CUSTOM_TASK


def form(name: str) -> LabelFormat:
    """The format of the task's label category file."""
    return facts(name).label_format


def entries(*labels: Any) -> list[Any]:
    """Labels as in the file."""
    return [{"label": label} if isinstance(label, str) else label for label in labels]


def numbered(number: int) -> list[str]:
    """That many labels."""
    return [f"label {count}" for count in range(number)]


def content(name: str, **members: Any) -> Document:
    """The minimum for the task, with other members; without its version."""
    least: Document = {"labels": entries("Car", "Bus")}
    if form(name).instructions_required:
        least["instructions"] = INSTRUCTIONS
    if facts(name).names_audited_attribute:
        least["auditLabelAttributeName"] = "cars-ref"
    return {**least, **members}


def document(name: str, **members: Any) -> Document:
    """The minimum for the task, with other members."""
    return {form(name).version_key: form(name).version, **content(name, **members)}


def free_text(name: str = "note", **members: Any) -> Document:
    """A free-text attribute."""
    return {"name": name, "type": "string", "description": "d", **members}


def choice(name: str = "occluded", *values: str, **members: Any) -> Document:
    """An attribute with values to choose from."""
    return free_text(name, enum=list(values or ("yes", "no")), **members)


def number(name: str = "people", **members: Any) -> Document:
    """A number attribute."""
    return {"name": name, "type": "number", "description": "d", "minimum": 0, "maximum": 9, **members}


def without(attribute: Document, *members: str) -> Document:
    """An attribute without some of its members."""
    return {name: value for name, value in attribute.items() if name not in members}


def node(value: object, path: str = "label_categories") -> Node:
    """The value as the rules see it."""
    return Node("dev.yaml", path, value)
