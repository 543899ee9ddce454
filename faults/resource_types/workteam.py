"""Custom::GroundTruthWorkteam."""

from typing import Any

from faults import neighbour
from faults.account import Account
from faults.resource_types.resource_type import ResourceType, difference, owned
from faults.stack import Held
from lambda_handlers import workteam


class Workteam(ResourceType):
    """A team of the neighbour's workforce. `replaced` has another name."""

    name = "Workteam"
    type = "Custom::GroundTruthWorkteam"
    package = workteam
    beside_a_workforce = True

    def set_up(self, account: Account) -> None:
        config = account.ground_truth.workforces[neighbour.WORKFORCE].cognito_config or {}
        self.created = {
            "WorkteamName": "reviews",
            "WorkforceName": neighbour.WORKFORCE,
            "MemberDefinitions": [_member(config, "labelers")],
            "Description": "labels product reviews",
            "NotificationConfiguration": {"NotificationTopicArn": "arn:aws:sns:us-east-1:123456789012:work"},
            "Tags": [{"Key": "project", "Value": "reviews"}],
        }
        self.changed = {
            **{name: value for name, value in self.created.items() if name != "NotificationConfiguration"},
            "MemberDefinitions": [_member(config, "labelers"), _member(config, "reviewers")],
            "Description": "labels and reviews",
            "Tags": [{"Key": "owner", "Value": "data"}],
        }
        self.replaced = {**self.created, "WorkteamName": "opinions"}

    def live(self, account: Account, stack_id: str) -> list[str]:
        return [team.name for team in account.ground_truth.workteams.values() if owned(team.tags, stack_id)]

    def problems(self, account: Account, held: Held) -> list[str]:
        team = account.ground_truth.workteams.get(held.physical_id)
        if team is None:
            return [f"there is no work team {held.physical_id}"]
        desired = held.properties
        topic = desired.get("NotificationConfiguration", {}).get("NotificationTopicArn")
        tags = {key: value for key, value in team.tags.items() if ":" not in key}
        return [
            *difference("its description", team.description, desired["Description"]),
            *difference("its members", team.member_definitions, desired["MemberDefinitions"]),
            *difference("its topic", team.notification_topic_arn, topic),
            *difference("its tags", tags, {tag["Key"]: tag["Value"] for tag in desired["Tags"]}),
        ]

    def remains(self, account: Account, stack_id: str) -> list[str]:
        return self.live(account, stack_id)


def _member(config: dict[str, Any], group: str) -> dict[str, Any]:
    return {"CognitoMemberDefinition": {**config, "UserGroup": group}}
