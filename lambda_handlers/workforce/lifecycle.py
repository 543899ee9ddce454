"""Create, update and delete of the private workforce."""

import logging
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import ownership, stack
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.patient_client import repeated_as_one
from lambda_handlers.aws.service_shapes import input_shape
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError
from lambda_handlers.workforce import existing, invitation, portal, settings, tagging
from lambda_handlers.workforce.desired import DesiredWorkforce
from lambda_handlers.workforce.existing import Workforce
from lambda_handlers.workforce.service import Workforces

logger = logging.getLogger(__name__)


class WorkforceLifecycle:
    """The physical id is the name of the workforce."""

    def __init__(self, *, sagemaker: Client, cognito: Client) -> None:
        self._sagemaker = sagemaker
        self._cognito = cognito
        self._workforces = Workforces(sagemaker)

    def physical_resource_id(self, request: Request) -> str:
        return self._desired(request).name

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        desired = self._desired(request)
        if desired.mode == "create":
            self._make(desired, request, deadline)
        return self._configure(desired, request, deadline)

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        desired = self._desired(request)
        observed = None
        if desired.mode == "create":
            self._require_same_name(desired, request)
            observed = self._workforces.find(desired.name)
            if observed is None:
                return self.create(request, deadline)
            self._keep_own(desired, observed, request)
        return self._configure(desired, request, deadline, observed=observed)

    def delete(self, request: Request, deadline: Deadline) -> None:
        if request.properties.get("Mode") in ("adopt", "import"):
            return
        observed = self._held(request, deadline) or self._unanswered(request, deadline)
        if observed is None:
            return
        try:
            ours = self._is_ours(observed, request)
        except ClientError:
            if self._workforces.find(observed["WorkforceName"]) is None:
                # Another delivery of the same request was faster.
                return
            raise
        if not ours:
            logger.warning("the workforce %s is not ours and is left alone", observed["WorkforceName"])
            return
        self._workforces.remove(observed, deadline)

    def _require_same_name(self, desired: DesiredWorkforce, request: Request) -> None:
        """Raises ResourceError for another name than that of the workforce that CloudFormation knows.

        It may know it by an id that this handler never answered: one that it made up, or one of an earlier implementation. Then the
        name may be another one as long as there is no workforce of ours under the old one.
        """
        id, former = request.known_physical_resource_id, request.old_properties.get("WorkforceName")
        if desired.name in {id, former}:
            return
        if former == id or self._has_own(former, request):
            raise existing.cannot_change(name=str(former), what="the name")

    def _has_own(self, name: object, request: Request) -> bool:
        workforce = self._workforces.find(name) if isinstance(name, str) else None
        return workforce is not None and self._is_ours(workforce, request)

    def _held(self, request: Request, deadline: Deadline) -> Workforce | None:
        """The workforce that a Delete names; looked for several times when it may have been made moments ago."""
        id = request.known_physical_resource_id
        return self._workforces.find_again(id, deadline) if id == request.properties.get("WorkforceName") else self._workforces.find(id)

    def _unanswered(self, request: Request, deadline: Deadline) -> Workforce | None:
        """The workforce of a Create that was never answered, so that the Delete comes with an id that CloudFormation made up."""
        name = request.properties.get("WorkforceName")
        if not isinstance(name, str) or name == request.known_physical_resource_id:
            return None
        return self._workforces.find_again(name, deadline) if stack.resource_goes(request, was_answered=False) else None

    def _desired(self, request: Request) -> DesiredWorkforce:
        return DesiredWorkforce.from_request(request, api=input_shape(self._sagemaker, "CreateWorkforce"))

    def _make(self, desired: DesiredWorkforce, request: Request, deadline: Deadline) -> None:
        """Create the workforce, unless an earlier delivery of the request did; raises ResourceError when there is another one."""
        deadline.check(f"creating the workforce '{desired.name}'")
        parameters = desired.creation(ownership_tags=ownership.ownership_tags(request))
        try:
            tagging.create_workforce(self._sagemaker, parameters)
        except ClientError:
            # There may be one: somebody else's, or made by an earlier delivery of the same request.
            if not self._is_made_already(desired, request):
                raise

    def _is_made_already(self, desired: DesiredWorkforce, request: Request) -> bool:
        for workforce in self._workforces.all():
            ours = workforce["WorkforceName"] == desired.name and existing.same_cognito_config(workforce, desired.cognito_config)
            if not ours or _made_by_another(self._workforces.tags(workforce), request):
                raise existing.refusal(workforce)
            return True
        return False

    def _configure(self, desired: DesiredWorkforce, request: Request, deadline: Deadline, *, observed: Workforce | None = None) -> Outcome:
        """Wait until the workforce is active; unless it is only imported, apply its settings and tell Cognito where its portal is."""
        workforce = self._workforces.active(desired.name, deadline, observed=observed)
        existing.require_user_pool(workforce, mode=desired.mode)
        if desired.cognito_config and not existing.same_cognito_config(workforce, desired.cognito_config):
            raise existing.other_cognito_config(workforce, cognito_config=desired.cognito_config)
        if desired.mode == "import":
            return _outcome(workforce)
        changes = settings.changes(desired=desired.settings, formerly=_former_properties(desired, request), observed=workforce)
        if changes:
            self._sagemaker.update_workforce(WorkforceName=desired.name, **changes)
            workforce = self._workforces.active(desired.name, deadline)
        self._write_portal(workforce, desired, request)
        return _outcome(workforce)

    def _write_portal(self, workforce: Workforce, desired: DesiredWorkforce, request: Request) -> None:
        pool, client_id, sub_domain = workforce["CognitoConfig"]["UserPool"], workforce["CognitoConfig"]["ClientId"], workforce["SubDomain"]
        former, texts = list(_former_properties(desired, request).get("InvitationMessage", {})), desired.invitation
        repeated_as_one(lambda: portal.add_portal_urls(self._cognito, user_pool=pool, client_id=client_id, sub_domain=sub_domain))
        if texts or former:
            repeated_as_one(
                lambda: invitation.write_invitation(self._cognito, user_pool=pool, invitation=texts, formerly=former, sub_domain=sub_domain)
            )

    def _keep_own(self, desired: DesiredWorkforce, observed: Workforce, request: Request) -> None:
        existing.require_user_pool(observed, mode=desired.mode)
        if not existing.same_cognito_config(observed, desired.cognito_config):
            raise existing.cannot_change(name=desired.name, what="the user pool or app client")
        tags = self._workforces.tags(observed)
        if _made_by_another(tags, request):
            raise ResourceError(f"the workforce '{desired.name}' was made by {ownership.owner(tags or {})}")
        if tags is not None:
            former = ownership.former_user_tags(request.old_properties)
            tagging.update_user_tags(self._sagemaker, arn=observed["WorkforceArn"], present=tags, desired=desired.tags, formerly=former)

    def _is_ours(self, workforce: Workforce, request: Request) -> bool:
        """By its ownership tags; by its user pool and client where it has none, since a workforce cannot be tagged everywhere."""
        tags = self._workforces.tags(workforce)
        if tags is None or ownership.STACK_ID not in tags:
            return existing.same_cognito_config(workforce, request.properties.get("CognitoConfig"))
        return ownership.is_owned(tags, request)


def _made_by_another(tags: Mapping[str, str] | None, request: Request) -> bool:
    """True if the tags name another stack or resource; None where a workforce cannot be tagged."""
    return tags is not None and ownership.STACK_ID in tags and not ownership.is_owned(tags, request)


def _former_properties(desired: DesiredWorkforce, request: Request) -> Mapping[str, Any]:
    """The former properties of this resource.

    With another mode the workforce changes hands: it keeps what the new properties do not name.
    """
    return request.old_properties if request.old_properties.get("Mode") == desired.mode else {}


def _outcome(workforce: Workforce) -> Outcome:
    cognito_config: Mapping[str, str] = workforce["CognitoConfig"]
    sub_domain = workforce.get("SubDomain", "")
    return Outcome(
        physical_resource_id=workforce["WorkforceName"],
        data={
            "WorkforceName": workforce["WorkforceName"],
            "WorkforceArn": workforce["WorkforceArn"],
            "SubDomain": sub_domain,
            "PortalUrl": portal.portal_url(sub_domain),
            "UserPool": cognito_config["UserPool"],
            "ClientId": cognito_config["ClientId"],
        },
    )
