"""AWS managed policies: MiniStack has the few dozen most common ones, moto has all.

moto's are loaded when a policy is requested that MiniStack lacks, which takes a moment.
"""

import json
from functools import cache
from typing import Any

from ministack.services import iam


def install() -> None:
    """Make all AWS managed policies available to MiniStack."""
    look_up = iam._lookup_policy

    def look_up_everywhere(arn: str) -> Any:
        if iam._is_aws_managed_arn(arn) and arn not in iam._aws_managed_policies:
            _add(arn)
        return look_up(arn)

    iam._lookup_policy = look_up_everywhere


def _add(arn: str) -> None:
    name = arn.removeprefix(iam._AWS_MANAGED_POLICY_PREFIX)
    if document := _documents().get(name):
        iam._aws_managed_policies[arn] = iam._make_aws_managed_record(name, json.dumps(document))


@cache
def _documents() -> dict[str, Any]:
    """The documents by path and name: `service-role/AWSLambdaRole`."""
    from moto.iam.aws_managed_policies import aws_managed_policies_data

    policies = json.loads(aws_managed_policies_data)
    return {f"{policy.get('Path', '/')[1:]}{name}": policy["Document"] for name, policy in policies.items()}
