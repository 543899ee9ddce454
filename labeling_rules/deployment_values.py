"""Values that are known at deployment only: CDK tokens."""

from __future__ import annotations

import sys


def is_token(value: object) -> bool:
    """Whether a value is known at deployment only. Without aws_cdk in the process, as in Lambda, nobody can have made a token."""
    if "aws_cdk" not in sys.modules:
        return False
    from aws_cdk import Token

    return bool(Token.is_unresolved(value))
