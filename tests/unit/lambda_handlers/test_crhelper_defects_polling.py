"""Defects of crhelper 2.0.12's polling, with bare crhelper; our adapter does not poll.

Each test is named after its row in the table of crhelper's defects.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import boto3
import pytest

from lambda_handlers.custom_resource.crhelper_resource import CrhelperResource
from lambda_handlers.custom_resource.delivery import Reply
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError
from tests.unit.lambda_handlers.bare_crhelper import BareCrhelper, Event
from tests.unit.lambda_handlers.cloudformation_side import SECRET_SIGNATURE, CustomResource, FakeClock, FakeContext
from tests.unit.lambda_handlers.handler_account import PERMITTED
from tests.unit.lambda_handlers.things import PASSWORD, PROPERTIES, Things

pytestmark = pytest.mark.slow

RANDOM_ID = r"dev-Labeling_Resource1A2B3C4D_[A-Z0-9]{8}"
# Limits of the members in the APIs of Amazon EventBridge (PutRule, PutTargets) and AWS Lambda (AddPermission).
LONGEST_RULE_NAME = 64
LONGEST_STATEMENT_ID = 100
LONGEST_INPUT = 8192
POLLING_RIGHTS = {
    "events:PutRule",
    "events:PutTargets",
    "events:RemoveTargets",
    "events:DeleteRule",
    "lambda:AddPermission",
    "lambda:RemovePermission",
}


@pytest.fixture(autouse=True)
def _no_client_is_made_by_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bare side has its own clients."""

    def refuse(service: str, **_: Any) -> None:
        raise AssertionError(f"a client for {service} was made")

    monkeypatch.setattr(boto3, "client", refuse)


def made(_event: Event, _context: Any) -> str:
    return "made-id"


def fail(_event: Event, _context: Any) -> str:
    raise ResourceError("the thing broke")


def nothing(_event: Event, _context: Any) -> None:
    return None


def finished(_event: Event, _context: Any) -> bool:
    return True


def test_row_04_poll_update_returns_true(bare: BareCrhelper, thing: CustomResource) -> None:
    """A changed id: CloudFormation treats the update as a replacement, and deletes the live resource."""
    fields = {"ResourceProperties": PROPERTIES, "OldResourceProperties": PROPERTIES, "PhysicalResourceId": "thing"}
    resource = bare.resource(update=lambda *_: "thing", poll_update=finished)
    answer = bare.polled_answer(resource, thing.event("Update", **fields))
    assert answer["Status"] == "SUCCESS"
    assert re.fullmatch(RANDOM_ID, answer["PhysicalResourceId"])

    assert thing.send("Update", **fields)["PhysicalResourceId"] == "thing"


def test_row_05_poll_create_returns_true_after_create_returned_an_id(bare: BareCrhelper, thing: CustomResource) -> None:
    """The real id is lost."""
    answer = bare.polled_answer(bare.resource(create=made, poll_create=finished), thing.event("Create", ResourceProperties=PROPERTIES))
    assert answer["Status"] == "SUCCESS"
    assert re.fullmatch(RANDOM_ID, answer["PhysicalResourceId"])

    assert thing.create(PROPERTIES)["PhysicalResourceId"] == "thing"


def test_row_06_poll_create_raises(bare: BareCrhelper, thing: CustomResource, things: Things) -> None:
    """The Delete has a random id: the actual resource is an orphan."""
    answer = bare.polled_answer(bare.resource(create=made, poll_create=fail), thing.event("Create", ResourceProperties=PROPERTIES))
    assert answer["Status"] == "FAILED"
    assert re.fullmatch(RANDOM_ID, answer["PhysicalResourceId"])

    things.error = ResourceError("the thing broke")
    assert thing.create(PROPERTIES)["PhysicalResourceId"] == "thing"


def test_row_07_polling_names(bare: BareCrhelper, thing: CustomResource) -> None:
    """Names beyond the services' limits, and the ResponseURL with all properties stored in a rule."""
    fields = {"LogicalResourceId": "Resource" * 12, "ResourceProperties": {**PROPERTIES, "Text": "x" * 8000}}
    bare.send(bare.resource(create=made, poll_create=nothing), thing.event("Create", **fields))
    assert len(next(iter(bare.services.rules))) > LONGEST_RULE_NAME
    assert len(bare.services.statement_ids[0]) > LONGEST_STATEMENT_ID
    assert len(bare.services.inputs[0]) > LONGEST_INPUT
    assert SECRET_SIGNATURE in bare.services.inputs[0]
    assert PASSWORD in bare.services.inputs[0]

    assert thing.send("Create", **fields)["Status"] == "SUCCESS"


def test_row_18_add_permission_denied_in_poll_setup(bare: BareCrhelper, thing: CustomResource) -> None:
    """The rule is left over."""
    bare.services.denied = "lambda:AddPermission"
    answer = bare.answer(bare.resource(create=made, poll_create=nothing), thing.event("Create", ResourceProperties=PROPERTIES))
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "made-id"
    assert len(bare.services.rules) == 1

    assert thing.create(PROPERTIES)["Status"] == "SUCCESS"


def test_row_18_polling_has_no_deadline(bare: BareCrhelper, thing: CustomResource, things: Things) -> None:
    """Four hours of polling, and no answer."""
    resource = bare.resource(create=made, poll_create=nothing)
    bare.send(resource, thing.event("Create", ResourceProperties=PROPERTIES))
    for _ in range(4 * 60 // 2):
        bare.send(resource, json.loads(bare.services.inputs[-1]))
    assert bare.answers == []
    assert len(bare.services.rules) == 1

    thing.create(PROPERTIES)
    assert things.deadline_seconds == pytest.approx(800)


def test_row_polling_rights(bare: BareCrhelper, thing: CustomResource) -> None:
    """Six actions on `*`, and minutes between two polls."""
    bare.polled_answer(bare.resource(create=made, poll_create=finished), thing.event("Create", ResourceProperties=PROPERTIES))
    assert set(bare.services.calls) == POLLING_RIGHTS

    bare.send(bare.resource(create=made, poll_create=nothing), thing.event("Create", ResourceProperties=PROPERTIES))
    assert list(bare.services.rules.values()) == ["rate(2 minutes)"]

    # Every handler test fails on a call that is not permitted, and the templates' policies are tested against their own list.
    assert not {"events", "lambda"} & {service for permitted in PERMITTED.values() for service in permitted}


@pytest.mark.parametrize("request_type", ["Create", "Update", "Delete"])
def test_our_adapter_registers_no_polling_function(thing: CustomResource, things: Things, clock: FakeClock, request_type: str) -> None:
    request = Request.from_event(thing.event(request_type))
    reply = Reply(response_url="", put=lambda *_: None)
    resource = CrhelperResource(lifecycle=things, request=request, reply=reply, context=FakeContext(clock), clock=clock)
    assert {getattr(resource, f"_poll_{name}_func") for name in ("create", "update", "delete")} == {None}
    assert None not in {getattr(resource, f"_{name}_func") for name in ("create", "update", "delete")}
    assert not {"_lambda_client", "_events_client", "_logs_client"} & set(vars(resource))
    assert "AWS_SAM_LOCAL" not in os.environ


@pytest.mark.parametrize("request_type", ["Create", "Update", "Delete"])
def test_an_event_that_says_it_is_polling_is_taken_for_what_it_is(
    bare: BareCrhelper, thing: CustomResource, things: Things, request_type: str
) -> None:
    """crhelper then looks for a polling function, finds none, and responds SUCCESS without doing anything."""
    fields = {"ResourceProperties": PROPERTIES, "CrHelperPoll": True, "CrHelperData": {"Arn": "forged"}}
    existing = {} if request_type == "Create" else {"PhysicalResourceId": "thing"}
    resource = bare.resource(create=fail, update=fail, delete=fail)
    assert bare.answer(resource, thing.event(request_type, **fields, **existing))["Status"] == "SUCCESS"

    things.error = ResourceError("the thing broke")
    assert "the thing broke" in thing.send(request_type, **fields, **existing)["Reason"]


def test_no_handler_speaks_of_the_services_that_polling_needs() -> None:
    source = Path(__file__).parents[3] / "lambda_handlers"
    text = "".join(module.read_text() for module in source.rglob("*.py"))
    assert re.findall(r"client\(\"(?:events|lambda|logs)\"|\.poll_(?:create|update|delete)\b", text) == []
