"""Values that are known only at deployment: CDK tokens."""

from __future__ import annotations

import sys

_TOKEN = "${Token["
"""The start of every string token. Defined here because `Token.is_unresolved` calls the jsii process, which is slow."""


def is_token(value: object) -> bool:
    """True if the value is known only at deployment. Without aws_cdk in the process, as in Lambda, there are no tokens."""
    aws_cdk = sys.modules.get("aws_cdk")
    if aws_cdk is None or (isinstance(value, str) and _TOKEN not in value):
        return False
    return bool(aws_cdk.Token.is_unresolved(value))
