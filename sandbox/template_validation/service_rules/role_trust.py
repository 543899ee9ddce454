"""The trust policies of roles that services assume."""

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id
from ministack.services import iam

from sandbox.template_validation.service_rules.documents import listed, parsed, statements


def trusts(role_arn: str, service: str) -> bool:
    """True if the role exists and its trust policy allows the service; a role of another account is not checked."""
    parts = role_arn.split(":")
    if len(parts) != 6 or parts[4] != get_account_id():
        return len(parts) == 6
    role = iam._roles.get(parts[5].rpartition("/")[2])
    if role is None or role["Arn"] != role_arn:
        return False
    trust = statements(parsed(role["AssumeRolePolicyDocument"]))
    return any(
        statement.get("Effect") == "Allow"
        and iam_evaluator._service_principal_matches(statement.get("Principal"), service)
        and {"sts:AssumeRole", "sts:*", "*"} & set(listed(statement.get("Action", [])))
        for statement in trust
    )
