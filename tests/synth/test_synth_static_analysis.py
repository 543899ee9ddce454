"""CDK's own template validation, the AwsSolutions rules of cdk-nag, and cfn-lint, over every template of every environment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import aws_cdk as cdk
import pytest

from tests.synth.acknowledgements import ACKNOWLEDGEMENTS, CFN_LINT_IGNORED, acknowledged
from tests.synth.conftest import Synthesis
from tests.synth.findings import Finding


def test_every_finding_is_acknowledged(linted: Synthesis) -> None:
    assert linted.findings, "cdk-nag found nothing at all: it did not run"
    assert [str(finding) for finding in linted.findings if not acknowledged(finding)] == []


def test_every_acknowledgement_has_a_finding(linted: Synthesis) -> None:
    unused = [
        f"{entry.rule} at {pattern}"
        for entry in ACKNOWLEDGEMENTS
        for pattern in entry.constructs
        if not any(entry.matches(finding, pattern) for finding in linted.findings)
    ]
    assert unused == []


def test_every_acknowledgement_has_a_reason() -> None:
    assert [entry.rule for entry in ACKNOWLEDGEMENTS if len(entry.reason.split()) < 8] == []


@pytest.mark.parametrize(
    "finding",
    [
        Finding("AwsSolutions", "AwsSolutions-S10", "dev/Foundation/InputBucket/Bucket/Resource", "no TLS"),
        Finding("AwsSolutions", "AwsSolutions-S1", "dev/Foundation/AnotherBucket/Resource", "no access logs"),
        Finding("AwsSolutions", "AwsSolutions-IAM5[Action::s3:*]", "dev/Labeling/Job support-requests/ExecutionRole/Role", "wildcard"),
    ],
)
def test_another_finding_is_not_acknowledged(finding: Finding) -> None:
    assert not acknowledged(finding)


def test_cdks_own_validation_finds_nothing(linted: Synthesis) -> None:
    assert [str(finding) for finding in linted.findings if finding.plugin != "AwsSolutions"] == []


def test_cdks_own_validation_stops_the_synthesis(root: Path, tmp_path: Path) -> None:
    context = json.loads((root / "cdk.json").read_text(encoding="utf-8"))["context"]
    app = cdk.App(outdir=str(tmp_path / "cdk.out"), analytics_reporting=False, context=context)
    cdk.Stack(app, "WithoutResources")
    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()


@pytest.fixture(scope="module")
def cfn_lint_findings(linted: Synthesis) -> list[tuple[str, str]]:
    """The rule and text of every cfn-lint finding in the templates."""
    templates = [str(stack.template_file) for stack in linted.stacks.values()]
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--format", "json", "--", *templates]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    assert process.stderr == ""
    return [
        (match["Rule"]["Id"], f"{Path(match['Filename']).name}: {match['Rule']['Id']}: {match['Message']}")
        for match in json.loads(process.stdout)
    ]


def test_cfn_lint_finds_nothing_but_what_is_acknowledged(cfn_lint_findings: list[tuple[str, str]]) -> None:
    assert [text for rule, text in cfn_lint_findings if rule not in CFN_LINT_IGNORED] == []


def test_every_ignored_rule_of_cfn_lint_has_a_finding(cfn_lint_findings: list[tuple[str, str]]) -> None:
    assert set(CFN_LINT_IGNORED) - {rule for rule, _text in cfn_lint_findings} == set()
