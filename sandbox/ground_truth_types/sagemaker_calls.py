"""SageMaker calls of a resource handler, and the messages of their failures."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

Properties = Mapping[str, Any]

_WAIT_SECONDS = 900.0
_POLL_SECONDS = 0.2
# Both are ValidationExceptions (observed by Terraform users).
_NOT_THERE = ("No workforce found", "The work team")


def call(operation: Callable[..., Any], **parameters: Any) -> Any:
    """The operation's response. Raises ValueError, with the text that CloudFormation gives as an event's reason."""
    try:
        return operation(**parameters)
    except ClientError as refused:
        raise ValueError(f'Resource handler returned message: "{refused.response["Error"]["Message"]}"') from refused


def found(operation: Callable[..., Any], **parameters: Any) -> Any | None:
    """The response of a Describe or Delete operation; None if the resource does not exist. Raises ValueError."""
    try:
        return call(operation, **parameters)
    except ValueError as refused:
        if any(text in str(refused) for text in _NOT_THERE):
            return None
        raise


def wait_until(is_done: Callable[[], bool]) -> None:
    """Raises ValueError after a quarter of an hour."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while not is_done():
        if time.monotonic() > deadline:
            raise ValueError(f"Exceeded attempts to wait: the resource did not stabilize within {_WAIT_SECONDS:.0f} seconds")
        time.sleep(_POLL_SECONDS)


def tags_of(properties: Properties) -> list[dict[str, str]]:
    """The tags of resource and stack, without CloudFormation's own: the schemas' `cloudFormationSystemTags` is false."""
    return [dict(tag) for tag in properties.get("Tags", []) if not tag["Key"].startswith("aws:")]


def change_tags(client: Any, arn: str, *, old: Properties, new: Properties) -> None:
    """Change the tags to those of the new properties."""
    before, after = tags_of(old), tags_of(new)
    gone = {tag["Key"] for tag in before} - {tag["Key"] for tag in after}
    if gone:
        call(client.delete_tags, ResourceArn=arn, TagKeys=sorted(gone))
    changed = [tag for tag in after if tag not in before]
    if changed:
        call(client.add_tags, ResourceArn=arn, Tags=changed)
