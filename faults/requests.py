"""The requests that CloudFormation sends about one resource, and what Lambda makes of their delivery."""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

from faults.delivery import Answer, Delivery, Function, first_answer, succeeded
from faults.injection import Injection
from faults.protocol import protocol_violations
from faults.repetition import Repetition

Event = Mapping[str, Any]

LOGICAL_ID = "Resource1A2B3C4D"


class Requests:
    """All requests about a resource, one after the other."""

    def __init__(self, *, stack_id: str, resource_type: str, function: Function, injection: Injection) -> None:
        self.repetition = Repetition.NONE
        self.events: tuple[Event, ...] = ()
        """All that were sent, in their order."""
        self.outcome: list[tuple[str, str]] = []
        """The type of each request, and the status of the answer that CloudFormation took."""
        self.answered_ids: frozenset[str] = frozenset()
        """The physical ids that the handler gave, and did not get from CloudFormation alone."""
        self.violations: list[str] = []
        self._stack_id = stack_id
        self._resource_type = resource_type
        self._function = function
        self._injection = injection

    def copy(self, *, repetition: Repetition) -> "Requests":
        """The same requests, to go on with in another way."""
        other = copy.copy(self)
        other.repetition = repetition
        other.violations, other.outcome = [], []
        return other

    def send(self, request_type: str, **fields: Any) -> Answer | None:
        """Send a request; returns the answer that comes first, None when none comes."""
        earlier, event = self.events, self._event(request_type, **fields)
        self.events = (*earlier, event)
        deliveries = self._deliveries(event, earlier)
        self.violations.extend(protocol_violations(event, deliveries))
        answer = first_answer(deliveries)
        if answer is not None and succeeded(answer) and request_type != "Delete":
            self.answered_ids |= {answer["PhysicalResourceId"]}
        self.outcome.append((request_type, answer["Status"] if answer else "no answer"))
        return answer

    def deliver_late(self, events: tuple[Event, ...]) -> None:
        """Let Lambda deliver events once more: CloudFormation takes no answer of theirs."""
        for event in events:
            self.violations.extend(protocol_violations(event, [self._function.deliver(event)]))

    def _deliveries(self, event: Event, earlier: tuple[Event, ...]) -> list[Delivery]:
        """Those of the event, in the order in which they were answered."""
        self._injection.stale_reads.begin_request()
        if self.repetition is Repetition.LATE_IN_PROGRESS:
            self.deliver_late(earlier)
        interruption = self._injection.interruption
        interruption.deliver = lambda: self._function.deliver(event)
        deliveries = self._function.invoke(event)
        interruption.deliver = None
        self._injection.end()
        if interruption.made:
            deliveries = [*interruption.taken(), *deliveries]
            self.violations.extend(_differences(event, deliveries))
        if self.repetition is Repetition.TWICE:
            deliveries.append(self._function.deliver(event))
        if self.repetition is Repetition.LATE_IN_PROGRESS:
            self.deliver_late(earlier)
        return deliveries

    def _event(self, request_type: str, **fields: Any) -> Event:
        return {
            "RequestType": request_type,
            "ServiceToken": "arn:aws:lambda:us-east-1:123456789012:function:handler",
            "ResponseURL": "https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/",
            "StackId": self._stack_id,
            "RequestId": f"{self._stack_id.rpartition('/')[2]}-{len(self.events) + 1}",
            "LogicalResourceId": LOGICAL_ID,
            "ResourceType": self._resource_type,
            **fields,
        }


def _differences(event: Event, deliveries: list[Delivery]) -> Iterator[str]:
    """Of two deliveries at a time either may be answered first: both have to be answered alike."""
    answers = [json.loads(body) for delivery in deliveries for body in delivery.answers]
    given = {(answer["Status"], answer["PhysicalResourceId"]) for answer in answers}
    if len(given) > 1:
        reasons = " / ".join(answer["Reason"] for answer in answers if answer["Reason"])
        yield f"two deliveries of one {event['RequestType']} were answered differently: {sorted(given)} {reasons}"
