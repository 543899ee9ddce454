"""The functions of a custom job, as local folders of Python code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from pydantic import StrictBool

from ground_truth.environment.dataset import RELATIVE_PATH
from ground_truth.local_files.function_folder import HANDLER, HANDLER_FORM
from ground_truth.settings.constraints import Constraint, Count, Matching
from ground_truth.settings.function_limits import (
    BYTES_ALLOWED,
    LONGEST_TIMEOUT_SECONDS,
    MEMORY_SIZE,
    MOST_BYTES,
    NAME_ALLOWED,
    RESERVED_NAMES,
    bytes_of,
)
from ground_truth.settings.settings import Settings

_VARIABLE = Matching(r"[A-Za-z][A-Za-z0-9_]+", "a letter, then letters, digits and underscores, 2 characters or more")


@dataclass(frozen=True)
class NotReserved(Constraint):
    """A variable name that Lambda does not reserve."""

    @property
    def allowed(self) -> str:
        return NAME_ALLOWED

    def accepts(self, value: str) -> bool:
        return value not in RESERVED_NAMES

    def json_schema(self) -> dict[str, Any]:
        return {"not": {"enum": list(RESERVED_NAMES)}}


@dataclass(frozen=True)
class FewBytes(Constraint):
    """Variables within Lambda's limit of bytes."""

    @property
    def allowed(self) -> str:
        return BYTES_ALLOWED

    def accepts(self, value: Mapping[str, str]) -> bool:
        return bytes_of(value) <= MOST_BYTES

    def json_schema(self) -> dict[str, Any]:
        return {}


VariableName: TypeAlias = Annotated[str, _VARIABLE, NotReserved()]


class AnnotationFunctionSettings(Settings):
    """A folder of code and a function in it. Lambda runs it with Python 3.13 and boto3."""

    code: Annotated[str, RELATIVE_PATH]
    """The folder, such as the one that `make workflow` writes. Packages other than boto3 have to lie in it."""

    handler: Annotated[str, Matching(HANDLER, HANDLER_FORM)]
    """The function that is called: `module.function`."""

    timeout_seconds: Annotated[int, Count(1, LONGEST_TIMEOUT_SECONDS)] = 60
    """The longest time of one call, in seconds."""

    memory_megabytes: Annotated[int, Count(*MEMORY_SIZE)] = 256
    """The function's memory in MiB; its processor grows with it."""

    environment: Annotated[Mapping[VariableName, str], FewBytes()] = {}
    """The function's environment variables; nothing secret, since everyone who may see the function sees them."""


class PostAnnotationFunctionSettings(AnnotationFunctionSettings):
    """The settings of a post-annotation function: those of the other function, and the role that reads the answers."""

    assumes_execution_role: StrictBool = False
    """True if it reads with the job's execution role, which is then made to trust it; by default it reads under its own role."""


class WorkflowSettings(Settings):
    """The functions of a custom job, which has no `task_type`: either, or both. A custom job may as well have none."""

    pre_annotation: AnnotationFunctionSettings | None = None
    """Gets each line of the manifest and returns the template's `task.input`. Without it: the line."""

    post_annotation: PostAnnotationFunctionSettings | None = None
    """Gets the workers' answers to each object and returns the label. Without it: the label is `{}`, beside the file of the answers."""
