"""The page that workers see, for task types that use a template."""

from __future__ import annotations

from pathlib import Path

from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from ground_truth.packaged_files import templates_folder
from ground_truth.s3_object import S3Object
from ground_truth.task_types import TaskType


def default_template(task: TaskType) -> Path:
    """The template that comes with a task type. Raises ValueError when none does."""
    path = templates_folder() / f"{task.name}.liquid.html"
    if not path.is_file():
        available = ", ".join(sorted(file.name.removesuffix(".liquid.html") for file in templates_folder().glob("*.liquid.html")))
        raise ValueError(
            f"task type {task.name!r} comes without a worker task template: name one of your own; there are templates for {available}"
        )
    return path


def template_object(scope: Construct, path: Path) -> S3Object:
    """A template that travels with the application, content-addressed."""
    return S3Object.of_asset(assets.Asset(scope, "Template", path=str(path)))
