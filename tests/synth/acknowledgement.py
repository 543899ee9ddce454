"""Why a finding of cdk-nag stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.synth.findings import Finding

_PART = "…"


@dataclass(frozen=True)
class Acknowledgement:
    """Why a rule is not met. `constructs` are patterns of construct paths, each of which must match a finding.

    A rule of AwsSolutions-IAM5 names the resource too, so that another wildcard in the same policy is a new finding; in it, `…` stands for
    any text without a slash, such as a logical id.
    """

    rule: str
    constructs: tuple[str, ...]
    reason: str

    def matches(self, finding: Finding, pattern: str) -> bool:
        """Whether the finding is this one, at a construct of that pattern."""
        rule = "[^/]*".join(re.escape(part) for part in self.rule.split(_PART))
        return re.fullmatch(rule, finding.rule) is not None and fnmatchcase(finding.construct, pattern)
