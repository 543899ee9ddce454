"""Resources that a service refuses although the schema allows them, and similar valid ones."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.sandbox_server.service_rules import resources as new
from tests.unit.sandbox_server.service_rules.refused import REFUSED
from tests.unit.sandbox_server.service_rules.refused_combinations import REFUSED_COMBINATIONS
from tests.unit.sandbox_server.service_rules.right import RIGHT

WRONG = [*REFUSED, *REFUSED_COMBINATIONS]


@pytest.mark.parametrize(("resources", "reason"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_service_refuses(operate: Callable[..., str], stacks: Any, name: str, resources: dict[str, new.Definition], reason: str) -> None:
    assert operate("create_stack", name, {"Resources": resources}) == "ROLLBACK_COMPLETE"
    events = stacks.describe_stack_events(StackName=name)["StackEvents"]
    told = [
        event["ResourceStatusReason"]
        for event in events
        if event["ResourceStatus"] == "CREATE_FAILED" and event["LogicalResourceId"] == "Wrong"
    ]
    assert any(reason in each for each in told), told


@pytest.mark.parametrize("resources", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_service_takes(
    operate: Callable[..., str], reasons: Callable[[str], str], name: str, resources: dict[str, new.Definition]
) -> None:
    assert operate("create_stack", name, {"Resources": resources}) == "CREATE_COMPLETE", reasons(name)


def test_an_update_is_refused_and_the_resource_stays_as_it_was(
    operate: Callable[..., str], reasons: Callable[[str], str], client: Callable[[str], Any], name: str
) -> None:
    made = new.role(RoleName=name)
    assert operate("create_stack", name, {"Resources": {"Role": made}}) == "CREATE_COMPLETE"
    wrong = {**made, "Properties": {**made["Properties"], "AssumeRolePolicyDocument": new.document(new.trust(Effect="Alow"))}}
    assert operate("update_stack", name, {"Resources": {"Role": wrong}}) == "UPDATE_ROLLBACK_COMPLETE"
    assert "Syntax errors in policy." in reasons(name)
    assert client("iam").get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"] == new.document(new.trust())
