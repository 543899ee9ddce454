"""CreateHumanTaskUi, DescribeHumanTaskUi, ListHumanTaskUis, DeleteHumanTaskUi: worker task templates stored by SageMaker."""

import hashlib
from typing import Any

from sandbox.ground_truth.backend import HumanTaskUi
from sandbox.ground_truth.errors import ResourceInUse, ResourceLimitExceeded, ResourceNotFound
from sandbox.ground_truth.pagination import in_order, is_within, page
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.tags import authorize_creation, requested_tags


def create_human_task_ui(request: Request) -> dict[str, Any]:
    """CreateHumanTaskUi. The template is stored as is; its mistakes appear when it is rendered."""
    name, uis = request.parameters["HumanTaskUiName"], request.backend.human_task_uis
    tags = requested_tags(request)
    authorize_creation(request, human_task_ui_arn(request, name), tags=tags)
    if name in uis:
        raise ResourceInUse(f"The human task UI '{name}' already exists ({uis[name].arn}).")
    limit = request.settings.human_task_ui_quota
    if len(uis) >= limit:
        raise ResourceLimitExceeded.of_quota(name="Maximum number of human task UIs", unit="Human task UIs", limit=limit, used=len(uis))
    template = request.parameters["UiTemplate"]["Content"]
    uis[name] = HumanTaskUi(name=name, arn=human_task_ui_arn(request, name), template=template, created=request.now, tags=tags)
    return {"HumanTaskUiArn": uis[name].arn}


def describe_human_task_ui(request: Request) -> dict[str, Any]:
    """DescribeHumanTaskUi: the template's digest, but no URL, since it is stored without one."""
    found = _authorized(request)
    digest = hashlib.sha256(found.template.encode()).hexdigest()
    return {**_summary(found), "HumanTaskUiStatus": "Active", "UiTemplate": {"ContentSha256": digest}}


def list_human_task_uis(request: Request) -> dict[str, Any]:
    """ListHumanTaskUis."""
    request.authorize("*")
    parameters, uis = request.parameters, request.backend.human_task_uis.values()
    found = [item for item in uis if is_within(item.created, "CreationTime", parameters=parameters)]
    keys = {"CreationTime": lambda item: item.created}
    listed, rest = page(in_order(found, keys=keys, parameters=parameters, default="CreationTime"), parameters=parameters)
    return {"HumanTaskUiSummaries": [_summary(item) for item in listed], **rest}


def delete_human_task_ui(request: Request) -> dict[str, Any]:
    """DeleteHumanTaskUi."""
    del request.backend.human_task_uis[_authorized(request).name]
    return {}


def human_task_ui_arn(request: Request, name: str) -> str:
    """The ARN of a human task UI of the account."""
    return request.arn(f"human-task-ui/{name}")


def _authorized(request: Request) -> HumanTaskUi:
    name = request.parameters["HumanTaskUiName"]
    found = request.backend.human_task_uis.get(name)
    request.authorize(human_task_ui_arn(request, name), tags=found.tags if found else None)
    if found is None:
        raise ResourceNotFound(f"Could not find the human task UI '{name}' ({human_task_ui_arn(request, name)}).")
    return found


def _summary(ui: HumanTaskUi) -> dict[str, Any]:
    return {"HumanTaskUiName": ui.name, "HumanTaskUiArn": ui.arn, "CreationTime": ui.created}
