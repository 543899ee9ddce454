"""Constraints of the creating API, from botocore's model: lengths, ranges, patterns and values that the schema lacks.

Only members that the resource's property and the operation's parameter share are compared.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ListShape, OperationModel, Shape, StructureShape

from sandbox.ground_truth.model_validation import broken_constraints, member_path, violation
from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused

_OPERATIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "AWS::Cognito::UserPool": (("cognito-idp", "CreateUserPool"),),
    "AWS::Cognito::UserPoolClient": (("cognito-idp", "CreateUserPoolClient"),),
    "AWS::Cognito::UserPoolDomain": (("cognito-idp", "CreateUserPoolDomain"),),
    "AWS::Cognito::UserPoolGroup": (("cognito-idp", "CreateGroup"),),
    "AWS::Cognito::UserPoolResourceServer": (("cognito-idp", "CreateResourceServer"),),
    "AWS::Cognito::UserPoolUser": (("cognito-idp", "AdminCreateUser"),),
    "AWS::DynamoDB::Table": (("dynamodb", "CreateTable"),),
    "AWS::Events::Rule": (("events", "PutRule"), ("events", "PutTargets")),
    "AWS::IAM::ManagedPolicy": (("iam", "CreatePolicy"),),
    "AWS::IAM::Role": (("iam", "CreateRole"),),
    "AWS::IAM::User": (("iam", "CreateUser"),),
    "AWS::KMS::Alias": (("kms", "CreateAlias"),),
    "AWS::KMS::Key": (("kms", "CreateKey"),),
    "AWS::Lambda::EventInvokeConfig": (("lambda", "PutFunctionEventInvokeConfig"),),
    "AWS::Lambda::EventSourceMapping": (("lambda", "CreateEventSourceMapping"),),
    "AWS::Lambda::Function": (("lambda", "CreateFunction"),),
    "AWS::Lambda::Permission": (("lambda", "AddPermission"),),
    "AWS::Logs::LogGroup": (("logs", "CreateLogGroup"),),
    "AWS::SecretsManager::Secret": (("secretsmanager", "CreateSecret"),),
    "AWS::SSM::Parameter": (("ssm", "PutParameter"),),
    "AWS::StepFunctions::StateMachine": (("stepfunctions", "CreateStateMachine"),),
}
_RENAMED = {"StateMachineName": "name", "UserPoolName": "PoolName"}


def constraint_errors(resource: Resource) -> Iterator[str]:
    """The messages of the service's request validation."""
    # A custom domain has dots, which the model's pattern does not allow.
    if resource.type == "AWS::Cognito::UserPoolDomain" and "CustomDomainConfig" in resource.properties:
        return
    for service, operation in _OPERATIONS.get(resource.type, ()):
        shape = _model(service, operation).input_shape
        found = list(_broken(shape, resource.properties, "", ())) if shape is not None else []
        if found:
            counted = "1 validation error" if len(found) == 1 else f"{len(found)} validation errors"
            message = f"{counted} detected: {'; '.join(text for text, _ in found)}"
            yield refused(service, message, at=found[0][1])


@cache
def _model(service: str, operation: str) -> OperationModel:
    return botocore.session.get_session().get_service_model(service).operation_model(operation)


def _broken(shape: Shape, value: Any, path: str, place: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each violation, with the property's path."""
    if isinstance(shape, StructureShape) and isinstance(value, Mapping):
        for name, item in value.items():
            member = _member(shape, name)
            if member is not None:
                yield from _broken(shape.members[member], item, member_path(path, member), (*place, name))
    elif isinstance(shape, ListShape) and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _broken(shape.member, item, f"{path}.{number + 1}.member", (*place, str(number)))
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield from _broken_scalar(shape, value, path, place)


def _member(shape: StructureShape, name: str) -> str | None:
    """The member's name in the API. Some APIs use lower camel case, or omit the resource's name."""
    candidates = (name, name[:1].lower() + name[1:], _RENAMED.get(name, ""))
    return next((each for each in candidates if each in shape.members), None)


def _broken_scalar(shape: Shape, value: str | float, path: str, place: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if shape.type_name == "string":
        converted: Any = str(value)
    elif shape.type_name in {"integer", "long"} and str(value).lstrip("-").isdigit():
        converted = int(value)
    else:
        return
    for constraint in broken_constraints(shape, converted):
        yield violation(converted, path, constraint, is_sensitive="sensitive" in shape.metadata), "/".join(place)
