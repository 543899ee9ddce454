"""Ownership tags: which stack and which of its resources made something.

Checked before anything is adopted, changed or deleted, since a name alone may by now belong to somebody else.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.pages import sagemaker_pages
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import InvalidPropertiesError

PREFIX = "ground-truth-cdk:"
STACK_ID = f"{PREFIX}stack-id"
LOGICAL_ID = f"{PREFIX}logical-id"

TagList = Sequence[Mapping[str, str]]


def ownership_tags(request: Request) -> dict[str, str]:
    """The tags that say: made by this resource of this stack."""
    return {STACK_ID: request.stack_id, LOGICAL_ID: request.logical_resource_id}


def ownership_metadata(request: Request) -> dict[str, str]:
    """The same as metadata of an object in S3, which travel as HTTP headers: their names have no colon."""
    return {_header(key): value for key, value in ownership_tags(request).items()}


def is_owned(tags: Mapping[str, str], request: Request) -> bool:
    return all(tags.get(key) == value for key, value in ownership_tags(request).items())


def owner(tags: Mapping[str, str]) -> str:
    """Who made it, for an error message."""
    if STACK_ID in tags:
        return f"{tags.get(LOGICAL_ID, 'a resource')} of stack {tags[STACK_ID]}"
    return "somebody outside this stack"


def owner_in_metadata(metadata: Mapping[str, str]) -> str:
    """Who made an object in S3, likewise."""
    return owner({tag: metadata[_header(tag)] for tag in (STACK_ID, LOGICAL_ID) if _header(tag) in metadata})


def user_tags(tag_list: TagList) -> dict[str, str]:
    """The tags of the Tags property. Raises InvalidPropertiesError for keys that are ours."""
    tags = as_mapping(tag_list)
    reserved = sorted(key for key in tags if key.startswith(PREFIX))
    if reserved:
        raise InvalidPropertiesError(f"invalid properties: Tags must not have keys that start with {PREFIX}, but has {', '.join(reserved)}")
    return tags


def as_mapping(tag_list: TagList) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in tag_list}


def as_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


def read_tags(sagemaker: Client, *, arn: str) -> dict[str, str]:
    """All tags of a resource."""
    return as_mapping([tag for page in sagemaker_pages(sagemaker.list_tags, ResourceArn=arn) for tag in page["Tags"]])


def update_user_tags(
    sagemaker: Client, *, arn: str, present: Mapping[str, str], desired: Mapping[str, str], formerly: Mapping[str, Any]
) -> None:
    """Set the desired tags and remove those that were formerly a property; tags present that others put there stay.

    What is present may be what was before the last change: a tag that this request changes is written whatever is shown of it.
    """
    changed = {key: value for key, value in desired.items() if present.get(key) != value or formerly.get(key, value) != value}
    if formerly:
        changed |= {key: value for key, value in desired.items() if key not in formerly}
    removed = sorted(key for key in formerly if key not in desired)
    if changed:
        sagemaker.add_tags(ResourceArn=arn, Tags=as_list(changed))
    if removed:
        sagemaker.delete_tags(ResourceArn=arn, TagKeys=removed)


def former_user_tags(properties: Mapping[str, Any]) -> dict[str, str]:
    """The Tags of old properties, which may be of any earlier form."""
    tags = properties.get("Tags")
    if not isinstance(tags, list):
        return {}
    return {tag["Key"]: str(tag.get("Value", "")) for tag in tags if isinstance(tag, Mapping) and "Key" in tag}


def _header(tag: str) -> str:
    return tag.replace(":", "-")
