"""The AWS calls of each lifecycle step of a resource, as counted by their test."""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_TEST = _ROOT / "tests" / "unit" / "lambda_handlers" / "test_call_counts.py"


@dataclass(frozen=True, kw_only=True)
class StepCalls:
    """The calls of a step, in order, and the number that its result requires."""

    package: str
    step: str
    calls: list[str]
    needed: int
    why: str


def count_calls() -> list[StepCalls]:
    """Run the test; the result includes steps with other calls than required."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", f"--junitxml={report}", str(_TEST)]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
        if not report.exists():
            raise RuntimeError(f"the calls could not be counted: {done.stdout}{done.stderr}")
        cases = [_properties(case) for case in ET.parse(report).iter("testcase")]
    return [_step(properties) for properties in cases if "calls" in properties]


def _properties(case: ET.Element) -> dict[str, str]:
    return {item.attrib["name"]: item.attrib["value"] for item in case.iter("property")}


def _step(properties: dict[str, str]) -> StepCalls:
    return StepCalls(
        package=properties["package"],
        step=properties["step"],
        calls=properties["calls"].split(),
        needed=int(properties["needed"]),
        why=properties["why"],
    )
