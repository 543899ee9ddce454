"""The names of a custom workflow's functions: matched by the AWS managed policy, and unique per account and region."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from ground_truth.custom_workflow.annotation_functions import PreAnnotationFunction
from ground_truth.custom_workflow.function_code import FunctionCode
from tests.synth.cloud_assembly import CloudAssembly, synthesize

INVOKED_BY_THE_MANAGED_POLICY = ("*GtRecipe*", "*LabelingFunction*", "*SageMaker*", "*Sagemaker*", "*sagemaker*")
"""Function names in AmazonSageMakerGroundTruthExecution, statement CustomLabelingJobs."""


@pytest.fixture
def prepare(workflow_folder: Path) -> FunctionCode:
    return FunctionCode(folder=workflow_folder, handler="pre_annotation.handler")


def message(text: str) -> str:
    """The whole message, as a pattern."""
    return f"^{re.escape(text)}$"


def functions(assembly: CloudAssembly) -> dict[str, Any]:
    """Path -> properties of every function."""
    return {
        f"{stack.name}/{path}": resource["Properties"]
        for stack in assembly.stacks.values()
        for path, resource in stack.of_type("AWS::Lambda::Function").items()
    }


@pytest.mark.parametrize(
    ("stack_name", "construct_id"),
    [
        ("Labels", "Prepare"),
        ("team-a-Labeling", "PreAnnotation named.entities of ümlauts/slashes"),
        ("S" * 128, "Prepare"),
        ("Labels", "p" * 200),
        ("Labels", "-"),
    ],
    ids=["short", "strange", "long stack", "long construct", "nothing readable"],
)
def test_a_made_name_is_one_that_the_managed_policy_accepts(
    app: cdk.App, prepare: FunctionCode, stack_name: str, construct_id: str
) -> None:
    stack = cdk.Stack(app, "Stack", stack_name=stack_name)
    PreAnnotationFunction(stack, construct_id, function=prepare)
    (function,) = functions(synthesize(app)).values()
    assert any(fnmatchcase(function["FunctionName"], pattern) for pattern in INVOKED_BY_THE_MANAGED_POLICY)
    assert re.fullmatch(r"[A-Za-z0-9-]{1,64}", function["FunctionName"])


def test_names_are_readable(app: cdk.App, prepare: FunctionCode) -> None:
    PreAnnotationFunction(cdk.Stack(app, "dev-Labeling"), "PreAnnotation entities", function=prepare)
    (function,) = functions(synthesize(app)).values()
    assert re.fullmatch(r"dev-Labeling-PreAnnotation-entities-LabelingFunction-[0-9a-f]{8}", function["FunctionName"])


def test_no_two_functions_of_an_account_and_region_have_one_name(app: cdk.App, prepare: FunctionCode) -> None:
    """Names that differ only where they are truncated, in two stacks and in nested ones with the same id."""
    for number in range(2):
        stack = cdk.Stack(app, f"Stack{number}", stack_name=f"{'labels' * 10}-{number}")
        for suffix in ("a", "b"):
            PreAnnotationFunction(stack, f"{'entities' * 10}{suffix}", function=prepare)
        PreAnnotationFunction(cdk.NestedStack(stack, "Nested"), "Prepare", function=prepare)
    app.synth()
    templates = [json.loads(file.read_text(encoding="utf-8")) for file in Path(app.outdir).glob("*.template.json")]
    names = [
        resource["Properties"]["FunctionName"]
        for template in templates
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Lambda::Function"
    ]
    assert len(names) == len(set(names)) == 6


def test_a_name_stays_while_the_construct_stays(prepare: FunctionCode, tmp_path: Path) -> None:
    names = []
    for number, construct_id in enumerate(["Prepare", "Prepare", "PrepareToo"]):
        app = cdk.App(outdir=str(tmp_path / f"cdk.out{number}"), analytics_reporting=False)
        PreAnnotationFunction(cdk.Stack(app, "Labels"), construct_id, function=prepare)
        names.append(next(iter(functions(synthesize(app)).values()))["FunctionName"])
    assert names[0] == names[1]
    assert names[2] not in names[:2]


@pytest.mark.parametrize(
    "name", ["GtRecipe-x", "myLabelingFunction", "SageMakerPre", "Sagemaker_pre", "pre-sagemaker", "x" * 55 + "SageMaker"]
)
def test_a_name_of_ones_own(app: cdk.App, workflow_folder: Path, name: str) -> None:
    code = FunctionCode(folder=workflow_folder, handler="pre_annotation.handler", function_name=name)
    PreAnnotationFunction(cdk.Stack(app, "Labels"), "Prepare", function=code)
    assert functions(synthesize(app))["Labels/Prepare/Lambda/Function"]["FunctionName"] == name


@pytest.mark.parametrize(
    "name", ["", "prepare", "labelingfunction", "SAGEMAKER", "Sage-Maker", "SageMaker pre", "SageMaker.pre", "x" * 56 + "SageMaker"]
)
def test_a_name_that_the_managed_policy_or_lambda_does_not_accept(workflow_folder: Path, name: str) -> None:
    expected = (
        f"function_name {name!r}: expected 1 to 64 letters, digits, hyphens and underscores with one of GtRecipe, LabelingFunction, "
        "SageMaker, Sagemaker, sagemaker in it, as AmazonSageMakerGroundTruthExecution requires"
    )
    with pytest.raises(ValueError, match=message(expected)):
        FunctionCode(folder=workflow_folder, handler="pre_annotation.handler", function_name=name)
