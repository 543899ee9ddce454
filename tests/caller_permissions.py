"""The permissions that a caller of SageMaker needs, from AWS's two sources: the resource schemas in cfn-lint, and the developer guide."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

REGION = "us-east-1"
OPERATIONS = ("create", "read", "update", "delete")
"""The operations of a resource's lifecycle; `list` finds resources that no stack has."""

_COGNITO = frozenset(
    f"cognito-idp:{action}" for action in ("DescribeUserPool", "DescribeUserPoolClient", "UpdateUserPool", "UpdateUserPoolClient")
)

GUIDE: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("AWS::SageMaker::Workforce", "create"): _COGNITO | {"sagemaker:CreateWorkforce"},
        ("AWS::SageMaker::Workteam", "create"): _COGNITO | {"sagemaker:CreateWorkteam"},
    }
)
"""https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html, where it names more than the operation itself."""


def resource_types() -> frozenset[str]:
    """Every resource type of CloudFormation."""
    return frozenset(PROVIDER_SCHEMA_MANAGER.get_resource_types(REGION))


@cache
def named_by_aws(resource_type: str, operation: str) -> frozenset[str]:
    """The actions that a caller needs for an operation of a native resource type, by either source."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, resource_type).schema
    return frozenset(schema["handlers"][operation]["permissions"]) | GUIDE.get((resource_type, operation), frozenset())
