"""Tags of workforces, work teams, human task UIs and labeling jobs: AddTags, ListTags, DeleteTags, and tags given at creation."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from moto.core.exceptions import ServiceException

from sandbox.ground_truth.errors import ResourceNotFound, ValidationException
from sandbox.ground_truth.pagination import page
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.surroundings import IamContext

MAXIMUM_TAGS = 50
_GROUND_TRUTH_ARN = re.compile(r"arn:[^:]+:sagemaker:[^:]*:\d{12}:(workforce|workteam|human-task-ui|labeling-job)/(.+)")


def is_ground_truth_arn(arn: object) -> bool:
    """True if this service, rather than moto, keeps the ARN's tags."""
    return isinstance(arn, str) and _GROUND_TRUTH_ARN.fullmatch(arn) is not None


def requested_tags(request: Request) -> dict[str, str]:
    """The valid Tags of a creating request."""
    return _checked(request.parameters.get("Tags", []))


def request_tag_context(tags: Mapping[str, str]) -> dict[str, str | list[str]]:
    """The condition keys for a request's tags."""
    if not tags:
        return {}
    return {**{f"aws:RequestTag/{key}": value for key, value in tags.items()}, "aws:TagKeys": list(tags)}


def authorize_creation(request: Request, resource_arn: str, *, tags: Mapping[str, str], context: IamContext | None = None) -> None:
    """Require the permission to create, and with tags sagemaker:AddTags as well."""
    tag_context = request_tag_context(tags)
    request.authorize(resource_arn, context={**tag_context, **(context or {})})
    if tags:
        request.authorize_action("sagemaker:AddTags", resource_arn, context=tag_context)


def add_tags(request: Request) -> dict[str, Any]:
    """AddTags: add new keys, overwrite existing ones, and return all tags."""
    arn = request.parameters["ResourceArn"]
    tags = _tags_of(request, arn)
    added = _checked(request.parameters["Tags"])
    request.authorize(arn, tags=tags, context=request_tag_context(added))
    _require_taggable(request, arn)
    _require_room(len({*tags, *added}))
    tags.update(added)
    return {"Tags": tag_list(tags)}


def list_tags(request: Request) -> dict[str, Any]:
    """ListTags."""
    arn = request.parameters["ResourceArn"]
    tags = _tags_of(request, arn)
    request.authorize(arn, tags=tags)
    if not request.settings.workforce_tags_listed:
        _require_taggable(request, arn)
    listed, rest = page(tag_list(tags), parameters=request.parameters, size=MAXIMUM_TAGS)
    return {"Tags": listed, **rest}


def delete_tags(request: Request) -> dict[str, Any]:
    """DeleteTags: absent keys are ignored."""
    arn = request.parameters["ResourceArn"]
    tags = _tags_of(request, arn)
    keys = request.parameters["TagKeys"]
    request.authorize(arn, tags=tags, context={"aws:TagKeys": list(keys)})
    _require_taggable(request, arn)
    for key in keys:
        tags.pop(key, None)
    return {}


def tag_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Tags in the API's form."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _checked(tags: Sequence[Mapping[str, str]]) -> dict[str, str]:
    keys = [tag["Key"] for tag in tags]
    if any(key.lower().startswith("aws:") for key in keys):
        raise ValidationException("aws: prefixed tag key names are not allowed for external use.")
    if len(set(keys)) < len(keys):
        raise ValidationException(f"Duplicate tag keys are not allowed: {', '.join(sorted({key for key in keys if keys.count(key) > 1}))}")
    return {tag["Key"]: tag["Value"] for tag in tags}


def _require_taggable(request: Request, arn: str) -> None:
    """Workforces are not taggable, as observed from AWS (``Settings.workforce_tags_known``)."""
    if _kind(arn) == "workforce" and not request.settings.workforce_tags_known:
        raise ValidationException("Invalid resource type: workforce")


def _require_room(count: int) -> None:
    if count > MAXIMUM_TAGS:
        raise ValidationException(f"The resource would have {count} tags; a resource can have at most {MAXIMUM_TAGS} tags.")


def _kind(arn: str) -> str:
    match = _GROUND_TRUTH_ARN.fullmatch(arn)
    return match.group(1) if match else ""


def _tags_of(request: Request, arn: str) -> dict[str, str]:
    finders: Mapping[str, Callable[[Request], Mapping[str, dict[str, str]]]] = {
        "workforce": lambda found: {item.arn: item.tags for item in found.backend.workforces.values()},
        "workteam": lambda found: {item.arn: item.tags for item in found.backend.workteams.values()},
        "human-task-ui": lambda found: {item.arn: item.tags for item in found.backend.human_task_uis.values()},
        "labeling-job": lambda found: {item.arn: item.tags for item in found.backend.labeling_jobs.values()},
    }
    kind = _kind(arn)
    tags = finders[kind](request).get(arn)
    if tags is None:
        raise _missing(kind, arn)
    return tags


def _missing(kind: str, arn: str) -> ServiceException:
    if kind == "workforce":
        return ValidationException(f"No workforce found: {arn}")
    if kind == "workteam":
        return ValidationException(f"The work team {arn} does not exist")
    return ResourceNotFound(f"Could not find {kind} {arn}.")
