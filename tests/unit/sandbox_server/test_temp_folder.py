"""A sandbox leaves nothing behind, however it ends; while it runs, its files are in its own folder and readable only by its user."""

import json
import os
import shlex
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

from sandbox.process import PROJECT
from tests.unit.sandbox_server.conftest import zipped

CODE = """
import os, pathlib, tempfile
def handler(event, context):
    pathlib.Path(tempfile.gettempdir(), "written").write_text("by a function")
    return [os.getpid(), os.getppid()]
"""


@dataclass(frozen=True)
class Running:
    """`python -m sandbox` and its exports."""

    process: "subprocess.Popen[str]"
    exports: Mapping[str, str]

    def client(self, service: str) -> Any:
        return boto3.client(  # type: ignore[call-overload]
            service,
            region_name=self.exports["AWS_REGION"],
            endpoint_url=self.exports["AWS_ENDPOINT_URL"],
            verify=self.exports["AWS_CA_BUNDLE"],
            aws_access_key_id=self.exports["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.exports["AWS_SECRET_ACCESS_KEY"],
        )


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    return folder


@pytest.fixture
def running(temp: Path) -> Iterator[Running]:
    environment = {**os.environ, "TMPDIR": str(temp)}
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        # As in a terminal: a shell without job control lets what it starts in the background ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    exports: dict[str, str] = {}
    for line in process.stdout or ():
        name, is_export, value = line.removeprefix("export ").partition("=")
        if is_export and line.startswith("export "):
            exports[name] = shlex.split(value)[0]
        if line.startswith("# Ctrl-C"):
            break
    yield Running(process, exports)
    process.kill()
    process.wait()


@pytest.fixture
def busy(running: Running) -> list[int]:
    """The processes of an invoked function and of the server; a user pool has its keys."""
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = running.client("iam").create_role(RoleName="function", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    code = {"ZipFile": zipped({"index.py": CODE})}
    running.client("lambda").create_function(FunctionName="f", Runtime="python3.11", Role=role, Handler="index.handler", Code=code)
    running.client("cognito-idp").create_user_pool(PoolName="keys")
    processes: list[int] = json.loads(running.client("lambda").invoke(FunctionName="f")["Payload"].read())
    return processes


def is_alive(process: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False).stdout.strip()
    return bool(state) and not state.startswith("Z")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def shared() -> set[str]:
    """MiniStack's files in the temp folder that all users share."""
    return {name for name in names(Path("/tmp")) if name.startswith("ministack")}


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left(temp: Path, running: Running, busy: list[int], end: signal.Signals) -> None:
    before = shared()
    assert all(is_alive(process) for process in busy)
    assert len(names(temp)) == 1
    running.process.send_signal(end)
    running.process.wait(timeout=30)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and (names(temp) or any(is_alive(process) for process in busy)):
        time.sleep(0.1)
    assert names(temp) == set()
    assert not [process for process in busy if is_alive(process)]
    assert shared() <= before


@pytest.mark.usefixtures("busy")
def test_what_is_written_is_its_users_alone(temp: Path, running: Running) -> None:
    (folder,) = temp.iterdir()
    assert running.exports["AWS_SECRET_ACCESS_KEY"] in (folder / "exports.sh").read_text()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    secrets = [path for path in folder.rglob("*") if path.suffix in (".pem", ".key") and path.name != "bundle.pem"]
    assert {"server.key", "cognito-rsa-key.pem"} <= {path.name for path in secrets}
    for path in (*secrets, folder / "exports.sh"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_what_others_planted_is_not_touched(temp: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    for name in ("ministack-state", "ministack-data", "ministack-tls"):
        (temp / name).symlink_to(target)
    os.mkfifo(temp / "ministack-glue-scripts")
    environment = {**os.environ, "TMPDIR": str(temp)}
    code = "from sandbox.process import Sandbox\nwith Sandbox(): pass"
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, env=environment, check=True, timeout=120)
    assert not list(target.iterdir())
    assert len(names(temp)) == 4
