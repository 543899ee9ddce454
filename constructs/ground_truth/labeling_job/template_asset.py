"""The worker task template of a job, as an object in S3."""

from __future__ import annotations

import hashlib
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from ground_truth.buckets.s3_object import S3Object
from ground_truth.per_stack import per_stack
from ground_truth.settings.labeling_job import LabelingJobSettings
from ground_truth.templates import audit_template, default_template
from ground_truth.text_asset import text_asset
from labeling_rules.task_types import TaskType


def template_asset(
    scope: Construct, settings: LabelingJobSettings, template: Path | None, *, audited_attribute: str | None
) -> S3Object | None:
    """The template that `settings` names, else the given file, else the default one; None when AWS provides the page.

    `audited_attribute`: the label attribute name of the labels that the default template of an audit shows, if it is known.
    """
    task, own = settings.built_in_task, settings.human_task_config.ui_config
    if own is not None:
        # The checks accept an https:// URI only with a role of the user's own: no policy has to name the object.
        uri = own.ui_template_s3_uri
        return S3Object.of_uri(scope, uri) if uri and not (uri.startswith("https://") and settings.role_arn) else None
    if template is not None:
        return _local(cdk.Stack.of(scope), template)
    return _default(scope, task, audited_attribute) if task and task.uses_template else None


def _default(scope: Construct, task: TaskType, audited_attribute: str | None) -> S3Object | None:
    file = default_template(task.name)
    if file is None:
        return None
    if task.variant in ("adjustment", "verification") and audited_attribute is not None:
        text = audit_template(task.name, audited_attribute=audited_attribute)
        return S3Object.of_asset(text_asset(scope, "Template", file_name=file.name, text=text))
    return _local(cdk.Stack.of(scope), file)


def _local(stack: cdk.Stack, file: Path) -> S3Object:
    """The asset of a local template: one per content and stack, for all jobs that use it."""
    digest, objects = hashlib.sha256(file.read_bytes()).hexdigest()[:16], _objects(stack)
    if digest not in objects:
        objects[digest] = S3Object.of_asset(assets.Asset(stack, f"Template {digest}", path=str(file)))
    return objects[digest]


@per_stack
def _objects(_stack: cdk.Stack) -> dict[str, S3Object]:
    """The templates of a stack by the hash of their content."""
    return {}
