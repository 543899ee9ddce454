"""Reasons for accepted cdk-nag findings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.synth.findings import Finding

_PART = "…"


@dataclass(frozen=True)
class Acknowledgement:
    """The reason for not meeting a rule. `constructs` are patterns of construct paths, each of which must match a finding.

    A rule of AwsSolutions-IAM5 includes the resource, so that another wildcard in the same policy is a new finding; in it, `…` stands for
    any text without a slash, such as a logical id.
    """

    rule: str
    constructs: tuple[str, ...]
    reason: str

    def matches(self, finding: Finding, pattern: str) -> bool:
        """True if the finding matches, at a construct of that pattern."""
        rule = "[^/]*".join(re.escape(part) for part in self.rule.split(_PART))
        return re.fullmatch(rule, finding.rule) is not None and fnmatchcase(finding.construct, pattern)
