"""The batch of an environment file, with the locations of its deployed stack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from ground_truth.environment import EnvironmentFileError, load_environment
from ground_truth.preflight import api_errors
from ground_truth.preflight.batch import Batch
from ground_truth.preflight.check import CouldNotCheckError
from ground_truth.preflight.data_kind import DataKind
from ground_truth.settings.plus_folders import PlusFolders
from ground_truth.settings.plus_outputs import INPUT_LOCATION, ROLE_ARN, output_name

# The console's task types; an environment file may have any other text too.
_TASK_TYPES = (
    (re.compile(r"frame", re.IGNORECASE), DataKind.VIDEO_FRAMES),
    (re.compile(r"point.?cloud|lidar|\b3d\b", re.IGNORECASE), DataKind.POINT_CLOUD),
    (re.compile(r"video", re.IGNORECASE), DataKind.VIDEO),
    (re.compile(r"image", re.IGNORECASE), DataKind.IMAGE),
    (re.compile(r"audio", re.IGNORECASE), DataKind.AUDIO),
    (re.compile(r"text", re.IGNORECASE), DataKind.TEXT),
)


def batch_of_environment(file: Path, *, session: boto3.Session, project: str, batch: str, kind: DataKind | None = None) -> Batch:
    """A batch of an environment file; `session` reads the outputs of its Foundation stack.

    `kind` goes before that of the project's task type. Raises CouldNotCheckError for a file with mistakes, for a project or batch that
    is not in it, and for a stack that is not deployed.
    """
    try:
        # Nothing is deployed here: where the jobs' local files lie is a matter of the deployment.
        environment = load_environment(file, allow_files_outside=True)
    except (EnvironmentFileError, OSError) as error:
        raise CouldNotCheckError(str(error)) from error
    projects = {settings.name: settings for settings in environment.ground_truth_plus.projects} if environment.ground_truth_plus else {}
    settings = projects[_known(project, projects, what=f"project of {file}")]
    if settings.batches:
        _known(batch, settings.batches, what=f"batch of {project} in {file}")
    stack = environment.foundation_stack_name
    outputs = _outputs(session.client("cloudformation", region_name=environment.region), stack)
    location = outputs.get(output_name(INPUT_LOCATION, project))
    if location is None:
        raise CouldNotCheckError(f"the stack {stack} has no output for the project {project}: deploy {file} first")
    folders = PlusFolders(project)
    return Batch(
        bucket=location.removeprefix("s3://").partition("/")[0],
        project=project,
        name=batch,
        kind=kind or kind_of(settings.task_type),
        data_classification=settings.data_classification,
        role_arn=outputs.get(output_name(ROLE_ARN, project)),
        prefix=folders.input(batch),
        output_prefix=folders.output(batch),
    )


def kind_of(task_type: str) -> DataKind:
    """The kind of data that a task type is about; CUSTOM for one that says nothing about it."""
    return next((kind for pattern, kind in _TASK_TYPES if pattern.search(task_type)), DataKind.CUSTOM)


def _known(name: str, names: Any, *, what: str) -> str:
    if name not in names:
        raise CouldNotCheckError(f"{name!r} is no {what}: {', '.join(names) or 'there is none'}")
    return name


def _outputs(cloudformation: Any, stack: str) -> Mapping[str, str]:
    try:
        described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        raise CouldNotCheckError(f"the outputs of the stack {stack} cannot be read: {api_errors.text(error)}") from error
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", ())}
