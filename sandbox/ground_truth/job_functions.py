"""The task type of a labeling job, derived from its Lambda functions."""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES, CUSTOM, GROUND_TRUTH_LAMBDA_ACCOUNTS, TaskType

_LAMBDA_ARN = re.compile(r"arn:[^:]+:lambda:(?P<region>[^:]*):(?P<account>\d{12}):function:(?P<name>.+)")
_PASS_THROUGH = "PassThrough"


@dataclass(frozen=True, kw_only=True)
class _Function:
    field: str
    prefix: str
    arn: str


def task_type_of(request: Request) -> TaskType:
    """The task type of a CreateLabelingJob request; ``CUSTOM`` if it names custom functions or none.

    Raises ValidationException for a function of another region or account, an unknown built-in function, or a mismatched pair.
    """
    human_task_config = request.parameters["HumanTaskConfig"]
    pre = _task_type(request, _pre(human_task_config))
    acs = _task_type(request, _acs(human_task_config))
    if pre is not None and pre is acs:
        return pre
    # PRE-PassThrough passes the manifest line on unchanged, so it can be combined with a custom consolidation, and vice versa.
    own_or_pass_through = [found for found in (pre, acs) if found is not None and found.name != _PASS_THROUGH]
    if own_or_pass_through:
        raise ValidationException(
            "HumanTaskConfig.PreHumanTaskLambdaArn and HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn "
            f"must be of the same task type, not '{_name(pre)}' and '{_name(acs)}'."
        )
    return CUSTOM


def _pre(human_task_config: dict[str, Any]) -> _Function | None:
    arn = human_task_config.get("PreHumanTaskLambdaArn")
    return _Function(field="HumanTaskConfig.PreHumanTaskLambdaArn", prefix="PRE-", arn=arn) if arn else None


def _acs(human_task_config: dict[str, Any]) -> _Function | None:
    arn = human_task_config.get("AnnotationConsolidationConfig", {}).get("AnnotationConsolidationLambdaArn")
    field = "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn"
    return _Function(field=field, prefix="ACS-", arn=arn) if arn else None


def _task_type(request: Request, function: _Function | None) -> TaskType | None:
    """The built-in task type of a function; None for a custom function."""
    if function is None:
        return None
    match = _LAMBDA_ARN.fullmatch(function.arn)
    if match is None or match["region"] != request.region:
        raise ValidationException(f"{function.field} '{function.arn}' must be a function in region {request.region}.")
    known = BUILT_IN_TASK_TYPES.get(match["name"].removeprefix(function.prefix)) if match["name"].startswith(function.prefix) else None
    account = GROUND_TRUTH_LAMBDA_ACCOUNTS.get(request.region)
    if match["account"] == account and known is not None:
        return known
    if match["account"] == account:
        raise ValidationException(f"{function.field} '{function.arn}' is not a function that Ground Truth provides.")
    if known is not None and match["account"] != request.account_id:
        raise ValidationException(f"{function.field} '{function.arn}' must be in account {account} in region {request.region}.")
    return None


def _name(task_type: TaskType | None) -> str:
    return task_type.name if task_type is not None else "custom"
