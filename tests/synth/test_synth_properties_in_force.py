"""Every property in our templates is supported by the sandbox: set, read back and compared in tests/unit/sandbox_server."""

from __future__ import annotations

from collections import defaultdict

from tests.resource_readers import READERS
from tests.synth.conftest import Synthesis
from tests.unit.sandbox_server.property_examples import EXAMPLES

# Handled by the sandbox's Ground Truth service or by our functions, whose tests cover each property.
_OUR_OWN = "Custom::"
_ELSEWHERE = {
    "AWS::CDK::Metadata": "says nothing about a resource",
    "AWS::CloudFormation::CustomResource": "the event of its function has its properties",
    "AWS::Cognito::UserPoolUser": "tests/unit/sandbox_server and every end-to-end deployment with workers",
    "AWS::Cognito::UserPoolUserToGroupAttachment": "tests/unit/sandbox_server and every end-to-end deployment with workers",
}


def declared(linted: Synthesis) -> dict[str, set[str]]:
    """The properties of each type in the templates."""
    found: dict[str, set[str]] = defaultdict(set)
    for stack in linted.stacks.values():
        for resource in stack.resources.values():
            if not resource["Type"].startswith(_OUR_OWN) and resource["Type"] not in _ELSEWHERE:
                found[resource["Type"]] |= set(resource.get("Properties", {}))
    return found


def test_each_type_has_a_reader(linted: Synthesis) -> None:
    assert set(declared(linted)) - set(READERS) == set()


def test_each_property_is_set_and_read_back(linted: Synthesis) -> None:
    unread = {
        f"{kind}.{name}"
        for kind, names in declared(linted).items()
        for name in names - set(EXAMPLES[kind].required) - {name for example in EXAMPLES[kind].kept for name in example}
    }
    assert unread == set()
