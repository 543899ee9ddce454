"""The worker task templates that come with task types."""

from __future__ import annotations

from pathlib import Path

from ground_truth.packaged_files import templates_folder

_SUFFIX = ".liquid.html"


def default_template(task_type: str) -> Path | None:
    """The template that comes with a task type, or None when there is none."""
    path = templates_folder() / f"{task_type}{_SUFFIX}"
    return path if path.is_file() else None
