"""AWS::Cognito::UserPoolUser and AWS::Cognito::UserPoolUserToGroupAttachment, which MiniStack's CloudFormation does not know."""

import json
from collections.abc import Callable
from typing import Any

from ministack.services import cognito
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

Properties = dict[str, Any]
Provisioned = tuple[str, dict[str, str]]

_USER_PROPERTIES = ("UserPoolId", "Username", "UserAttributes", "DesiredDeliveryMediums", "MessageAction", "ForceAliasCreation")


def install() -> None:
    """Add both types to MiniStack's table of resource handlers; all their properties are create-only on AWS."""
    _RESOURCE_HANDLERS["AWS::Cognito::UserPoolUser"] = {"create": _create_user, "delete": _delete_user}
    _RESOURCE_HANDLERS["AWS::Cognito::UserPoolUserToGroupAttachment"] = {"create": _attach, "delete": _detach}


def _create_user(_logical_id: str, properties: Properties, _stack_name: str) -> Provisioned:
    created = _call(cognito._admin_create_user, {name: properties[name] for name in _USER_PROPERTIES if name in properties})
    return created["User"]["Username"], {}


def _delete_user(physical_id: str, properties: Properties) -> None:
    _call(cognito._admin_delete_user, {"UserPoolId": properties["UserPoolId"], "Username": physical_id}, gone="UserNotFoundException")


def _attach(_logical_id: str, properties: Properties, _stack_name: str) -> Provisioned:
    _call(cognito._admin_add_user_to_group, properties)
    return f"{properties['UserPoolId']}|{properties['GroupName']}|{properties['Username']}", {}


def _detach(_physical_id: str, properties: Properties) -> None:
    _call(cognito._admin_remove_user_from_group, properties, gone="UserNotFoundException")


def _call(operation: Callable[[Properties], tuple[int, dict[str, str], bytes]], request: Properties, gone: str = "") -> Properties:
    status, _, body = operation(request)
    answer: Properties = json.loads(body or b"{}")
    if status >= 400 and answer.get("__type") not in (gone, "ResourceNotFoundException" if gone else ""):
        raise ValueError(f"{answer.get('message', body.decode())} (Service: CognitoIdentityProvider, Error Code: {answer.get('__type')})")
    return answer
