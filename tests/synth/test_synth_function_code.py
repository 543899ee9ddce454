"""A local folder as a function's code: the deployed files, and refusals."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import aws_cdk as cdk
import pytest

from ground_truth.custom_workflow.annotation_functions import PostAnnotationFunction, PreAnnotationFunction
from ground_truth.custom_workflow.function_code import FunctionCode
from tests.synth.cloud_assembly import synthesize


def message(text: str) -> str:
    """The whole message, as a pattern."""
    return f"^{re.escape(text)}$"


def test_settings_of_ones_own(app: cdk.App, stack: cdk.Stack, workflow_folder: Path) -> None:
    code = FunctionCode(
        folder=workflow_folder,
        handler="post_annotation.handler",
        timeout=cdk.Duration.minutes(15),
        memory_size=10_240,
        environment={"MODEL": "small"},
    )
    PostAnnotationFunction(stack, "Consolidate", function=code, assumes_execution_role=True)
    properties = synthesize(app).stacks["Labels"].properties("Consolidate/Lambda/Function")
    assert (properties["Timeout"], properties["MemorySize"]) == (900, 10_240)
    assert properties["Environment"] == {"Variables": {"MODEL": "small", "ASSUME_EXECUTION_ROLE": "true"}}


def test_what_is_known_at_deployment_only_is_accepted(app: cdk.App, stack: cdk.Stack, workflow_folder: Path) -> None:
    name, memory = cdk.CfnParameter(stack, "Name"), cdk.CfnParameter(stack, "Memory", type="Number")
    seconds = cdk.CfnParameter(stack, "Seconds", type="Number")
    code = FunctionCode(
        folder=workflow_folder,
        handler="pre_annotation.handler",
        function_name=name.value_as_string,
        memory_size=cast(int, memory.value_as_number),
        timeout=cdk.Duration.seconds(seconds.value_as_number),
    )
    PreAnnotationFunction(stack, "Prepare", function=code)
    properties = synthesize(app).stacks["Labels"].properties("Prepare/Lambda/Function")
    assert (properties["FunctionName"], properties["MemorySize"], properties["Timeout"]) == ("${Name}", "${Memory}", "${Seconds}")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"memory_size": 127}, "memory_size 127: expected 128 to 10240 MiB"),
        ({"memory_size": 10_241}, "memory_size 10241: expected 128 to 10240 MiB"),
        ({"timeout": cdk.Duration.seconds(0)}, "timeout 0 seconds: expected 1 second to 15 minutes"),
        ({"timeout": cdk.Duration.seconds(901)}, "timeout 15 minutes 1 second: expected 1 second to 15 minutes"),
    ],
)
def test_numbers_that_lambda_does_not_take(workflow_folder: Path, changes: dict[str, Any], expected: str) -> None:
    with pytest.raises(ValueError, match=message(expected)):
        FunctionCode(folder=workflow_folder, handler="pre_annotation.handler", **changes)


def test_a_folder_or_a_handler_that_is_not_there(workflow_folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    with pytest.raises(ValueError, match=message(f"folder {str(missing)!r}: expected a folder that exists")):
        FunctionCode(folder=missing, handler="pre_annotation.handler")
    form = "a module of the folder and a function in it: module.function"
    expected = f"handler 'pre_annotation.hander' of {str(workflow_folder)!r}: expected {form}: pre_annotation.py does not define hander"
    with pytest.raises(ValueError, match=message(expected)):
        FunctionCode(folder=workflow_folder, handler="pre_annotation.hander")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"AWS_REGION": "x"}, "environment variable 'AWS_REGION': expected a name that Lambda does not set itself"),
        ({"_HANDLER": "x"}, "environment variable '_HANDLER': expected a name that Lambda does not set itself"),
        ({"LIST": "x" * 4_093}, "environment of 4097 bytes: expected at most 4096 bytes of names and values together"),
    ],
)
def test_variables_that_lambda_does_not_take(workflow_folder: Path, environment: dict[str, str], expected: str) -> None:
    with pytest.raises(ValueError, match=message(expected)):
        FunctionCode(folder=workflow_folder, handler="pre_annotation.handler", environment=environment)


@pytest.fixture
def bundle(tmp_path: Path, workflow_folder: Path) -> Callable[[], tuple[str, set[str]]]:
    """The current asset of the folder: its name, and its files."""
    count = iter(range(10))

    def synthesize_folder() -> tuple[str, set[str]]:
        app = cdk.App(outdir=str(tmp_path / f"cdk.out{next(count)}"), analytics_reporting=False)
        code = FunctionCode(folder=workflow_folder, handler="pre_annotation.handler")
        PreAnnotationFunction(cdk.Stack(app, "Labels"), "Prepare", function=code)
        (asset,) = [path for path in synthesize(app).folder.glob("asset.*") if path.is_dir()]
        return asset.name, {path.relative_to(asset).as_posix() for path in asset.rglob("*") if path.is_file()}

    return synthesize_folder


GENERATED = {"ground_truth_messages.py", "post_annotation.py", "pre_annotation.py"}


def test_code_travels_and_tests_stay(bundle: Callable[[], tuple[str, set[str]]]) -> None:
    assert bundle()[1] == GENERATED


def test_everything_else_travels(workflow_folder: Path, bundle: Callable[[], tuple[str, set[str]]]) -> None:
    for path in ("labels.json", "package/__init__.py", "package/test_data.txt", "package/tests/__init__.py", "library.so"):
        (workflow_folder / path).parent.mkdir(parents=True, exist_ok=True)
        (workflow_folder / path).write_bytes(b"\r\n\0")
    assert bundle()[1] == GENERATED | {
        "labels.json",
        "package/__init__.py",
        "package/test_data.txt",
        "package/tests/__init__.py",
        "library.so",
    }


def test_the_function_does_not_change_with_what_stays(workflow_folder: Path, bundle: Callable[[], tuple[str, set[str]]]) -> None:
    before = bundle()
    for path in (
        "test_more.py",
        "conftest.py",
        "tests/events.json",
        "__pycache__/pre_annotation.cpython-311.pyc",
        ".env",
        ".venv/lib/x.py",
    ):
        (workflow_folder / path).parent.mkdir(parents=True, exist_ok=True)
        (workflow_folder / path).write_text("changed", encoding="utf-8")
    assert bundle() == before


def test_the_function_changes_with_its_code(workflow_folder: Path, bundle: Callable[[], tuple[str, set[str]]]) -> None:
    before = bundle()
    with (workflow_folder / "pre_annotation.py").open("a", encoding="utf-8") as code:
        code.write("MORE = 1\n")
    assert bundle()[0] != before[0]


def test_both_functions_of_a_folder_share_one_asset(app: cdk.App, stack: cdk.Stack, workflow_folder: Path) -> None:
    PreAnnotationFunction(stack, "Prepare", function=FunctionCode(folder=workflow_folder, handler="pre_annotation.handler"))
    PostAnnotationFunction(stack, "Consolidate", function=FunctionCode(folder=workflow_folder, handler="post_annotation.handler"))
    assembly = synthesize(app)
    assert len(assembly.asset_files) == 1
    functions = assembly.stacks["Labels"].of_type("AWS::Lambda::Function").values()
    assert len(functions) == 2
    assert len({str(function["Properties"]["Code"]) for function in functions}) == 1
