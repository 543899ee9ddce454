"""Tests without a server: language versions, folders, and functions that fail to initialize."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.functions import execution_environment
from sandbox.functions.execution_environment import ExecutionEnvironment
from sandbox.functions.program import own_python, program_for
from sandbox.settings import TRUST_VARIABLES

Make = Callable[..., ExecutionEnvironment]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Make]:
    """An execution environment for some code, on a machine with only the Python that runs the tests."""
    for name, value in {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "PATH": "", "GATEWAY_PORT": "1"}.items():
        monkeypatch.setenv(name, value)
    for name in TRUST_VARIABLES:
        monkeypatch.setenv(name, "")
    program_for.cache_clear()
    made: list[ExecutionEnvironment] = []

    def environment(code: str, **config: Any) -> ExecutionEnvironment:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as bundle:
            bundle.writestr("index.py", code)
            tool = zipfile.ZipInfo("bin/tool")
            tool.external_attr = 0o755 << 16
            bundle.writestr(tool, "#!/bin/sh\necho a tool")
        arn = "arn:aws:lambda:us-east-1:123456789012:function:one"
        base = {"FunctionName": "one", "FunctionArn": arn, "Role": "arn:aws:iam::123456789012:role/one", "Runtime": "python3.99"}
        made.append(ExecutionEnvironment("one", base | {"Handler": "index.handler", "Timeout": 10} | config, archive.getvalue()))
        return made[-1]

    yield environment
    for one in made:
        one._discard_tmpdir()
    program_for.cache_clear()


@pytest.mark.parametrize("code", ["def handler(event, context):\n    return <newer syntax>", "import no_module_of_this_python"])
def test_what_may_come_of_the_version_says_so(make: Make, code: str) -> None:
    outcome = make(code).invoke(None, "1")
    note = f"The function's runtime is python3.99, and it runs under Python {own_python().version}: "
    assert note in outcome["error_payload"]["errorMessage"]
    assert note in outcome["log"]


def test_other_failures_do_not_speak_of_it(make: Make) -> None:
    outcome = make("def handler(event, context): return event['x']").invoke({}, "1")
    assert outcome["error_payload"]["errorMessage"] == "'x'"


def test_a_function_that_never_gets_ready_is_given_up(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution_environment, "INIT_SECONDS", 0.2)
    environment = make("import time; time.sleep(60)", Timeout=0.3)
    outcome = environment.invoke(None, "1")
    assert outcome["error_payload"]["errorType"] == "Sandbox.Timedout"
    assert "The function was not loaded after 0.50 seconds" in outcome["log"]
    assert environment._process is not None
    assert not environment._process.is_running


def test_a_runtime_that_nothing_here_runs(make: Make) -> None:
    outcome = make("", Runtime="nodejs20.x").invoke(None, "1")
    assert "found no `node` on this machine's PATH" in outcome["error_payload"]["errorMessage"]


def test_files_keep_their_permissions_and_nothing_is_left(make: Make, tmp_path: Path) -> None:
    environment = make("import subprocess\ndef handler(event, context): return subprocess.check_output('bin/tool', text=True)")
    assert environment.invoke(None, "1")["result"] == "a tool\n"
    environment._discard_tmpdir()
    assert not list((tmp_path / "functions").glob("one-*"))
