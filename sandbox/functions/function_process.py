"""A process with a loaded function: requests and responses are lines of JSON on separate pipes, the standard streams are its log."""

import json
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

END_OF_LOG = "\0end of the log\0"
"""Printed by the launcher after each response, to separate the logs of invocations."""

_LOG_SECONDS = 2.0
_EXIT_SECONDS = 2.0


class NoAnswerError(Exception):
    """The function did not respond within its timeout."""


class ProcessEndedError(Exception):
    """The process ended before it responded; the message describes it as Lambda does."""


class FunctionProcess:
    """Starts a launcher, which sends one message unasked: that it has loaded the function, or has failed to."""

    def __init__(self, command: Sequence[str], *, environment: Mapping[str, str], folder: Path) -> None:
        # In the server's process group, which is ended as a whole.
        self.popen = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        self._answers: queue.Queue[str | None] = queue.Queue()
        self._lines: queue.Queue[str | None] = queue.Queue()
        for stream, lines in ((self.popen.stdout, self._answers), (self.popen.stderr, self._lines)):
            threading.Thread(target=_forward, args=(stream, lines), daemon=True).start()

    @property
    def is_running(self) -> bool:
        return self.popen.poll() is None

    def send(self, request: Mapping[str, Any]) -> None:
        """Send a request. Raises ProcessEndedError."""
        if self.popen.stdin is None:
            raise ProcessEndedError("the process takes no requests")
        try:
            self.popen.stdin.write(json.dumps(request) + "\n")
            self.popen.stdin.flush()
        except OSError as gone:
            raise ProcessEndedError(self._ending()) from gone

    def answer(self, seconds: float) -> dict[str, Any]:
        """Wait for the next response. Raises NoAnswerError, ProcessEndedError."""
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty as late:
            raise NoAnswerError from late
        if line is None:
            raise ProcessEndedError(self._ending())
        answer: dict[str, Any] = json.loads(line)
        return answer

    def log(self) -> str:
        """The output since the last call, up to the end of the invocation's log or of the process."""
        printed: list[str] = []
        deadline = time.monotonic() + _LOG_SECONDS
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                break
            if line is None:
                # For the next call.
                self._lines.put(None)
                break
            before, end, _after = line.partition(END_OF_LOG)
            if before or not end:
                printed.append(before)
            if end:
                break
        return "\n".join(printed)

    def end(self) -> None:
        """Kill and reap the process; safe to call twice."""
        self.popen.kill()
        self.popen.wait(timeout=_EXIT_SECONDS)

    def _ending(self) -> str:
        status = self.popen.wait(timeout=_EXIT_SECONDS)
        if status < 0:
            return f"Runtime exited with error: signal: {(signal.strsignal(-status) or str(-status)).lower()}"
        return f"Runtime exited with error: exit status {status}" if status else "Runtime exited without providing a reason"


def _forward(stream: IO[str], lines: "queue.Queue[str | None]") -> None:
    with stream:
        for line in stream:
            lines.put(line.rstrip("\n"))
    lines.put(None)
