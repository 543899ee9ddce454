"""ARNs: Ground Truth reaches only what is in its own region, and passes only roles of its own account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node

_ARN = re.compile(r"arn:aws[a-z\-]*:(?P<service>[a-z0-9\-]+):(?P<region>[a-z0-9\-]*):(?P<account>[0-9]{12}|):(?P<resource>.+)")
_ARN_KEYS = ("Arn", "_arn", "KeyId")
_OWN_ACCOUNT = ("role/", "workteam/private-crowd/")


def arn_mistakes(document: Node, *, region: str | None, account: str | None) -> Iterator[Mistake]:
    """ARNs of another region, and roles and private teams of another account. None: not known before deployment."""
    for node in document.descendants():
        match = _ARN.fullmatch(node.text or "") if node.key.endswith(_ARN_KEYS) else None
        if match is None:
            continue
        if region and match["region"] and match["region"] != region:
            yield node.mistake(f"an ARN of the region {region}")
        if account and match["resource"].startswith(_OWN_ACCOUNT) and match["account"] != account:
            yield node.mistake(f"an ARN of the account {account}")
