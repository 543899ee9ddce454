"""Custom::GroundTruthWorkforce, in the modes that own a workforce and that share one."""

from typing import Any

from faults import neighbour
from faults.account import Account
from faults.resource_types.resource_type import ResourceType, difference, owned
from faults.stack import Held
from lambda_handlers import workforce

INVITATION = {"EmailSubject": "Label with us", "EmailMessage": "{portal}: {username} {####}"}


class Workforce(ResourceType):
    """The account's one workforce, over the stack's own user pool. A replacement is refused."""

    name = "Workforce"
    type = "Custom::GroundTruthWorkforce"
    package = workforce
    beside_a_workforce = False

    def __init__(self, workforce_name: str = "ours") -> None:
        self.workforce_name = workforce_name

    def set_up(self, account: Account) -> None:
        self.config = neighbour.user_pool(account, self.workforce_name)
        self.client_before = _client_settings(account, self.config)
        self.created = {
            "Mode": "create",
            "WorkforceName": self.workforce_name,
            "CognitoConfig": self.config,
            "SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]},
            "InvitationMessage": INVITATION,
            "UserPoolRevision": "1",
        }
        self.changed = {**self.created, "SourceIpConfig": {"Cidrs": ["10.1.0.0/16"]}, "UserPoolRevision": "2"}
        self.replaced = {**self.created, "WorkforceName": "other"}

    def live(self, account: Account, stack_id: str) -> list[str]:
        return [item.name for item in account.ground_truth.workforces.values() if owned(item.tags, stack_id)]

    def problems(self, account: Account, held: Held) -> list[str]:
        made = account.ground_truth.workforces.get(held.physical_id)
        if made is None:
            return [f"there is no workforce {held.physical_id}"]
        pool = account.cognito.describe_user_pool(UserPoolId=self.config["UserPool"])["UserPool"]
        message = pool["AdminCreateUserConfig"].get("InviteMessageTemplate", {}).get("EmailMessage")
        return [
            *difference("its addresses", made.source_ip_config, held.properties["SourceIpConfig"]),
            *difference("its invitation", message, INVITATION["EmailMessage"].replace("{portal}", f"https://{made.sub_domain}")),
            *portal_problems(account, self.config, sub_domain=made.sub_domain),
            *self._client_problems(account),
        ]

    def remains(self, account: Account, stack_id: str) -> list[str]:
        return [*self.live(account, stack_id), *self._client_problems(account)]

    def _client_problems(self, account: Account) -> list[str]:
        return difference("the app client", _client_settings(account, self.config), self.client_before)


class AdoptedWorkforce(ResourceType):
    """A workforce that a person made, shared by the stack. It is never deleted; what the stack does not name of it stays."""

    name = "AdoptedWorkforce"
    type = "Custom::GroundTruthWorkforce"
    package = workforce
    beside_a_workforce = False

    def set_up(self, account: Account) -> None:
        self.config = neighbour.user_pool(account, "persons")
        self.client_before = _client_settings(account, self.config)
        account.sagemaker.create_workforce(WorkforceName="persons", CognitoConfig=self.config)
        self.created = {"Mode": "adopt", "WorkforceName": "persons", "SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}}
        self.changed = {**self.created, "SourceIpConfig": {"Cidrs": ["10.1.0.0/16"]}}
        self.replaced = {**self.created, "WorkforceName": "nobodys"}

    def live(self, account: Account, stack_id: str) -> list[str]:
        del account, stack_id
        return []

    def problems(self, account: Account, held: Held) -> list[str]:
        made = account.ground_truth.workforces[held.physical_id]
        addresses = difference("its addresses", made.source_ip_config, held.properties["SourceIpConfig"])
        return [*addresses, *portal_problems(account, self.config, sub_domain=made.sub_domain)]

    def remains(self, account: Account, stack_id: str) -> list[str]:
        del stack_id
        deleted = [] if list(account.ground_truth.workforces) == ["persons"] else ["nothing of the adopted workforce"]
        return [*deleted, *difference("the app client", _client_settings(account, self.config), self.client_before)]


def portal_problems(account: Account, config: dict[str, str], *, sub_domain: str) -> list[str]:
    """Whether workers can sign in. The URLs of a former portal may stay: its workforce is gone, and the app client is the same."""
    client = account.cognito.describe_user_pool_client(UserPoolId=config["UserPool"], ClientId=config["ClientId"])["UserPoolClient"]
    desired = {"CallbackURLs": f"https://{sub_domain}/oauth2/idpresponse", "LogoutURLs": f"https://{sub_domain}/logout"}
    return [
        problem
        for name, url in desired.items()
        for problem in difference(name, [found for found in client[name] if found == url or not _is_portal(found)], [url])
    ]


def _is_portal(url: str) -> bool:
    return ".sagemaker.aws/" in url


def _client_settings(account: Account, config: dict[str, str]) -> dict[str, Any]:
    """The app client, but for what the handler writes."""
    client = account.cognito.describe_user_pool_client(UserPoolId=config["UserPool"], ClientId=config["ClientId"])["UserPoolClient"]
    return {name: value for name, value in client.items() if name not in {"CallbackURLs", "LogoutURLs", "LastModifiedDate"}}
