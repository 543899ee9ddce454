"""An account in which a job's execution role has all permissions except those that a test removes."""

import io
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, ClassVar

from botocore.exceptions import ClientError

from sandbox import ground_truth
from sandbox.ground_truth.surroundings import IamContext


class Rights(ground_truth.OpenSurroundings):
    """Denies configured actions to the execution role, and replaces Lambda: moto enforces no policies and runs functions in containers."""

    _ACTIONS: ClassVar = {"s3:HeadObject": "s3:GetObject", "s3:GetBucketCors": "s3:GetBucketCORS"}

    def __init__(self) -> None:
        super().__init__()
        self.denied: set[str] = set()
        self.allowed_services: set[str] | None = None
        """The services on which the role has all permissions, and none on others; None for all."""
        self.used: list[tuple[str, str, IamContext]] = []
        """The permissions checked without a call."""
        self.functions: dict[str, Callable[[Any], Any]] = {}
        self.invoked: list[tuple[str, Any]] = []
        self._service = ground_truth.OpenSurroundings()

    def client(self, service_name: str, *, region_name: str) -> Any:
        if service_name == "lambda":
            return SimpleNamespace(invoke=self._invoke)
        made = super().client(service_name, region_name=region_name)
        made.meta.events.register_first("before-call", self._check, unique_id="rights")
        return made

    def own_client(self, service_name: str, *, region: str) -> Any:
        return self._service.own_client(service_name, region=region)

    def require(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        self.used.append((action, resource_arn, context))
        if self._is_denied(action):
            raise ground_truth.RoleDeniedError(action)

    def clear(self) -> None:
        self.denied.clear()
        self.allowed_services = None
        self.used.clear()
        self.functions.clear()
        self.invoked.clear()

    def _is_denied(self, action: str) -> bool:
        # SageMaker itself reads the trust policy.
        allowed = None if self.allowed_services is None else {*self.allowed_services, "iam"}
        is_foreign = allowed is not None and action.partition(":")[0] not in allowed
        return action in self.denied or is_foreign

    def _check(self, model: Any, **_: Any) -> None:
        action = f"{model.service_model.service_name}:{model.name}"
        if self._is_denied(self._ACTIONS.get(action, action)):
            raise ClientError({"Error": {"Code": "AccessDenied", "Message": action}}, model.name)

    def _invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803 - as boto3 names them
        event = json.loads(Payload)
        self.invoked.append((FunctionName, event))
        try:
            answer = {"Payload": io.BytesIO(json.dumps(self.functions[FunctionName](event)).encode())}
        except ArithmeticError as error:
            failure = json.dumps({"errorMessage": str(error), "errorType": type(error).__name__})
            return {"FunctionError": "Unhandled", "Payload": io.BytesIO(failure.encode())}
        return answer
