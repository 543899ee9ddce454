"""Services and actions in policies: cfn-lint's copy of AWS's list, and principals without actions.

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
        "edgelambda",
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
    """True if a label of the principal starts with a service: `delivery.logs.amazonaws.com`, `sagemaker-ground-truth-plus.amazonaws.com`.

    There is no list of principals: similar names pass too, so that no existing one is refused.
    """
    parts = name.partition(".amazonaws.com")[0].split(".")
    return any(_is_known(part) or _is_known(part.partition("-")[0]) for part in parts if not _REGION.fullmatch(part))


def _is_known(service: str) -> bool:
    return service in _actions() or service in _PRINCIPALS_ALONE


def has_action(service: str, pattern: str) -> bool:
    """True if the service has an action that matches the policy's pattern."""
    prefix, _, name = pattern.lower().partition(":")
    if pattern == "*":
        return True
    return prefix == service and any(fnmatchcase(action, name) for action in _actions()[service])
