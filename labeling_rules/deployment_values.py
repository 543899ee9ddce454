"""Values that are known at deployment only: CDK tokens."""

from __future__ import annotations

import sys

_TOKEN = "${Token["
"""In every text that is a token or holds one. Known here because aws_cdk answers through another process, which takes its time."""


def is_token(value: object) -> bool:
    """Whether a value is known at deployment only. Without aws_cdk in the process, as in Lambda, nobody can have made a token."""
    aws_cdk = sys.modules.get("aws_cdk")
    if aws_cdk is None or (isinstance(value, str) and _TOKEN not in value):
        return False
    return bool(aws_cdk.Token.is_unresolved(value))
