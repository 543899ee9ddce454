"""The work team of a labeling job."""

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request

_PUBLIC, _VENDOR = "public-crowd", "vendor-crowd"


def workteam_type(workteam_arn: str) -> str:
    """The value of the condition key sagemaker:WorkteamType: public-crowd, private-crowd or vendor-crowd."""
    return workteam_arn.split(":", 5)[5].split("/")[1]


def require_workteam(request: Request) -> None:
    """Require an existing private work team or a subscribed vendor's one, in this region. Raises ValidationException."""
    arn = request.parameters["HumanTaskConfig"]["WorkteamArn"]
    if workteam_type(arn) == _PUBLIC:
        raise ValidationException(
            f"HumanTaskConfig.WorkteamArn '{arn}' cannot be used: the Amazon Mechanical Turk workforce closed on 30 September 2026. "
            "Use a private or vendor work team."
        )
    if not is_known_workteam(request, arn):
        raise ValidationException(f"HumanTaskConfig.WorkteamArn: The work team '{arn}' does not exist or you do not have access to it.")


def is_known_workteam(request: Request, arn: str) -> bool:
    """True for a private work team of this account and region, or a vendor's that the account subscribes to."""
    private = {team.arn for team in request.backend.workteams.values()}
    vendor = {team for team in request.settings.subscribed_workteam_arns if workteam_type(team) == _VENDOR}
    return arn in private | vendor
