"""An environment with a hundred jobs stays within the limits of IAM and CloudFormation."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
import yaml

from ground_truth import EnvironmentStage
from ground_truth.environment import load_environment
from tests.synth.cloud_assembly import SynthesizedStack, synthesize

JOBS = 100
INLINE_POLICIES_OF_A_ROLE = 10_240
"""Characters without white space, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""
RESOURCES, OUTPUTS, TEMPLATE_BYTES = 500, 200, 1_000_000
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""


@pytest.fixture(scope="module")
def labeling(root: Path, tmp_path_factory: pytest.TempPathFactory) -> SynthesizedStack:
    """The sandbox's environment with its job a hundred times, each with its own manifest."""
    folder = tmp_path_factory.mktemp("many")
    document: dict[str, Any] = yaml.safe_load((root / "environments" / "sandbox.yaml").read_text(encoding="utf-8"))
    (job,) = document["labeling_jobs"]
    document["labeling_jobs"] = []
    for number in range(JOBS):
        numbered = copy.deepcopy(job) | {"LabelingJobName": f"topics-of-packages-{number}"}
        numbered["dataset"] = {"input_bucket_key": f"datasets/packages/of-the-index/{number}.manifest"}
        document["labeling_jobs"].append(numbered)
    (folder / "many.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    app = cdk.App(outdir=str(folder / "cdk.out"), analytics_reporting=False)
    EnvironmentStage(app, environment=load_environment(folder / "many.yaml"))
    return synthesize(app).stacks["many/Labeling"]


def characters(policy: object) -> int:
    """A policy's size as IAM counts it; references are longer here than the ARNs that they become."""
    return len(json.dumps(policy, separators=(",", ":")))


def test_no_role_has_more_policies_than_iam_takes(labeling: SynthesizedStack) -> None:
    sizes = {path: characters(role["Properties"].get("Policies", [])) for path, role in labeling.of_type("AWS::IAM::Role").items()}
    for policy in labeling.of_type("AWS::IAM::Policy").values():
        for role in policy["Properties"]["Roles"]:
            sizes[role.removeprefix("${").removesuffix("}")] += characters(policy["Properties"]["PolicyDocument"])
    assert len(sizes) == JOBS + 1
    assert {path: size for path, size in sizes.items() if size > INLINE_POLICIES_OF_A_ROLE} == {}


def test_the_stack_is_not_too_large(labeling: SynthesizedStack) -> None:
    assert len(labeling.resources) <= RESOURCES
    assert len(labeling.template["Outputs"]) <= OUTPUTS
    assert labeling.template_file.stat().st_size <= TEMPLATE_BYTES


def test_every_job_is_there(labeling: SynthesizedStack) -> None:
    assert len(labeling.of_type("Custom::GroundTruthLabelingJob")) == JOBS
