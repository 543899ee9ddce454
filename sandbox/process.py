"""The sandbox as a separate process: started on a free port, stopped together with all its child processes."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from sandbox.certificate import Certificate, create_certificate
from sandbox.root_keys import RootKeys
from sandbox.settings import (
    ALLOW_IGNORED_PROPERTIES,
    DEFAULT_ACCOUNT,
    DEFAULT_REGION,
    GROUND_TRUTH_SETTINGS,
    client_environment,
    endpoint,
    server_environment,
    without_credentials,
)

PROJECT = Path(__file__).resolve().parent.parent
START_TIMEOUT_SECONDS = 60.0
STOP_TIMEOUT_SECONDS = 15.0


@dataclass
class Sandbox:
    """A single-account AWS that lives as long as this object's `with` block.

    Raises RuntimeError, with the end of the server's log, if the server does not start within START_TIMEOUT_SECONDS.
    """

    server_module: ClassVar[str] = "sandbox.server"
    """The module to run as the server."""

    account: str = DEFAULT_ACCOUNT
    region: str = DEFAULT_REGION
    ground_truth: Mapping[str, float] = field(default_factory=dict)
    """Quotas and delays of Ground Truth, by field name of sandbox.ground_truth.Settings."""
    allow_ignored_properties: bool = False
    """True to deploy templates without the properties that the sandbox ignores; each is logged."""
    port: int = field(default=0, init=False)
    folder: Path = field(init=False)
    certificate: Certificate = field(init=False)
    keys: RootKeys = field(init=False)
    _server: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="ground-truth-sandbox-"))
        try:
            self.certificate = create_certificate(self.folder)
            self.keys = RootKeys.create()
            self.port = _free_port()
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def endpoint(self) -> str:
        """The URL for all AWS clients of this sandbox."""
        return endpoint(self.port)

    @property
    def log(self) -> Path:
        """The server's log, including start-up failures of functions; deleted when the sandbox stops."""
        return self.folder / "server.log"

    def exports(self) -> dict[str, str]:
        """The variables that point an AWS client at this sandbox."""
        return client_environment(port=self.port, account=self.account, region=self.region, certificate=self.certificate, keys=self.keys)

    def environment(self) -> dict[str, str]:
        """The complete environment of a client process: this process's own, without its AWS variables, plus `exports`."""
        return without_credentials(os.environ) | self.exports()

    def wait(self) -> None:
        """Block until the server exits by itself."""
        if self._server is not None:
            self._server.wait()

    def stop(self) -> None:
        """Stop the server and its functions, and remove the folder; safe to call twice."""
        with _uninterrupted():
            server, self._server = self._server, None
            if server is not None:
                _terminate_group(server)
            shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> None:
        settings = server_environment(
            port=self.port,
            account=self.account,
            region=self.region,
            certificate=self.certificate,
            folder=self.folder,
            project=PROJECT,
            keys=self.keys,
        )
        settings[GROUND_TRUTH_SETTINGS] = json.dumps(dict(self.ground_truth))
        settings[ALLOW_IGNORED_PROPERTIES] = json.dumps(self.allow_ignored_properties)
        with self.log.open("wb") as log:
            # A session of its own lets one signal reach the functions too; through the pipe the server notices the end of this process.
            self._server = subprocess.Popen(
                [sys.executable, "-m", self.server_module],
                cwd=PROJECT,
                env=settings,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                # All its files are readable by its user only.
                umask=0o077,
            )
        self._wait_until_listening()

    def _wait_until_listening(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            if self._server is None or self._server.poll() is not None:
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.05)
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-30:])
        raise RuntimeError(f"the sandbox did not start within {START_TIMEOUT_SECONDS:.0f} s; the end of its log:\n{tail}")


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep a second Ctrl-C from interrupting the cleanup after the first; only the main thread can change that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _terminate_group(server: "subprocess.Popen[bytes]") -> None:
    """End the server, then any functions that outlived it: they are members of its process group."""
    for signal_number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal_number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=STOP_TIMEOUT_SECONDS)
            break
    if server.stdin is not None:
        server.stdin.close()
    deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(server.pid, signal.SIGKILL)
            time.sleep(0.02)
