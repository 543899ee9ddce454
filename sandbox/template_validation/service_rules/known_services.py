"""Services and their actions, as policies name them: cfn-lint's copy of AWS's list, and principals that have no actions of their own.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

import re
from fnmatch import fnmatchcase
from functools import cache

from sandbox.template_validation import linter

_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")
_PRINCIPALS_ALONE = frozenset(
    {
        "amazonmq",
        "billingconsole",
        "channels",
        "dlm",
        "ec2fleet",
        "ecs-tasks",
        "edgelambda",
        "eks-fargate",
        "eks-fargate-pods",
        "eks-nodegroup",
        "elasticfilesystem",
        "lex",
        "lexv2",
        "macie",
        "monitoring",
        "spot",
        "spotfleet",
        "vmie",
        "vpc-flow-logs",
        "wafv2",
    }
)


@cache
def _actions() -> dict[str, frozenset[str]]:
    return linter.service_actions()


def is_service_principal(name: str) -> bool:
    """Whether a part of the principal names a service: `delivery.logs.amazonaws.com`, `states.eu-west-1.amazonaws.com`."""
    parts = name.partition(".amazonaws.com")[0].split(".")
    return any(part in _actions() or part in _PRINCIPALS_ALONE for part in parts if not _REGION.fullmatch(part))


def has_action(service: str, pattern: str) -> bool:
    """Whether the service has an action that the pattern of a policy stands for."""
    prefix, _, name = pattern.lower().partition(":")
    if pattern == "*":
        return True
    return prefix == service and any(fnmatchcase(action, name) for action in _actions()[service])
