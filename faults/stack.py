"""CloudFormation's side of one custom resource in a stack: which requests it sends, and which physical id it holds.

Rules: AWS CloudFormation user guide, "Custom resource request types", "Stack failure options" and "Continue rolling back an update".
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from faults.delivery import Answer, Function, first_answer
from faults.injection import Injection
from faults.protocol import protocol_violations

Properties = Mapping[str, Any]

LOGICAL_ID = "Resource1A2B3C4D"
# CloudFormation tries a failed deletion twice again while it cleans up.
DELETE_ATTEMPTS = 3


@dataclass(frozen=True)
class Held:
    """What CloudFormation knows of a resource: its physical id, and the properties it has."""

    physical_id: str
    properties: Properties


class StackResource:
    """A custom resource in a stack of its own, through deployments that succeed and that fail."""

    def __init__(self, *, stack_id: str, resource_type: str, function: Function, injection: Injection) -> None:
        self.stack_id = stack_id
        self.stack_status = "REVIEW_IN_PROGRESS"
        self.held: Held | None = None
        self.twice = False
        """Whether Lambda delivers each event once more than needed, as it may."""
        self.violations: list[str] = []
        self._resource_type = resource_type
        self._function = function
        self._injection = injection
        self._requests = 0
        self._before: Held | None = None
        self._attempted: Properties = {}

    def copy(self, *, twice: bool) -> "StackResource":
        """The same resource at the same moment, to go on with in another way."""
        other = copy.copy(self)
        other.twice = twice
        other.violations = []
        return other

    def create(self, properties: Properties, *, in_existing_stack: bool = False) -> bool:
        """A deployment with a new resource; after a failure CloudFormation deletes what it knows of it."""
        self.stack_status = "UPDATE_IN_PROGRESS" if in_existing_stack else "CREATE_IN_PROGRESS"
        answer = self._send("Create", ResourceProperties=properties)
        self.held = Held(answer["PhysicalResourceId"] if answer else self._made_up_id(), properties)
        if _succeeded(answer):
            self.stack_status = "CREATE_COMPLETE"
            return True
        self.stack_status = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS" if in_existing_stack else "ROLLBACK_IN_PROGRESS"
        self._delete(self.held)
        self.held = None
        return False

    def update(self, properties: Properties) -> bool:
        """A deployment with other properties, as far as to the answer: `clean_up` or `roll_back` ends it."""
        self.stack_status = "UPDATE_IN_PROGRESS"
        before = self._known()
        self._before, self._attempted = before, properties
        answer = self._send(
            "Update", ResourceProperties=properties, OldResourceProperties=before.properties, PhysicalResourceId=before.physical_id
        )
        if answer is None or not _succeeded(answer):
            self._require_id(answer, before.physical_id)
            self.stack_status = "UPDATE_FAILED"
            return False
        self.held = Held(answer["PhysicalResourceId"], properties)
        return True

    def clean_up(self) -> None:
        """The end of an update that succeeded: what was replaced is deleted."""
        self.stack_status = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
        self._delete_replaced(self._before)
        self.stack_status = "UPDATE_COMPLETE"

    def roll_back(self, *, attempts: int = 2) -> bool:
        """Back to the properties before the update. When that fails, a person lets CloudFormation continue the rollback."""
        target = self._before
        if target is None:
            raise ValueError("there is no update to roll back")
        for _ in range(attempts):
            self.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
            now = self._known()
            answer = self._send(
                "Update", ResourceProperties=target.properties, OldResourceProperties=self._attempted, PhysicalResourceId=now.physical_id
            )
            if answer is not None and _succeeded(answer):
                self.held = Held(answer["PhysicalResourceId"], target.properties)
                self.stack_status = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"
                self._delete_replaced(now)
                self.stack_status = "UPDATE_ROLLBACK_COMPLETE"
                return True
            self._require_id(answer, now.physical_id)
            self.stack_status = "UPDATE_ROLLBACK_FAILED"
        return False

    def destroy(self) -> None:
        """The deletion of the stack; after a failure a person deletes it again."""
        if self.held is not None:
            self.stack_status = "DELETE_IN_PROGRESS"
            self._delete(self.held)
            self.held = None
        self.stack_status = "DELETE_COMPLETE"

    def _known(self) -> Held:
        if self.held is None:
            raise ValueError("the stack has no such resource")
        return self.held

    def _delete_replaced(self, before: Held | None) -> None:
        if before is not None and before.physical_id != self._known().physical_id:
            self._delete(before)

    def _delete(self, held: Held) -> None:
        for _ in range(DELETE_ATTEMPTS):
            answer = self._send("Delete", ResourceProperties=held.properties, PhysicalResourceId=held.physical_id)
            self._require_id(answer, held.physical_id)
            if _succeeded(answer):
                return
        self.violations.append(f"the Delete of {held.physical_id} fails again and again: {answer and answer['Reason']}")

    def _send(self, request_type: str, **fields: Any) -> Answer | None:
        event = self._event(request_type, **fields)
        deliveries = self._function.invoke(event)
        self._injection.end()
        if self.twice:
            deliveries.append(self._function.deliver(event))
        self.violations.extend(protocol_violations(event, deliveries))
        return first_answer(deliveries)

    def _event(self, request_type: str, **fields: Any) -> dict[str, Any]:
        self._requests += 1
        return {
            "RequestType": request_type,
            "ServiceToken": "arn:aws:lambda:us-east-1:123456789012:function:handler",
            "ResponseURL": "https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/",
            "StackId": self.stack_id,
            "RequestId": f"{self.stack_id.rpartition('/')[2]}-{self._requests}",
            "LogicalResourceId": LOGICAL_ID,
            "ResourceType": self._resource_type,
            **fields,
        }

    def _made_up_id(self) -> str:
        """CloudFormation's own id for a resource whose creation was never answered."""
        return f"{self.stack_id.split('/')[1]}-{LOGICAL_ID}-1QW2ERT3YUI4O"

    def _require_id(self, answer: Answer | None, physical_id: str) -> None:
        if answer is not None and answer["PhysicalResourceId"] != physical_id:
            self.violations.append(f"the answer gives {answer['PhysicalResourceId']}, although CloudFormation holds {physical_id}")


def _succeeded(answer: Answer | None) -> bool:
    return answer is not None and answer["Status"] == "SUCCESS"
