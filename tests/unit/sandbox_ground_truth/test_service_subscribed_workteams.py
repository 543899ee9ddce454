"""DescribeSubscribedWorkteam and ListSubscribedWorkteams."""

from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed

VENDORS = [f"arn:aws:sagemaker:eu-west-1:123456789012:workteam/vendor-crowd/{name}" for name in ("boxes-inc", "texts-inc", "texts-ltd")]


@pytest.fixture(autouse=True)
def subscriptions(configure: Any) -> None:
    configure(subscribed_workteam_arns=frozenset(VENDORS))


@conformance("ListSubscribedWorkteams filters by name, and is paginated", documented("API reference, ListSubscribedWorkteams"))
@pytest.mark.parametrize(("filters", "expected"), [({}, VENDORS), ({"NameContains": "texts"}, VENDORS[1:]), ({"NameContains": "x-y"}, [])])
def test_subscriptions_are_listed(sagemaker: Any, filters: dict[str, str], expected: list[str]) -> None:
    pages = sagemaker.get_paginator("list_subscribed_workteams").paginate(**filters, PaginationConfig={"PageSize": 2})
    assert [team["WorkteamArn"] for page in pages for team in page["SubscribedWorkteams"]] == expected


@conformance(
    "A subscribed work team is described with its ARN only",
    assumed("AWS also returns the vendor's titles and the listing; botocore's model requires only the ARN"),
)
def test_a_subscription_is_described(sagemaker: Any) -> None:
    assert sagemaker.describe_subscribed_workteam(WorkteamArn=VENDORS[0])["SubscribedWorkteam"] == {"WorkteamArn": VENDORS[0]}


@conformance(
    "A work team without a subscription is refused with CreateFlowDefinition's message for a missing one",
    observed("26"),
)
def test_what_is_not_subscribed_to_is_refused(sagemaker: Any, refused: Any) -> None:
    message = refused("ValidationException", sagemaker.describe_subscribed_workteam, WorkteamArn=f"{VENDORS[0]}-2")
    assert message == f"The specified Workteam '{VENDORS[0]}-2' does not exist or you do not have access to it."
