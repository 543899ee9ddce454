"""The local Python or Node.js for a runtime, of the runtime's version where installed."""

import functools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PYTHON_RUNTIMES = ("python3.10", "python3.11", "python3.12", "python3.13", "python3.14")
"""https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"""

_ANSWER_SECONDS = 10.0


@dataclass(frozen=True)
class Program:
    """A program with a known version."""

    path: str
    language: str
    version: str
    note: str = ""
    """A sentence about the version if it differs from the runtime's; otherwise empty."""

    def __str__(self) -> str:
        return f"{self.language} {self.version}"


class NoProgramError(Exception):
    """No program on this machine runs the functions of a runtime; the message names it."""


@functools.cache
def program_for(runtime: str) -> Program:
    """The program for a runtime such as `python3.13` or `nodejs22.x`. Raises NoProgramError."""
    if runtime.startswith("python"):
        return _python(runtime)
    return _node(runtime)


def own_python() -> Program:
    """The Python that runs the sandbox, outside of its virtual environment."""
    return Program(str(getattr(sys, "_base_executable", sys.executable)), "Python", sys.version.split()[0])


def python_runtimes() -> dict[str, Program]:
    """The program for each of Lambda's Python runtimes."""
    return {runtime: program_for(runtime) for runtime in PYTHON_RUNTIMES}


def _python(runtime: str) -> Program:
    required, own = runtime.removeprefix("python"), own_python()
    if _is_version(own.version, required):
        return own
    for candidate in _candidates(runtime):
        # pyenv puts shims on the PATH even for versions that are not installed.
        answer = _answer(candidate, "-I", "-S", "-c", "import sys; print(sys.version.split()[0], sys._base_executable)")
        version, _, path = (answer or "").partition(" ")
        if _is_version(version, required):
            return Program(path, "Python", version)
    note = f"The function's runtime is {runtime}, and it runs under {own}: the sandbox found no {runtime} on this machine's PATH."
    return Program(own.path, own.language, own.version, note)


def _candidates(name: str) -> Iterator[str]:
    if found := shutil.which(name):
        yield found
    version = name.removeprefix("python")
    versions = Path.home() / ".pyenv" / "versions"
    yield from (str(path) for path in sorted(versions.glob(f"{version}.*/bin/{name}"), reverse=True))


def _node(runtime: str) -> Program:
    path = shutil.which("node")
    answer = None if path is None else _answer(path, "--version")
    if path is None or answer is None:
        raise NoProgramError(f"the function's runtime is {runtime}, and the sandbox found no `node` on this machine's PATH")
    version, required = answer.removeprefix("v"), runtime.removeprefix("nodejs").removesuffix(".x")
    if version.split(".")[0] == required:
        return Program(path, "Node.js", version)
    note = f"The function's runtime is {runtime}, and it runs under Node.js {version}, the one on this machine's PATH."
    return Program(path, "Node.js", version, note)


def _answer(*command: str) -> str | None:
    """The program's output; None if there is no such program, or it fails."""
    try:
        finished = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=_ANSWER_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return finished.stdout.strip() if finished.returncode == 0 else None


def _is_version(version: str, required: str) -> bool:
    return version.split(".")[:2] == required.split(".")
