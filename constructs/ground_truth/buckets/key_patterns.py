"""Keys of S3 objects as parts of IAM policies, in which some characters of keys mean something else."""

from __future__ import annotations

import re

from labeling_rules.deployment_values import is_token

_SPECIAL = re.compile(r"[$*?]")
# The characters of a policy document, https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
_NOT_OF_A_POLICY = re.compile(r"[^\t\n\r\x20-\xff]")


def literal(key: str) -> str:
    """A key that stands for itself. A token is left as it is.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
    """
    return key if is_token(key) else _SPECIAL.sub(r"${\g<0>}", key)


def beginning(prefix: str) -> str:
    """The pattern of all keys that begin so: a shorter beginning where a policy cannot hold what follows."""
    return f"{literal(_NOT_OF_A_POLICY.split(prefix, maxsplit=1)[0])}*"
