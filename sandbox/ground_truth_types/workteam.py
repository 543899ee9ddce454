"""AWS::SageMaker::Workteam.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-workteam.html
"""

from typing import Any

from ministack.services.cloudformation import provisioners

from sandbox.ground_truth_types import deployer
from sandbox.ground_truth_types.sagemaker_calls import Properties, call, change_tags, found, tags_of

TYPE = "AWS::SageMaker::Workteam"
CREATE_ONLY = ("WorkteamName", "WorkforceName")
NAME_LIMIT = 63
# API names that differ from the properties'.
_COGNITO_NAMES = {"CognitoUserPool": "UserPool", "CognitoUserGroup": "UserGroup", "CognitoClientId": "ClientId"}
_OIDC_NAMES = {"OidcGroups": "Groups"}

Provisioned = tuple[str, dict[str, str]]


def create(logical_id: str, properties: Properties, stack_name: str) -> Provisioned:
    """CreateWorkteam; a name is generated if none is given."""
    client = deployer.client("sagemaker")
    name = properties.get("WorkteamName") or provisioners._physical_name(stack_name, logical_id, max_len=NAME_LIMIT)
    workforce = {"WorkforceName": properties["WorkforceName"]} if "WorkforceName" in properties else {}
    call(client.create_workteam, WorkteamName=name, Tags=tags_of(properties), **workforce, **_changeable(properties))
    return _read(client, name)


def update(physical_id: str, old: Properties, new: Properties, _stack_name: str) -> Provisioned:
    """UpdateWorkteam and the tags."""
    client = deployer.client("sagemaker")
    name = _name(physical_id)
    # Without a topic in the request the existing one would remain.
    topic: dict[str, Any] = {"NotificationConfiguration": {}} if "NotificationConfiguration" in old else {}
    call(client.update_workteam, WorkteamName=name, **(topic | _changeable(new)))
    change_tags(client, physical_id, old=old, new=new)
    return _read(client, name)


def delete(physical_id: str, _properties: Properties) -> None:
    """DeleteWorkteam; a missing one is no failure."""
    found(deployer.client("sagemaker").delete_workteam, WorkteamName=_name(physical_id))


def _read(client: Any, name: str) -> Provisioned:
    """The ARN as primary identifier, and the attributes."""
    arn = call(client.describe_workteam, WorkteamName=name)["Workteam"]["WorkteamArn"]
    call(client.list_tags, ResourceArn=arn)
    return arn, {"WorkteamArn": arn, "WorkteamName": name}


def _changeable(properties: Properties) -> dict[str, Any]:
    changeable = {name: properties[name] for name in ("Description", "NotificationConfiguration") if name in properties}
    return changeable | {"MemberDefinitions": [_member(definition) for definition in properties.get("MemberDefinitions", [])]}


def _member(definition: Properties) -> dict[str, Any]:
    names = {"CognitoMemberDefinition": _COGNITO_NAMES, "OidcMemberDefinition": _OIDC_NAMES}
    return {kind: {names[kind].get(name, name): value for name, value in member.items()} for kind, member in definition.items()}


def _name(physical_id: str) -> str:
    return physical_id.rpartition("/")[2]
