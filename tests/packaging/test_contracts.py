"""The import contracts in .importlinter: they hold, and cover every subpackage."""

from __future__ import annotations

import configparser
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "constructs" / "ground_truth"
DATA = {"workflow_skeleton"}


def contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def test_every_room_has_its_place() -> None:
    layers = contracts()["importlinter:contract:rooms"]["layers"].replace("|", " ").split()
    folders = {entry.name for entry in PACKAGE.iterdir() if entry.is_dir() and entry.name != "__pycache__"}
    modules = {entry.stem for entry in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert sorted(layers) == sorted(["labeling_rules", *(f"ground_truth.{name}" for name in (folders | modules) - DATA)])


@pytest.mark.skipif(importlib.util.find_spec("importlinter") is None, reason="make setup installs it")
def test_the_contracts_hold() -> None:
    environment = {**os.environ, "PYTHONPATH": f"constructs{os.pathsep}."}
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    process = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout
