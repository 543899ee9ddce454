"""Rights of the handlers of a workforce and of its teams: for their own calls, and for those that SageMaker makes on their behalf.

Sources: the permissions of AWS::SageMaker::Workforce and AWS::SageMaker::Workteam, and
https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html. Where one of them names an action, it is granted.
"""

from __future__ import annotations

from collections.abc import Iterator

import aws_cdk as cdk

from ground_truth.role_policy import Grant
from ground_truth.workers.worker_pool import WorkerPool

_TAGS = ("sagemaker:AddTags", "sagemaker:DeleteTags", "sagemaker:ListTags")
_APP_CLIENT = ("cognito-idp:DescribeUserPoolClient", "cognito-idp:UpdateUserPoolClient")
_USER_POOL = ("cognito-idp:DescribeUserPool", "cognito-idp:ListGroups", "cognito-idp:UpdateUserPool")

# ListWorkforces supports no resource-level permissions.
_LIST_WORKFORCES = Grant(["sagemaker:ListWorkforces"], ["*"])


def workforce_rights(stack: cdk.Stack, *, mode: str, workforce_name: str, worker_pool: WorkerPool | None) -> Iterator[Grant]:
    """Rights of the workforce's handler. An adopted workforce keeps its tags and its user pool, an imported one everything."""
    workforce = stack.format_arn(service="sagemaker", resource="workforce", resource_name=workforce_name)
    yield _LIST_WORKFORCES
    match mode:
        case "create":
            yield Grant((*_of_sagemaker("Create", "Describe", "Update", "Delete", kind="Workforce"), *_TAGS), [workforce])
        case "adopt":
            yield Grant(_of_sagemaker("Describe", "Update", kind="Workforce"), [workforce])
            # The workforce's pool is known only after its handler has looked it up.
            yield Grant(_APP_CLIENT, [stack.format_arn(service="cognito-idp", resource="userpool", resource_name="*")])
        case _:
            yield Grant(_of_sagemaker("Describe", kind="Workforce"), [workforce])
    if worker_pool is not None:
        yield Grant((*_APP_CLIENT, *_USER_POOL, "cognito-idp:ListUsers"), [worker_pool.user_pool.user_pool_arn])
        # DescribeUserPoolDomain supports no resource-level permissions: it names a domain.
        yield Grant(["cognito-idp:DescribeUserPoolDomain"], ["*"])


def workteam_rights(stack: cdk.Stack, *, user_pool_arn: str) -> Iterator[Grant]:
    """Rights of the work teams' handler."""
    # Every team of the account, not this one's name: a team that was renamed or taken out of the stack is deleted after the
    # policy was updated. The handler deletes nothing that does not carry this stack's tags.
    teams = stack.format_arn(service="sagemaker", resource="workteam", resource_name="private-crowd/*")
    yield Grant((*_of_sagemaker("Create", "Describe", "Update", "Delete", kind="Workteam"), *_TAGS), [teams])
    yield _LIST_WORKFORCES
    yield Grant((*_APP_CLIENT, *_USER_POOL, "cognito-idp:AdminListGroupsForUser"), [user_pool_arn])


def _of_sagemaker(*verbs: str, kind: str) -> list[str]:
    return [f"sagemaker:{verb}{kind}" for verb in verbs]
