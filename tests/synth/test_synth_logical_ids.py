"""Logical ids of stateful resources are stable: CloudFormation replaces a resource whose id changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.synth.cloud_assembly import SynthesizedStack
from tests.synth.conftest import Synthesis

CONSEQUENCES = {
    "AWS::S3::Bucket": "a new empty bucket is made, and the old one is deleted with its objects, or left behind",
    "AWS::KMS::Key": "a new key is made; what the old one encrypted is lost when that is deleted",
    "AWS::Cognito::UserPool": "every worker loses the account and is invited anew, and the workforce cannot be moved to the new pool",
    "AWS::Cognito::UserPoolClient": "the workforce keeps the old client, which is deleted: nobody can sign in",
    "AWS::Cognito::UserPoolDomain": "the prefix is taken by the old domain, so that the deployment fails",
    "AWS::IAM::Role": "running jobs and Ground Truth Plus projects lose the role that they were started with",
    "AWS::Lambda::Function": "a custom resource's ServiceToken cannot be changed: the deployment fails",
    "Custom::GroundTruthWorkforce": "one workforce per account and region: the deployment fails while the old one exists",
    "Custom::GroundTruthWorkteam": "the team's name is taken by the old one, so that the deployment fails",
    "Custom::GroundTruthLabelingJob": "the running job is stopped, and a new one labels everything again, at your cost",
}
"""Type -> the effect of changing a deployed resource's logical id."""

CONTRACT = Path(__file__).with_name("logical_ids.json")


def stateful(stack: SynthesizedStack) -> dict[str, str]:
    """Path -> logical id of the stateful resources."""
    return {path: stack.logical_ids[path] for path, resource in stack.resources.items() if resource["Type"] in CONSEQUENCES}


def moved(contract: dict[str, str], stack: SynthesizedStack) -> list[str]:
    """The changed logical ids, in words."""
    found = stateful(stack)
    by_id = {logical_id: stack.resources[path]["Type"] for path, logical_id in found.items()}
    lines = []
    for path, logical_id in contract.items():
        if found.get(path) != logical_id:
            resource_type = stack.resources[path]["Type"] if path in found else by_id.get(logical_id)
            consequence = CONSEQUENCES.get(resource_type or "", "it is deleted from the stack")
            lines.append(f"{stack.name}: {path} had the logical id {logical_id} and has {found.get(path, 'none')}: {consequence}")
    return lines


def test_no_deployed_resource_moves(synthesis: Synthesis) -> None:
    contract: dict[str, dict[str, str]] = json.loads(CONTRACT.read_text(encoding="utf-8"))
    broken = [line for name, ids in contract.items() for line in moved(ids, synthesis.stacks[name])]
    if broken:
        pytest.fail("\n".join([*broken, f"If that is meant and nothing is deployed anywhere, change {CONTRACT.name}."]))


def test_every_stateful_resource_is_in_the_contract(synthesis: Synthesis) -> None:
    contract: dict[str, dict[str, str]] = json.loads(CONTRACT.read_text(encoding="utf-8"))
    found = {name: stateful(stack) for name, stack in synthesis.stacks.items()}
    absent = {name: {path: ids[path] for path in ids.keys() - contract.get(name, {}).keys()} for name, ids in found.items()}
    new = {name: ids for name, ids in absent.items() if ids}
    assert new == {}, f"new stateful resources: add them to {CONTRACT.name}"


def test_the_message_tells_what_is_lost(synthesis: Synthesis) -> None:
    stack = synthesis.stacks["dev/Foundation"]
    contract = {**stateful(stack), "InputBucket/Bucket": "InputBucketElsewhere", "Old/Bucket": "OldBucket"}
    lines = moved(contract, stack)
    assert len(lines) == 2
    assert "InputBucketElsewhere" in lines[0]
    assert "deleted with its objects" in lines[0]
    assert "Old/Bucket" in lines[1]
    assert "deleted from the stack" in lines[1]
