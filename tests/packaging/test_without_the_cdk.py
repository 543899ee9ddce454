"""Commands that only read files do not start the CDK: they work without aws_cdk and jsii, which take seconds to load."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ground_truth

ROOT = Path(__file__).parents[2]
COMMAND_LINE = ROOT / "constructs/ground_truth/command_line"
TEMPLATE = ROOT / "constructs/ground_truth/templates/TextMultiClass.liquid.html"

RUN = """
import json, runpy, sys

status = 0
try:
    runpy.run_module("ground_truth", run_name="__main__", alter_sys=True)
except SystemExit as ending:
    status = ending.code or 0
heavy = sorted({name.partition(".")[0] for name in sys.modules} & {"aws_cdk", "constructs", "jsii"})
print(json.dumps({"status": status, "heavy": heavy}))
"""

COMMANDS = {
    "validate": ("check", "environments", "--warnings"),
    "lint-template": ("lint-template", str(TEMPLATE), "--task-type", "TextMultiClass"),
    # It ends after reading the environment file, which has no such project.
    "preflight": ("preflight", "--environment", "environments/dev.yaml", "--project", "no-such", "--batch", "batch1"),
    "runbook": ("runbook", "dev", "--teardown", "--undeployed"),
    "schema": ("schema",),
}
STATUS = {"preflight": 2}


def python(code: str, *arguments: str) -> str:
    """Run code in a separate interpreter, in the checkout, and return its output."""
    environment = {**os.environ, "PYTHONPATH": f"constructs{os.pathsep}.", "AWS_DEFAULT_REGION": "us-east-1"}
    command = [sys.executable, "-B", "-c", code, *arguments]
    process = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


@pytest.mark.parametrize("target", COMMANDS)
def test_a_command_answers_without_the_cdk(target: str) -> None:
    printed = python(RUN, *COMMANDS[target])
    assert json.loads(printed.splitlines()[-1]) == {"status": STATUS.get(target, 0), "heavy": []}


def test_every_command_is_imported_without_the_cdk() -> None:
    names = [f"ground_truth.command_line.{file.stem}" for file in sorted(COMMAND_LINE.glob("*.py"))]
    assert "ground_truth.command_line.preflight" in names
    code = f"import importlib, sys; [importlib.import_module(name) for name in {names!r}]; print('aws_cdk' in sys.modules)"
    assert python(code) == "False\n"


def test_the_public_names_are_loaded_when_they_are_used() -> None:
    code = """
import sys
import ground_truth
before = "aws_cdk" in sys.modules
ground_truth.LabelingJob
from ground_truth import *
print(before, "aws_cdk" in sys.modules, LabelingJob is ground_truth.LabelingJob)
"""
    assert python(code) == "False True True\n"


def test_every_public_name_is_where_type_checkers_look_for_it() -> None:
    tree = ast.parse(Path(str(ground_truth.__file__)).read_text(encoding="utf-8"))
    (imports,) = [node for node in tree.body if isinstance(node, ast.If)]
    typed = {alias.name: node.module for node in imports.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed == ground_truth._MODULES
    assert sorted(typed) == sorted(ground_truth.__all__)
    assert set(ground_truth.__all__) <= set(dir(ground_truth))


def test_a_name_that_is_not_public() -> None:
    with pytest.raises(AttributeError, match="module 'ground_truth' has no attribute 'LabellingJob'"):
        ground_truth.LabellingJob  # noqa: B018 - accessing the attribute is the test
