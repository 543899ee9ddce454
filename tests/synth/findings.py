"""The findings of a cloud assembly's validation: CDK's own rules and cdk-nag's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ground_truth.environment import Environment


@dataclass(frozen=True)
class Finding:
    """A rule and the construct that violates it.

    In `rule`, which for AwsSolutions-IAM5 includes the policy's resource, the environment's account, region and name are
    `<account>`, `<region>` and `<environment>`.
    """

    plugin: str
    rule: str
    construct: str
    description: str

    def __str__(self) -> str:
        return f"{self.construct}: {self.rule}: {self.description}"


def read_findings(report: Path, environments: Iterable[Environment]) -> tuple[Finding, ...]:
    """The findings of a validation report."""
    by_name = {environment.name: environment for environment in environments}
    return tuple(
        Finding(
            plugin["pluginName"],
            _general(violation["ruleName"], by_name[construct["constructPath"].partition("/")[0]]),
            construct["constructPath"],
            violation["description"],
        )
        for plugin in json.loads(report.read_text(encoding="utf-8"))["pluginReports"]
        for violation in plugin["violations"]
        for construct in violation["violatingConstructs"]
    )


def _general(rule: str, environment: Environment) -> str:
    names = {
        environment.account: "<account>",
        f":{environment.region}:": ":<region>:",
        f"/{environment.region}/": "/<region>/",
        f"{environment.name}-": "<environment>-",
        **{f"/{job.labeling_job_name}-????????/": "/<job>-????????/" for job in environment.labeling_jobs},
    }
    for name, general in names.items():
        rule = rule.replace(name, general)
    return rule
