"""The members of a team: groups of the user pool that its workforce signs workers in through. SageMaker seldom says why it refuses them."""

import logging
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lambda_handlers.aws import openid_connect
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.pages import sagemaker_pages
from lambda_handlers.aws.propagation import wording
from lambda_handlers.errors import ResourceError
from lambda_handlers.workteam.settings import DesiredWorkteam

logger = logging.getLogger(__name__)


def require_user_pool(desired: DesiredWorkteam) -> None:
    """Raises ResourceError for groups of no pool or client, as a workforce without a user pool hands them on."""
    for group in _groups(desired):
        missing = [name for name in ("UserPool", "ClientId") if group.get(name) == ""]
        if missing:
            raise ResourceError(
                f"the work team '{desired.name}' cannot have the group '{group.get('UserGroup', '')}', whose {' and '.join(missing)} "
                f"{'are' if missing[1:] else 'is'} empty: its workforce has no user pool; {openid_connect.POSSIBLE}"
            )


def explained(error: ClientError, *, desired: DesiredWorkteam, sagemaker: Client) -> Exception:
    """The error of a refused team, with what SageMaker leaves out: which groups it was about, or that the workforce has no user pool."""
    groups = _groups(desired)
    if not groups or error.response.get("Error", {}).get("Code") != "ValidationException":
        return error
    workforce = _workforce(desired, sagemaker)
    if workforce is not None and not openid_connect.has_user_pool(workforce):
        return ResourceError(
            f"the work team '{desired.name}' consists of groups of a user pool and met {openid_connect.described(workforce)}: "
            f"{openid_connect.POSSIBLE}"
        )
    found = wording(error)
    if found is None or found.subject != "workers":
        return error
    named = ", ".join(f"the group '{group['UserGroup']}' of the user pool {group['UserPool']}" for group in groups)
    return ResourceError(f"{error}; the work team '{desired.name}' names {named}, with the app client {groups[0]['ClientId']}")


def _groups(desired: DesiredWorkteam) -> list[Mapping[str, str]]:
    members = desired.settings.get("MemberDefinitions", [])
    return [member["CognitoMemberDefinition"] for member in members if "CognitoMemberDefinition" in member]


def _workforce(desired: DesiredWorkteam, sagemaker: Client) -> Mapping[str, Any] | None:
    """The workforce of the team, as far as it can be seen: the named one, or the only one."""
    try:
        found = [workforce for page in sagemaker_pages(sagemaker.list_workforces) for workforce in page["Workforces"]]
    except (BotoCoreError, ClientError) as error:
        logger.warning("why the work team %s was refused is not looked into: %s", desired.name, error)
        return None
    return next((workforce for workforce in found if desired.workforce_name in (None, workforce["WorkforceName"])), None)
