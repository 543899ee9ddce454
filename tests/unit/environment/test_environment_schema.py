"""The JSON Schema beside the environment files, and the command that prints it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ground_truth.command_line import main
from ground_truth.environment import environment_json_schema

SCHEMA = Path(__file__).parents[3] / "environments" / "environment.schema.json"


def test_the_schema_is_current() -> None:
    advice = "run: ground-truth schema > environments/environment.schema.json"
    assert SCHEMA.read_text(encoding="utf-8") == environment_json_schema(), advice


def test_the_schema_speaks_as_the_file_does() -> None:
    definitions = json.loads(environment_json_schema())["$defs"]
    task = definitions["HumanTaskConfig"]
    assert task["properties"]["NumberOfHumanWorkersPerDataObject"] == {
        "description": "The number of workers who answer each object.",
        "minimum": 1,
        "maximum": 9,
        "type": "integer",
    }
    assert task["required"] == ["TaskTitle", "TaskDescription", "NumberOfHumanWorkersPerDataObject", "TaskTimeLimitInSeconds"]
    assert task["additionalProperties"] is False
    assert definitions["EnvironmentLabelingJob"]["properties"]["LabelingJobName"]["maxLength"] == 54
    assert len(definitions["EnvironmentLabelingJob"]["properties"]["task_type"]["enum"]) == 23
    assert definitions["TeamSettings"]["properties"]["members"]["items"]["anyOf"][0] == {"type": "string"}
    assert '"null"' not in json.dumps(definitions)


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == environment_json_schema()


@pytest.mark.slow
def test_nothing_but_mistakes_is_printed(write: Callable[..., Path]) -> None:
    bad, folders = write({"account": "1"}), [str(SCHEMA.parents[1] / "constructs"), str(SCHEMA.parents[1])]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JSII_SILENCE")}
    command = [sys.executable, "-m", "ground_truth", "check", str(bad)]
    environment["PYTHONPATH"] = os.pathsep.join(folders)
    printed = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (printed.returncode, printed.stderr) == (1, "")
    assert printed.stdout.splitlines() == ['environments/dev.yaml: account: "1": 12 digits, in quotes']


def test_the_command_prints_a_line_per_mistake(write: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = write(name="good"), write({"account": "1", "workforce.mode": "adopt"}, name="bad")
    assert main(["check", str(good)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", str(good), str(bad)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        'environments/bad.yaml: account: "1": 12 digits, in quotes',
        'environments/bad.yaml: workforce.user_pool: {"domain_prefix": "labeling-workers"}: '
        "unknown field, known here: WorkforceVpcConfig, mode, name, source_ip_cidrs",
    ]
