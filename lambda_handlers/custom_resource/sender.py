"""Who an event is from: CloudFormation, for the stack that the function belongs to, or somebody else who may invoke the function.

An event names the stack that it is for and the address of the answer, and whoever invokes the function can write both. So neither is
believed: the function knows its own stack, and answers to CloudFormation's bucket of its own region alone.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html: the buckets' names.
"""

import os
import re
import urllib.parse
from collections.abc import Mapping
from typing import Any

STACK_ID = "STACK_ID"
"""The environment variable with the id of the function's stack, which the construct sets."""

RESPONSE_ENDPOINT = "CUSTOM_RESOURCE_RESPONSE_ENDPOINT"
"""Another place that answers may go to, `https://127.0.0.1:<port>`: set by an AWS that is none, where functions run beside it."""


class ForeignEventError(Exception):
    """The event is not CloudFormation's for this stack. Nothing was done, and nobody is answered."""


def require_own_event(event: Mapping[str, Any]) -> None:
    """Raises ForeignEventError for an event of another stack, and for one that wants its answer sent elsewhere.

    The text never names the ResponseURL, which is a credential where it is one of CloudFormation's.
    """
    own = os.environ.get(STACK_ID)
    if own and event.get("StackId") != own:
        raise ForeignEventError(f"the event is for the stack {event.get('StackId')}; this function works for {own} alone")
    url = urllib.parse.urlsplit(str(event.get("ResponseURL", "")))
    endpoint = os.environ.get(RESPONSE_ENDPOINT)
    if endpoint and (url.scheme, url.netloc) == urllib.parse.urlsplit(endpoint)[:2]:
        return
    if url.scheme != "https" or not _is_cloudformations(url.netloc, region=_region_of(str(event.get("StackId", "")))):
        raise ForeignEventError("the event's ResponseURL does not lead to CloudFormation's bucket of the region over https")


def _region_of(stack_id: str) -> str:
    # arn:aws:cloudformation:<region>:<account>:stack/<name>/<id>
    return (stack_id.split(":") + [""] * 4)[3]


def _is_cloudformations(host: str, *, region: str) -> bool:
    bucket = f"cloudformation-custom-resource-response-{region.replace('-', '')}"
    return bool(region) and re.fullmatch(rf"{re.escape(bucket)}\.s3[a-z0-9.-]*\.amazonaws\.com(\.cn)?(:443)?", host) is not None
