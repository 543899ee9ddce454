"""The execution role of a labeling job, used for Ground Truth's actions in the account."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.surroundings import IamContext, RoleDeniedError, RoleNotAssumableError, Session

# S3 reports AccessDenied for missing permissions of its own and of keys alike.
_ACTION_ON_A_KEY = re.compile(r"\bkms:[A-Z]")


def require_own_role(request: Request) -> None:
    """Require that RoleArn is a role of the caller's account. Raises ValidationException."""
    arn = request.parameters["RoleArn"]
    if arn.split(":")[4] != request.account_id:
        raise ValidationException(f"Cross-account pass role is not allowed: RoleArn '{arn}' must be in account {request.account_id}.")


def assumed_role(request: Request) -> "JobRole":
    """The request's role, assumed by SageMaker. Raises ValidationException."""
    require_own_role(request)
    role = JobRole(request, request.parameters["RoleArn"])
    try:
        role.assume()
    except JobFailureError as refused:
        raise ValidationException(str(refused)) from refused
    return role


class JobRole:
    """The role, assumed on first use."""

    def __init__(self, request: Request, role_arn: str) -> None:
        self.request = request
        self.arn = role_arn
        self._clients: dict[str, Any] = {}

    def assume(self) -> None:
        """Assume it now. Raises JobFailureError if SageMaker cannot."""
        _ = self._session

    @cached_property
    def _session(self) -> Session:
        """A session of the role. Raises JobFailureError if SageMaker cannot assume it."""
        try:
            return self.request.surroundings.assume_role(self.arn)
        except RoleNotAssumableError as refused:
            # The observed message of CreateLabelingJob.
            raise JobFailureError(
                "The role ARN isn't valid. Make sure the role exists and that its trust relationship policy allows the action "
                '"sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".'
            ) from refused

    def client(self, service_name: str) -> Any:
        """A boto3 client with the credentials of the role, in the region of the job."""
        if service_name not in self._clients:
            self._clients[service_name] = self._session.client(service_name, region_name=self.request.region)
        return self._clients[service_name]

    @contextmanager
    def needs(self, action: str, resource_arn: str) -> Iterator[None]:
        """Wrap a client's call: an error becomes a JobFailureError that names the missing permission."""
        try:
            yield
        except (ClientError, BotoCoreError) as refused:
            raise JobFailureError(self._denied(action, resource_arn, reason_of(refused))) from refused

    def require(self, action: str, resource_arn: str, *, context: IamContext | None = None) -> None:
        """Require the permission for an action that Ground Truth does internally. Raises JobFailureError."""
        if not self.is_allowed(action, resource_arn, context=context):
            raise JobFailureError(self._denied(action, resource_arn, "AccessDenied"))

    def is_allowed(self, action: str, resource_arn: str, *, context: IamContext | None = None) -> bool:
        """Return whether the role may do the action. Raises JobFailureError if SageMaker cannot assume the role."""
        try:
            self._session.require(action=action, resource_arn=resource_arn, context=context or {})
        except RoleDeniedError:
            return False
        return True

    def _denied(self, action: str, resource_arn: str, reason: str) -> str:
        return f"The role {self.arn} must be allowed {action} on '{resource_arn}' ({reason})."


def reason_of(refused: Exception) -> str:
    """AWS's error code, with its message if that names an action on a key; or the failure that prevented a response."""
    if not isinstance(refused, ClientError):
        return str(refused)
    code, message = refused.response["Error"]["Code"], refused.response["Error"].get("Message", "")
    return f"{code}: {message}" if _ACTION_ON_A_KEY.search(message) else code
