"""RenderUiTemplate: a worker's view of a template."""

from typing import Any

from sandbox.ground_truth.errors import NotInTheSandbox, ResourceNotFound, ValidationException
from sandbox.ground_truth.job_role import JobRole, assumed_role
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.s3_location import S3Location
from sandbox.ground_truth.task_rendering import render_task
from sandbox.ground_truth.task_types import HUMAN_TASK_UI_ACCOUNT
from sandbox.json_text import parsed

_SECONDS_OF_A_URL = 900


def render_ui_template(request: Request) -> dict[str, Any]:
    """RenderUiTemplate. The template's mistakes are in the response; the data are displayed through URLs signed by the role."""
    parameters = request.parameters
    request.authorize("*")
    request.authorize_action("iam:PassRole", parameters["RoleArn"], context={"iam:PassedToService": "sagemaker.amazonaws.com"})
    template, role = _template(request), assumed_role(request)
    rendered = render_task(template, _task_input(parameters["Task"]["Input"]), presign=lambda place: _signed_url(role, place))
    errors = [{"Code": error.code, "Message": error.message} for error in rendered.errors]
    return {"RenderedContent": rendered.content, "Errors": errors}


def _template(request: Request) -> str:
    template, arn = request.parameters.get("UiTemplate"), request.parameters.get("HumanTaskUiArn")
    if (template is None) == (arn is None):
        raise ValidationException("Exactly one of UiTemplate and HumanTaskUiArn must be provided.")
    if template is not None:
        return str(template["Content"])
    found = next((ui for ui in request.backend.human_task_uis.values() if ui.arn == arn), None)
    if found is not None:
        return found.template
    if str(arn).split(":")[4] == HUMAN_TASK_UI_ACCOUNT:
        raise NotInTheSandbox(f"the page {arn}, which is AWS's", operation=request.operation)
    raise ResourceNotFound(f"Could not find the human task UI {arn}.")


def _task_input(text: str) -> Any:
    try:
        task_input = parsed(text)
    except ValueError as broken:
        raise ValidationException(f"Task.Input must be a JSON object: {broken}") from broken
    if not isinstance(task_input, dict):
        raise ValidationException(f"Task.Input must be a JSON object, not {text[:100]}")
    return task_input


def _signed_url(role: JobRole, place: S3Location) -> str:
    request = {"Bucket": place.bucket, "Key": place.key}
    url: str = role.client("s3").generate_presigned_url("get_object", Params=request, ExpiresIn=_SECONDS_OF_A_URL)
    return url
