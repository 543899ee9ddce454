"""A workforce in a VPC: deployed with it, without it, and destroyed, each with the stack's permissions at that time."""

import copy
from collections.abc import Callable
from typing import Any

from sandbox.inventory import remaining
from tests.e2e.account_view import AccountView
from tests.e2e.scenario import Document, Synthesize

REGION = "ca-central-1"
VPC = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1", "subnet-2"]}


def vpc_of(account: AccountView, workforce: str) -> dict[str, Any] | None:
    described = account.client("sagemaker").describe_workforce(WorkforceName=workforce)["Workforce"]
    found: dict[str, Any] | None = described.get("WorkforceVpcConfig")
    return found


def test_a_workforce_gets_a_vpc_and_gives_it_up(bootstrapped: Callable[[str], AccountView], synthesize: Synthesize, shop: Document) -> None:
    account = bootstrapped(REGION)
    without = copy.deepcopy(shop) | {"region": REGION, "labeling_jobs": []}
    within = copy.deepcopy(without)
    within["workforce"]["WorkforceVpcConfig"] = VPC
    name = without["workforce"]["name"]

    synthesize(shop=within).run("deploy", "shop/Foundation")
    found = vpc_of(account, name)
    assert found is not None
    assert {key: found[key] for key in VPC} == VPC

    last = synthesize(shop=without)
    last.run("deploy", "shop/Foundation")
    assert vpc_of(account, name) is None
    last.run("destroy", "--force", "shop/*")
    assert remaining(account.items()) == []


def test_a_workforce_is_destroyed_with_its_vpc(bootstrapped: Callable[[str], AccountView], synthesize: Synthesize, shop: Document) -> None:
    account = bootstrapped(REGION)
    within = copy.deepcopy(shop) | {"region": REGION, "labeling_jobs": []}
    within["workforce"]["WorkforceVpcConfig"] = VPC
    cli = synthesize(shop=within)
    cli.run("deploy", "shop/Foundation")
    cli.run("destroy", "--force", "shop/*")
    assert remaining(account.items()) == []
