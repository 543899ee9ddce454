"""CloudFormation's side of one custom resource in a stack: which requests it sends, and which physical id it holds.

Rules: AWS CloudFormation user guide, "Custom resource request types", "Stack failure options" and "Continue rolling back an update"; the
statuses are those of "Stack status codes".
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from faults.delivery import Answer, Function, succeeded
from faults.injection import Injection
from faults.repetition import Repetition
from faults.requests import LOGICAL_ID, Requests

Properties = Mapping[str, Any]

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
        self.requests = Requests(stack_id=stack_id, resource_type=resource_type, function=function, injection=injection)
        self.before: Held | None = None
        """What it was before the last update."""
        self._attempted: Properties = {}

    def copy(self, *, repetition: Repetition) -> "StackResource":
        """The same resource at the same moment, to go on with in another way."""
        other = copy.copy(self)
        other.requests = self.requests.copy(repetition=repetition)
        return other

    @property
    def violations(self) -> list[str]:
        """What was wrong with the answers."""
        return self.requests.violations

    def create(self, properties: Properties, *, in_existing_stack: bool = False) -> bool:
        """A deployment with a new resource; after a failure CloudFormation deletes what it knows of it."""
        kind = "UPDATE" if in_existing_stack else "CREATE"
        self.stack_status = f"{kind}_IN_PROGRESS"
        answer = self.requests.send("Create", ResourceProperties=properties)
        self.held = Held(answer["PhysicalResourceId"] if answer else self._made_up_id(), properties)
        if succeeded(answer):
            self.stack_status = f"{kind}_COMPLETE"
            return True
        self.stack_status = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS" if in_existing_stack else "ROLLBACK_IN_PROGRESS"
        self._delete(self.held)
        self.held = None
        self.stack_status = "UPDATE_ROLLBACK_COMPLETE" if in_existing_stack else "ROLLBACK_COMPLETE"
        return False

    def hold(self, physical_id: str, properties: Properties) -> None:
        """A resource whose id was not answered by the handler, and of which there is nothing."""
        self.held = Held(physical_id, properties)
        self.stack_status = "UPDATE_COMPLETE"

    def update(self, properties: Properties) -> bool:
        """A deployment with other properties, as far as to the answer: `clean_up` or `roll_back` ends it.

        After a failure without a rollback, this is the next deployment: which old properties it sends is documented nowhere, and assumed to
        be the last that were in force.
        """
        self.stack_status = "UPDATE_IN_PROGRESS"
        before = self._known()
        self.before, self._attempted = before, properties
        answer = self.requests.send(
            "Update", ResourceProperties=properties, OldResourceProperties=before.properties, PhysicalResourceId=before.physical_id
        )
        if answer is None or not succeeded(answer):
            self._require_id(answer, before.physical_id)
            self.stack_status = "UPDATE_FAILED"
            return False
        self.held = Held(answer["PhysicalResourceId"], properties)
        return True

    def clean_up(self) -> None:
        """The end of an update that succeeded: what was replaced is deleted."""
        self.stack_status = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
        self._delete_replaced(self.before)
        self.stack_status = "UPDATE_COMPLETE"

    def roll_back(self, *, attempts: int = 2) -> bool:
        """Back to the properties before the update. When that fails, a person lets CloudFormation continue the rollback."""
        target = self.before
        if target is None:
            raise ValueError("there is no update to roll back")
        for _ in range(attempts):
            self.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
            now = self._known()
            answer = self.requests.send(
                "Update", ResourceProperties=target.properties, OldResourceProperties=self._attempted, PhysicalResourceId=now.physical_id
            )
            if answer is not None and succeeded(answer):
                self._require_rolled_back(answer, target)
                self.held = Held(answer["PhysicalResourceId"], target.properties)
                self.stack_status = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"
                self._delete_replaced(now)
                self.stack_status = "UPDATE_ROLLBACK_COMPLETE"
                return True
            self._require_id(answer, now.physical_id)
            self.stack_status = "UPDATE_ROLLBACK_FAILED"
        return False

    def remove(self) -> None:
        """A deployment whose template no longer has the resource."""
        self.stack_status = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
        self._delete(self._known())
        self.held = None
        self.stack_status = "UPDATE_COMPLETE"

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
            answer = self.requests.send("Delete", ResourceProperties=held.properties, PhysicalResourceId=held.physical_id)
            self._require_id(answer, held.physical_id)
            if succeeded(answer):
                return
        self.violations.append(f"the Delete of {held.physical_id} fails again and again: {answer and answer['Reason']}")

    def _made_up_id(self) -> str:
        """CloudFormation's own id for a resource whose creation was never answered."""
        return f"{self.stack_id.split('/')[1]}-{LOGICAL_ID}-1QW2ERT3YUI4O"

    def _require_id(self, answer: Answer | None, physical_id: str) -> None:
        if answer is not None and answer["PhysicalResourceId"] != physical_id:
            self.violations.append(f"the answer gives {answer['PhysicalResourceId']}, although CloudFormation holds {physical_id}")

    def _require_rolled_back(self, answer: Answer, target: Held) -> None:
        """A rollback goes back to what was there, which is not made and paid for again. An id that was never answered may be of nothing."""
        if target.physical_id in self.requests.answered_ids and answer["PhysicalResourceId"] != target.physical_id:
            self.violations.append(f"rolled back to {answer['PhysicalResourceId']}, and not to {target.physical_id}")
