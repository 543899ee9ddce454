"""Shared setup of all tests in a process: the marker for slow tests, and caches."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest
from botocore.loaders import create_loader

_TESTS = Path(__file__).parent
# In addition to files that set the marker themselves (`pytestmark`).
_SLOW_FOLDERS = (
    "e2e",
    "packaging",
    "synth",
    "unit/benchmarks",
    "unit/faults",
    "unit/lambda_handlers/lifecycle",
    "unit/sandbox_functions",
    "unit/sandbox_ground_truth",
    "unit/sandbox_refusals",
    "unit/sandbox_server",
    "unit/workflow_skeleton",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests in slow folders."""
    folders = [_TESTS / folder for folder in _SLOW_FOLDERS]
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in folders):
            item.add_marker("slow")


@pytest.fixture(autouse=True)
def no_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse child processes in the tests of `make test-fast`."""
    if request.node.get_closest_marker("slow") is None:
        monkeypatch.setattr(subprocess, "Popen", _refused)


def _refused(*_: object, **__: object) -> NoReturn:
    raise AssertionError("a test that starts a process is slow: pytestmark = pytest.mark.slow")


@pytest.fixture(scope="session", autouse=True)
def less_to_load() -> Iterator[None]:
    """Cache what botocore and moto otherwise repeat for every session and test: a third of the time of most tests.

    Service models are loaded once per process. moto intercepts only botocore: for other clients, of which there are none, it lists
    1,300 patterns.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("botocore.session.create_loader", cache(create_loader))
        patch.setattr("moto.core.models.RESPONSES_METHODS", [])
        yield
