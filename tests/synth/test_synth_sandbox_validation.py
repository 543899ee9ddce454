"""The sandbox's validation of templates takes every template of the repository's environments."""

from __future__ import annotations

import pytest

from sandbox.template_validation import checks
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
