"""The sandbox's template validation accepts every template of the repository's environments."""

from __future__ import annotations

import json
import re

import pytest

from sandbox.template_validation import checks
from sandbox.template_validation.service_rules.known_services import is_service_principal
from tests.synth.conftest import Synthesis

REGION = "us-east-1"


@pytest.fixture(params=["synthesis", "plus"])
def synthesized(request: pytest.FixtureRequest) -> Synthesis:
    found: Synthesis = request.getfixturevalue(request.param)
    return found


def test_every_template_is_taken(synthesized: Synthesis) -> None:
    for stack in synthesized.stacks.values():
        checks.require_template(stack.template, {}, region=REGION)


def test_no_property_breaches_its_schema(synthesized: Synthesis) -> None:
    breaches = [
        f"{name}/{logical_id}: {violation.pointer} {violation.reason}"
        for name, stack in synthesized.stacks.items()
        for logical_id, resource in stack.template["Resources"].items()
        for violation in checks.early_violations(resource["Type"], logical_id, resource.get("Properties", {}), region=REGION)
    ]
    assert breaches == []
    assert sum(len(stack.template["Resources"]) for stack in synthesized.stacks.values()) > 50


def test_every_service_that_is_trusted_is_known(synthesized: Synthesis) -> None:
    named = set(re.findall(r"[a-z0-9.-]+\.amazonaws\.com", json.dumps([stack.template for stack in synthesized.stacks.values()])))
    principals = {each for each in named if not each.startswith(".")}
    assert "lambda.amazonaws.com" in principals
    assert {each for each in principals if not is_service_principal(each)} == set()
