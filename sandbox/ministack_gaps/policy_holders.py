"""AWS::IAM::ManagedPolicy: Roles, Users and Groups must exist; MiniStack attaches the policy to those that do.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
"""

from ministack.services.cloudformation import provisioners

from sandbox.ministack_gaps.added_properties import Properties, add


def install() -> None:
    """Require them as MiniStack does for AWS::IAM::Policy."""
    add("AWS::IAM::ManagedPolicy", _require_entities)


def _require_entities(_arn: str, _old: Properties, new: Properties) -> None:
    provisioners._iam_policy_require_entities(new)
