"""Values that are known at deployment only: CDK tokens."""

from __future__ import annotations

import sys

_TOKEN = "${Token["
"""In every text that is a token or holds one. Known here because aws_cdk answers through another process, which takes its time."""


def is_token(value: object) -> bool:
    """Whether a value is known at deployment only. Without aws_cdk in the process, as in Lambda, nobody can have made a token."""
    if "aws_cdk" not in sys.modules or (isinstance(value, str) and _TOKEN not in value):
        return False
    from aws_cdk import Token

    return bool(Token.is_unresolved(value))
