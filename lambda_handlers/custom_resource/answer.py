"""The answer to one request, within the limits of CloudFormation.

Fields and limits: AWS CloudFormation user guide, "Custom resource response objects".
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from lambda_handlers.custom_resource.request import Request

MAX_BODY_BYTES = 4096
_CUT = "... (cut)"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One response object. `reason` is required for FAILED and names the log stream once encoded."""

    status: Literal["SUCCESS", "FAILED"]
    request: Request
    physical_resource_id: str
    log_stream: str
    reason: str = ""
    data: Mapping[str, object] = field(default_factory=dict)

    def failed(self, reason: str) -> "Answer":
        """The same answer as a failure without data."""
        return replace(self, status="FAILED", reason=reason, data={})

    def deliverable(self) -> "Answer":
        """This answer, or the FAILED one that says why its Data cannot be delivered."""
        try:
            size = len(_body(self, ""))
        except (TypeError, ValueError) as error:
            return self.failed(f"the handler made an answer whose Data is not JSON: {error}")
        if size > MAX_BODY_BYTES:
            return self.failed(f"the handler made an answer of {size} bytes; CloudFormation accepts {MAX_BODY_BYTES}")
        return self


def encode(answer: Answer) -> bytes:
    """The JSON body. A long Reason loses its end, never its head.

    The answer must be deliverable.
    """
    pointer = f" (log stream: {answer.log_stream})" if answer.status == "FAILED" else ""
    body = _body(answer, answer.reason + pointer)
    kept = MAX_BODY_BYTES
    while len(body) > MAX_BODY_BYTES and kept > 0:
        body = _body(answer, answer.reason[:kept] + _CUT + pointer)
        # A character takes one to twelve bytes of JSON: a twelfth of what is too much is never too many characters.
        kept -= max(1, (len(body) - MAX_BODY_BYTES) // 12)
    return body


def _body(answer: Answer, reason: str) -> bytes:
    request = answer.request
    return json.dumps(
        {
            "Status": answer.status,
            "Reason": reason,
            "PhysicalResourceId": answer.physical_resource_id,
            "StackId": request.stack_id,
            "RequestId": request.request_id,
            "LogicalResourceId": request.logical_resource_id,
            "NoEcho": False,
            "Data": dict(answer.data),
        },
        allow_nan=False,
    ).encode()
