"""crhelper as in its README, to compare its defects with our adapter."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from crhelper import CfnResource

from tests.unit.lambda_handlers.cloudformation_side import FakeClock, FakeContext

Event = dict[str, Any]


class Connections:
    """Replaces crhelper.utils.HTTPSConnection: records what crhelper sends, and responds as configured."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.options: list[dict[str, Any]] = []
        self.status = 200
        self.broken = False

    def __call__(self, _host: str, **options: Any) -> "Connections":
        self.options.append(options)
        return self

    def request(self, *, method: str, url: str, body: str, headers: dict[str, str]) -> None:
        assert method == "PUT"
        assert url.startswith("/response?")
        assert headers["content-type"] == ""
        if self.broken:
            raise ConnectionResetError("reset by peer")
        self.bodies.append(body)

    def getresponse(self) -> SimpleNamespace:
        return SimpleNamespace(status=self.status, reason=f"status {self.status}")


class PollingServices:
    """Amazon EventBridge and AWS Lambda, as far as crhelper's polling needs them."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.rules: dict[str, str] = {}
        self.statement_ids: list[str] = []
        self.inputs: list[str] = []
        self.denied: str | None = None

    def client(self, _service: str, **_: Any) -> "PollingServices":
        return self

    def _called(self, operation: str) -> None:
        self.calls.append(operation)
        if operation == self.denied:
            raise PermissionError(f"not authorized to perform: {operation}")

    def put_rule(self, *, Name: str, ScheduleExpression: str, State: str) -> dict[str, str]:  # noqa: N803 - the API's names
        self._called("events:PutRule")
        assert State == "ENABLED"
        self.rules[Name] = ScheduleExpression
        return {"RuleArn": f"arn:aws:events:us-east-1:123456789012:rule/{Name}"}

    def add_permission(self, *, StatementId: str, **_: str) -> None:  # noqa: N803
        self._called("lambda:AddPermission")
        self.statement_ids.append(StatementId)

    def put_targets(self, *, Targets: list[dict[str, str]], **_: str) -> None:  # noqa: N803
        self._called("events:PutTargets")
        self.inputs.append(Targets[0]["Input"])

    def remove_targets(self, **_: Any) -> None:
        self._called("events:RemoveTargets")

    def remove_permission(self, **_: str) -> None:
        self._called("lambda:RemovePermission")

    def delete_rule(self, *, Name: str) -> None:  # noqa: N803
        self._called("events:DeleteRule")
        del self.rules[Name]


class BareCrhelper:
    """Resources with bare crhelper, and CloudFormation's view of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.connections = Connections()
        self.services = PollingServices()
        self.slept: list[float] = []
        monkeypatch.setattr("crhelper.utils.HTTPSConnection", self.connections)
        monkeypatch.setattr("crhelper.utils.time", SimpleNamespace(sleep=self.slept.append))
        monkeypatch.setattr("crhelper.resource_helper.boto3", self.services)
        # Bound as a default argument, so that replacing the name in the module would have no effect.
        monkeypatch.setattr("crhelper.CfnResource._wait_for_cwlogs.__defaults__", (self.slept.append,))

    def resource(self, **functions: Callable[[Event, Any], Any]) -> CfnResource:
        """A resource with these functions: `create=`, `poll_update=` and so on."""
        made = CfnResource()
        for name, function in functions.items():
            getattr(made, name)(function)
        return made

    def send(self, resource: CfnResource, event: Event, *, seconds: float = 840.0) -> None:
        resource(event, FakeContext(FakeClock(), seconds))

    def answer(self, resource: CfnResource, event: Event) -> Any:
        """The only response to the event."""
        before = len(self.answers)
        self.send(resource, event)
        assert len(self.answers) == before + 1
        return self.answers[-1]

    def polled_answer(self, resource: CfnResource, event: Event) -> Any:
        """The only response, sent when the rule that crhelper created has invoked the function again."""
        self.send(resource, event)
        assert self.answers == []
        return self.answer(resource, json.loads(self.services.inputs[-1]))

    @property
    def answers(self) -> list[Any]:
        return [json.loads(body) for body in self.connections.bodies]
