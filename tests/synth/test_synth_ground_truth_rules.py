"""The application's own rules for all environments, and proof that they find violations."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from tests.synth.cloud_assembly import Json, SynthesizedStack
from tests.synth.conftest import Synthesis
from tests.synth.ground_truth_rules import input_without_cors, public_workteams


def stacks_of(synthesis: Synthesis, environment: str) -> dict[str, SynthesizedStack]:
    return {name: stack for name, stack in synthesis.stacks.items() if name.startswith(f"{environment}/")}


def changed(stack: SynthesizedStack, path: str, properties: Json) -> SynthesizedStack:
    """The stack with one resource's properties replaced."""
    resources = copy.deepcopy(dict(stack.resources))
    resources[path]["Properties"] |= properties
    return replace(stack, resources=resources)


@pytest.mark.parametrize("environment", ["sandbox", "dev", "prod"])
def test_browsers_can_load_the_input_of_every_job(synthesis: Synthesis, environment: str) -> None:
    assert input_without_cors(stacks_of(synthesis, environment).values()) == []


@pytest.mark.parametrize("environment", ["sandbox", "dev", "prod"])
def test_no_job_goes_to_the_public_workforce(synthesis: Synthesis, environment: str) -> None:
    assert public_workteams(stacks_of(synthesis, environment).values()) == []


@pytest.mark.parametrize("cors", [{}, {"CorsRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["https://example.com"]}]}])
def test_an_input_bucket_without_the_cors_rule_is_found(synthesis: Synthesis, cors: Json) -> None:
    stacks = stacks_of(synthesis, "prod")
    stacks["prod/Foundation"] = changed(stacks["prod/Foundation"], "InputBucket/Bucket", {"CorsConfiguration": cors})
    assert input_without_cors(stacks.values()) == ["prod/Labeling/Job support-requests", "prod/Labeling/Job damaged-parcels"]


def test_a_public_work_team_is_found(synthesis: Synthesis) -> None:
    task = {"WorkteamArn": "arn:aws:sagemaker:eu-west-1:394669845002:workteam/public-crowd/default"}
    labeling = changed(synthesis.stacks["dev/Labeling"], "Job support-requests", {"HumanTaskConfig": task})
    assert public_workteams([labeling]) == ["dev/Labeling/Job support-requests"]
