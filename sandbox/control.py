"""Sandbox controls that AWS does not have: `POST /_sandbox/complete-labeling-job` completes a labeling job as if its workers had finished.

The request is signed with the sandbox's own key; the gate requires that for every path that AWS does not have.
"""

import json
import os
from collections.abc import Mapping
from typing import Any

from asgiref.sync import sync_to_async
from hypercorn.typing import ASGISendCallable, HTTPResponseBodyEvent, HTTPResponseStartEvent, HTTPScope
from ministack.core import responses
from moto.core.exceptions import ServiceException

from sandbox import ground_truth
from sandbox.complete_labeling_job import PATH
from sandbox.json_text import parsed


async def answer(scope: HTTPScope, body: bytes, send: ASGISendCallable) -> None:
    """Respond with the job's new description, or with the error as `message`."""
    if scope["method"] != "POST":
        await _send(send, 405, {"message": f"{scope['method']} {PATH}: use POST"})
        return
    try:
        request = parsed(body)
        name, region = request["LabelingJobName"], request["Region"]
    except (ValueError, KeyError, TypeError):
        await _send(send, 400, {"message": 'the body must be {"LabelingJobName": "...", "Region": "...", "WorkerAnswer": {...}}'})
        return
    try:
        # On the thread of SageMaker requests, which run one at a time.
        description = await sync_to_async(_complete)(name=name, region=region, worker_answer=request.get("WorkerAnswer"))
    except ServiceException as refused:
        await _send(send, 400, {"message": refused.message})
    else:
        await _send(send, 200, description)


def _complete(*, name: str, region: str, worker_answer: Mapping[str, Any] | None) -> Mapping[str, Any]:
    account = os.environ["MINISTACK_ACCOUNT_ID"]
    responses.set_request_account_id(account)
    responses.set_request_region(region)
    return ground_truth.complete_labeling_job(account_id=account, region=region, name=name, worker_answer=worker_answer)


async def _send(send: ASGISendCallable, status: int, document: Mapping[str, Any]) -> None:
    headers = [(b"content-type", b"application/json")]
    body = json.dumps(document, default=str).encode()
    await send(HTTPResponseStartEvent(type="http.response.start", status=status, headers=headers))
    await send(HTTPResponseBodyEvent(type="http.response.body", body=body, more_body=False))
