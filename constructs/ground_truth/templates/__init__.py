"""The worker task templates that come with task types, one `<task type>.liquid.html` each."""

from __future__ import annotations

from pathlib import Path

_SUFFIX = ".liquid.html"
_AUDITED = '{{% assign audited_attribute = "{}" %}}'


def default_template(task_type: str) -> Path | None:
    """The template that comes with a task type, or None when there is none."""
    path = Path(__file__).with_name(f"{task_type}{_SUFFIX}")
    return path if path.is_file() else None


def audit_template(task_type: str, *, audited_attribute: str) -> str:
    """The text of the template that comes with an adjustment or verification of images, for the labels under one attribute.

    As it comes, it shows those under the last attribute of the manifest's line that holds labels of the right type. Raises ValueError
    for a task type whose template shows no labels of another job.
    """
    path = default_template(task_type)
    text = path.read_text(encoding="utf-8") if path is not None else ""
    if _AUDITED.format("") not in text:
        raise ValueError(f"task type {task_type!r}: an adjustment or verification of images expected, whose template shows labels")
    return text.replace(_AUDITED.format(""), _AUDITED.format(audited_attribute))
