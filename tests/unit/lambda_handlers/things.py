"""Custom::Thing, with a configurable lifecycle, for tests of what all custom resources share."""

import time
from typing import Any

from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request

PASSWORD = "the-password-of-the-user"
PROPERTIES = {"Name": "thing", "Password": PASSWORD}


class Things:
    """A configurable lifecycle."""

    def __init__(self) -> None:
        self.existing: set[str] = set()
        self.data: Any = {"Arn": "arn:thing"}
        self.error: BaseException | None = None
        self.seconds = 0.0
        self.deadline_seconds: float | None = None

    def physical_resource_id(self, request: Request) -> str:
        return str(request.properties["Name"])

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        self.deadline_seconds = deadline.remaining_seconds()
        time.sleep(self.seconds)
        if self.error:
            raise self.error
        self.existing.add(request.properties["Name"])
        return Outcome(physical_resource_id=request.properties["Name"], data=self.data)

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        return self.create(request, deadline)

    def delete(self, request: Request, deadline: Deadline) -> None:
        self.deadline_seconds = deadline.remaining_seconds()
        time.sleep(self.seconds)
        if self.error:
            raise self.error
        self.existing.discard(request.known_physical_resource_id)
