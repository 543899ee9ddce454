"""The custom Lambda functions of a labeling workflow; both are optional.

Their existence is checked on creation. The execution role's permission to invoke them is checked, as all uses of the role, when the job
starts: without it the job fails.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.data_object import DataObject
from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.job_role import JobRole, reason_of
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.task_types import GROUND_TRUTH_LAMBDA_ACCOUNTS
from sandbox.json_text import parsed

PROTOCOL_VERSION = "2018-10-16"
_PRE = "HumanTaskConfig.PreHumanTaskLambdaArn"
_POST = "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn"


class FunctionError(Exception):
    """A function failed; the message is Lambda's description of the error."""


class InvalidAnswerError(Exception):
    """A function's response does not have the documented form."""


def require_functions(request: Request) -> None:
    """Require that the custom functions exist in this account and region. Raises ValidationException."""
    for member, arn in _named(request.parameters["HumanTaskConfig"]):
        missing = _missing(request, arn) if _is_own(arn, request.region) else None
        if missing is not None:
            place = f"account {request.account_id}, region {request.region}"
            raise ValidationException(f"{member} '{arn}': the function must exist in {place} ({missing}).")


def _missing(request: Request, arn: str) -> str | None:
    """The reason why a function cannot be used; None if it can."""
    account = arn.split(":")[4]
    if account != request.account_id:
        return f"it is in account {account}"
    try:
        request.surroundings.own_client("lambda", region=request.region).get_function(FunctionName=arn)
    except (ClientError, BotoCoreError) as refused:
        return reason_of(refused)
    return None


def require_invocation(role: JobRole, job: LabelingJob) -> None:
    """Require that the role may invoke the custom functions. Raises JobFailureError."""
    for arn in (pre_annotation_function(role, job), post_annotation_function(role, job)):
        if arn is not None and not role.is_allowed("lambda:InvokeFunction", arn):
            raise _invocation_failure(role, arn, code="AccessDeniedException")


def try_first_object(role: JobRole, job: LabelingJob) -> None:
    """Run the pre-annotation function for the first data object. Raises JobFailureError if it fails: AWS was observed to fail the job.

    Functions run in another process of the sandbox, which waits for them: a function that calls SageMaker gets no response.
    """
    waiting = (item for item in job.data_objects if item.is_unlabeled)
    first = next(waiting, None)
    if first is not None and pre_annotation_function(role, job) is not None:
        prepare(role, job, first)


def prepare(role: JobRole, job: LabelingJob, item: DataObject) -> None:
    """Run the pre-annotation function for a data object, once. The object is passed on if the function asks for no worker.

    Raises JobFailureError if the function fails, or its response does not have the documented form.
    """
    arn = pre_annotation_function(role, job)
    if arn is None or item.is_prepared:
        return
    event = {"version": PROTOCOL_VERSION, "labelingJobArn": job.arn, "dataObject": item.line}
    try:
        item.passed_on = not _needs_worker(invoke(role, arn, event))
    except FunctionError as failure:
        raise _invocation_failure(role, arn, code="Unhandled") from failure
    except InvalidAnswerError as broken:
        raise JobFailureError(f"The pre-annotation function {arn} failed: {broken}") from broken
    item.is_prepared = True


def pre_annotation_function(role: JobRole, job: LabelingJob) -> str | None:
    """The ARN of the custom pre-annotation function; None if there is none."""
    return _own(role, job, _PRE)


def post_annotation_function(role: JobRole, job: LabelingJob) -> str | None:
    """The ARN of the custom post-annotation function; None if there is none."""
    return _own(role, job, _POST)


def invoke(role: JobRole, arn: str, event: Mapping[str, Any]) -> Any:
    """The function's response. Raises FunctionError if it fails, JobFailureError if it cannot be invoked."""
    client = role.client("lambda")
    try:
        answer = client.invoke(FunctionName=arn, Payload=json.dumps(event).encode())
    except (ClientError, BotoCoreError) as refused:
        raise _invocation_failure(role, arn, code=reason_of(refused)) from refused
    payload = answer["Payload"].read().decode()
    if "FunctionError" in answer:
        raise FunctionError(payload)
    try:
        return parsed(payload or "null")
    except ValueError as broken:
        raise InvalidAnswerError(f"its answer is not JSON ({broken})") from broken


def _invocation_failure(role: JobRole, arn: str, *, code: str) -> JobFailureError:
    """The observed message of AWS."""
    return JobFailureError(
        f"Exception invoking the Lambda function {arn}. LambdaErrorCode: {code}. Ensure the Lambda function exists, "
        f"that the role {role.arn} has permissions to invoke it and try your request again."
    )


def _needs_worker(answer: Any) -> bool:
    if not isinstance(answer, dict) or "taskInput" not in answer:
        raise InvalidAnswerError('its answer must be {"taskInput": ..., "isHumanAnnotationRequired": true or false}')
    needs_worker = answer.get("isHumanAnnotationRequired", True)
    if not isinstance(needs_worker, bool):
        raise InvalidAnswerError(f"isHumanAnnotationRequired must be true or false, not {json.dumps(needs_worker)}")
    return needs_worker


def _own(role: JobRole, job: LabelingJob, member: str) -> str | None:
    arn = dict(_named(job.request["HumanTaskConfig"])).get(member)
    return arn if arn is not None and _is_own(arn, role.request.region) else None


def _named(human_task_config: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    config = human_task_config.get("AnnotationConsolidationConfig", {})
    found = {_PRE: human_task_config.get("PreHumanTaskLambdaArn"), _POST: config.get("AnnotationConsolidationLambdaArn")}
    yield from ((member, arn) for member, arn in found.items() if arn is not None)


def _is_own(arn: str, region: str) -> bool:
    """True unless the function is built-in, which needs no permission."""
    return arn.split(":")[4] != GROUND_TRUTH_LAMBDA_ACCOUNTS.get(region)
