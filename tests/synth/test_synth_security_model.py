"""docs/security-model.md gives each role's permissions with reasons, and answers each finding of the rule packs; it is current."""

from __future__ import annotations

import json
import os
from pathlib import Path

import aws_cdk as cdk
import pytest
import yaml
from cdk_nag import HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks

from ground_truth import EnvironmentStage
from ground_truth.environment import load_environments
from tests.plus_environments import DOCUMENTED
from tests.synth.conftest import Synthesis
from tests.synth.policies import statements
from tests.synth.security_model import ANSWERS, PAGE, WHY, Right, answer, owner, rights, with_tables

UPDATE = "UPDATE_SECURITY_TABLES"
"""Environment variable: write the page instead of comparing it."""


@pytest.fixture(scope="module")
def rights_found(linted: Synthesis) -> list[Right]:
    found = [statement for stack in linted.stacks.values() for statement in statements(stack)]
    return rights(found, linted.environments)


@pytest.fixture(scope="module")
def rules_found(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Each violated rule, with its pack: HIPAA, NIST 800-53 R5 and PCI DSS."""
    environments, outdir = tmp_path_factory.mktemp("environments"), tmp_path_factory.mktemp("packs")
    (environments / "documented.yaml").write_text(yaml.safe_dump(DOCUMENTED), encoding="utf-8")
    context = json.loads((root / "cdk.json").read_text(encoding="utf-8"))["context"]
    app = cdk.App(outdir=str(outdir), analytics_reporting=False, context=context)
    cdk.Validations.of(app).add_plugins(HIPAASecurityChecks(app), NIST80053R5Checks(app), PCIDSS321Checks(app))
    for environment in (*load_environments(root / "environments"), *load_environments(environments)):
        EnvironmentStage(app, environment=environment)
    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
    reports = json.loads((outdir / "validation-report.json").read_text(encoding="utf-8"))["pluginReports"]
    return {(report["pluginName"], violation["ruleName"]) for report in reports for violation in report["violations"]}


def test_each_finding_of_the_packs_has_an_answer(rules_found: set[tuple[str, str]]) -> None:
    assert {pack for pack, _rule in rules_found} >= {"HIPAA.Security", "NIST.800.53.R5", "PCI.DSS.321"}
    assert all(answer(rule) for _pack, rule in rules_found)


def test_each_answer_is_about_a_finding(rules_found: set[tuple[str, str]]) -> None:
    assert {name for name in ANSWERS if not any(rule.endswith(name) for _pack, rule in rules_found)} == set()


def test_each_reason_is_of_a_right(rights_found: list[Right]) -> None:
    assert {why for _who, _action, why in WHY} - {right.why for right in rights_found} == set()


def test_every_policy_has_an_owner(linted: Synthesis) -> None:
    assert all(owner(statement) for stack in linted.stacks.values() for statement in statements(stack))


def test_the_page_is_current(rights_found: list[Right], rules_found: set[tuple[str, str]]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = with_tables(text, rights_found=rights_found, rules_found=rules_found)
    if UPDATE in os.environ:
        PAGE.write_text(made, encoding="utf-8")
    else:
        assert text == made, "run `make security-tables`"
