"""cdk-nag, CDK's own validation and cfn-lint over environments with projects of Ground Truth Plus."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.synth.acknowledgements import CFN_LINT_IGNORED
from tests.synth.conftest import Synthesis
from tests.synth.findings import Finding


@dataclass(frozen=True)
class Acknowledgement:
    """Why a rule is not met by constructs whose paths match; both are patterns."""

    rule: str
    construct: str
    reason: str

    def matches(self, finding: Finding) -> bool:
        """Whether this is about the finding."""
        # In fnmatch a bracket begins a set of characters.
        rule, pattern = (text.replace("[", "(").replace("]", ")") for text in (finding.rule, self.rule))
        return fnmatchcase(rule, pattern) and fnmatchcase(finding.construct, self.construct)


_PLUS = "*/Foundation/GroundTruthPlus *"

ACKNOWLEDGEMENTS = (
    Acknowledgement("AwsSolutions-S1", "*/Foundation/*Bucket*/Bucket/Resource", "as with every data bucket: see CloudTrail"),
    Acknowledgement("AwsSolutions-L1", "*/Function/Resource", "as with every function: the newest Python that it is tested with"),
    Acknowledgement("AwsSolutions-COG2", "documented/Foundation/*Workers*/UserPool/Resource", "`mfa: optional` is a user pool's default"),
    Acknowledgement("AwsSolutions-COG8", "documented/Foundation/*Workers*/UserPool/Resource", "nobody signs up: people are invited"),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        f"{_PLUS}/People/*/Resource",
        "the console's actions and ListUserPools know no resource, by the service authorization reference",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<*Bucket*.Arn>/ground-truth-plus/*put/*/*]",
        f"{_PLUS}/People/*/Resource",
        "the objects of one project, input or output, whose names only its batches decide",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<InputBucket*.Arn>/ground-truth-plus/*put/*/*]",
        "narrowed/Foundation/GroundTruthPlus */Role/Role/DefaultPolicy/Resource",
        "the narrowed access: the objects of one project",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<GroundTruthPlusBucket*.Arn>/*]",
        "documented/Foundation/GroundTruthPlus */Role/Role/DefaultPolicy/Resource",
        "the policy that AWS documents, word for word, over the bucket of one project",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<GroundTruthPlusBucket*.Arn>/ground-truth-plus/output/*]",
        f"{_PLUS}/Delivery/Labels/Checker/Policy/Resource",
        "manifests and reports in the output of one project, whose names AWS decides",
    ),
    Acknowledgement("AwsSolutions-IAM5[Resource::*]", "*/Foundation/GroundTruth*Handler/*", "acknowledged for every environment"),
)


def of_plus(plus: Synthesis) -> list[Finding]:
    """The findings that no environment without projects has."""
    return [finding for finding in plus.findings if "GroundTruthPlus" in finding.construct or "GroundTruthPlus" in finding.rule]


def test_every_finding_is_acknowledged(plus: Synthesis) -> None:
    found = [finding for finding in of_plus(plus) if "Handler/" not in finding.construct]
    assert found, "cdk-nag found nothing at all: it did not run"
    assert [str(finding) for finding in found if not any(entry.matches(finding) for entry in ACKNOWLEDGEMENTS)] == []


def test_every_acknowledgement_has_a_finding(plus: Synthesis) -> None:
    unused = [entry for entry in ACKNOWLEDGEMENTS if not any(entry.matches(finding) for finding in plus.findings)]
    assert unused == []


def test_cdks_own_validation_finds_nothing(plus: Synthesis) -> None:
    assert [str(finding) for finding in plus.findings if finding.plugin != "AwsSolutions"] == []


@pytest.fixture(scope="module")
def cfn_lint_findings(plus: Synthesis) -> list[tuple[str, str]]:
    """The rule and the text of everything that cfn-lint says about the templates."""
    templates = [str(stack.template_file) for stack in plus.stacks.values()]
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--format", "json", "--", *templates]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    assert process.stderr == ""
    return [(match["Rule"]["Id"], f"{match['Rule']['Id']}: {match['Message']}") for match in json.loads(process.stdout)]


def test_cfn_lint_finds_nothing_but_what_is_acknowledged(cfn_lint_findings: list[tuple[str, str]]) -> None:
    assert [text for rule, text in cfn_lint_findings if rule not in CFN_LINT_IGNORED] == []
