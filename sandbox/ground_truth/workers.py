"""The workers of a labeling job: members of its work team, identified by Ground Truth's ids."""

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from sandbox.ground_truth.backend import Workteam
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.request import Request

_ID_LENGTH = 16


@dataclass(frozen=True, kw_only=True)
class Worker:
    """A worker who responds to tasks."""

    worker_id: str
    """``private.<region>.`` and 16 hexadecimal digits, the same in every job."""
    identity: Mapping[str, str] | None
    """The worker's identity at the workforce's identity provider; None if there is no provider to query."""


def workers_of(request: Request, job: LabelingJob) -> tuple[Worker, ...]:
    """As many workers as each data object needs: the team's members first, then fictitious ones."""
    required: int = job.request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"]
    team = next((team for team in request.backend.workteams.values() if team.arn == job.workteam_arn), None)
    subjects = list(_members(request, team))[:required] if team is not None else []
    subjects += [_stand_in(job.workteam_arn, number) for number in range(len(subjects), required)]
    return tuple(_worker(request, team, subject) for subject in subjects)


def _members(request: Request, team: Workteam) -> Iterator[str]:
    """The ``sub`` of each enabled member, oldest first. Empty if the user pool is gone or not a Cognito pool."""
    groups = [member["CognitoMemberDefinition"] for member in team.member_definitions if "CognitoMemberDefinition" in member]
    users = {_sub(user): user for group in groups for user in _users(request, group) if user["Enabled"]}
    yield from sorted(users, key=lambda sub: (users[sub]["UserCreateDate"], users[sub]["Username"]))


def _users(request: Request, group: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    cognito = request.surroundings.own_client("cognito-idp", region=request.region)
    more: dict[str, str] = {}
    while True:
        try:
            page = cognito.list_users_in_group(UserPoolId=group["UserPool"], GroupName=group["UserGroup"], **more)
        except ClientError as missing:
            # The pool or group may be deleted while a job runs: the team is then empty.
            if missing.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            return
        yield from page["Users"]
        if not page.get("NextToken"):
            return
        more = {"NextToken": page["NextToken"]}


def _sub(user: Mapping[str, Any]) -> str:
    return str(next(attribute["Value"] for attribute in user["Attributes"] if attribute["Name"] == "sub"))


def _stand_in(workteam_arn: str, number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{workteam_arn}/stand-in/{number}"))


def _worker(request: Request, team: Workteam | None, subject: str) -> Worker:
    digits = hashlib.sha256(f"{request.account_id}/{subject}".encode()).hexdigest()[:_ID_LENGTH]
    return Worker(worker_id=f"private.{request.region}.{digits}", identity=_identity(request, team, subject))


def _identity(request: Request, team: Workteam | None, subject: str) -> Mapping[str, str] | None:
    if team is None:
        return None
    if team.workforce.oidc_config is not None:
        return {"identityProviderType": "Oidc", "issuer": team.workforce.oidc_config["Issuer"], "sub": subject}
    if team.workforce.cognito_config is None:
        return None
    issuer = f"https://cognito-idp.{request.region}.amazonaws.com/{team.workforce.cognito_config['UserPool']}"
    return {"identityProviderType": "Cognito", "issuer": issuer, "sub": subject}
