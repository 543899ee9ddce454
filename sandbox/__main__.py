"""`python -m sandbox`: a sandbox in the foreground, until Ctrl-C."""

import argparse
import contextlib
import shlex
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sandbox.functions.program import own_python, python_runtimes
from sandbox.process import Sandbox


def main() -> None:
    """Print the exports that point a client at the sandbox, and run it in the foreground."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(KeyboardInterrupt), sandbox_of(sys.argv[1:]) as sandbox:
        lines = shell_lines(sandbox.exports())
        file = write_for_owner(sandbox.folder / "exports.sh", lines)
        print("# The sandbox is running. Paste this into another shell, then run any AWS client there:")
        print(lines, end="")
        print(f"# The same as a file, with keys that are yours alone: . {shlex.quote(str(file))}")
        print(f"# {pythons()}")
        print(f"# Its log: {sandbox.log}\n# Ctrl-C ends it, with everything in it.", flush=True)
        sandbox.wait()


def shell_lines(exports: Mapping[str, str]) -> str:
    """Shell commands that point AWS clients at the sandbox, whatever their previous configuration."""
    lines = ["unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE"]
    lines += [f"export {name}={shlex.quote(value)}" for name, value in exports.items()]
    return "\n".join(lines) + "\n"


def write_for_owner(file: Path, text: str) -> Path:
    """Write a file that is never readable by other users."""
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
    return file


def pythons() -> str:
    """The Python interpreters on this machine that run functions."""
    matching = {runtime: program.version for runtime, program in python_runtimes().items() if not program.note}
    found = ", ".join(f"{runtime} under {version}" for runtime, version in matching.items())
    return f"Functions: {found or 'none under the Python of their runtime'}; those of other Python runtimes under {own_python().version}."


def sandbox_of(arguments: Sequence[str]) -> Sandbox:
    """The sandbox for the command line's arguments, not yet started."""
    parser = argparse.ArgumentParser(prog="ground-truth sandbox", description="A sandbox in the foreground, until Ctrl-C.")
    parser.add_argument("--streaming-labeling-jobs", type=int, metavar="COUNT", help="how many may run; none without it")
    parser.add_argument("--labeling-jobs", type=int, metavar="COUNT", help="how many may run; no limit without it")
    parser.add_argument(
        "--allow-ignored-properties",
        action="store_true",
        help="deploy templates without the properties that the sandbox does not have, and name each in the log; else they are refused",
    )
    given = parser.parse_args(arguments)
    quotas = {"streaming_labeling_job_quota": given.streaming_labeling_jobs, "labeling_job_quota": given.labeling_jobs}
    return Sandbox(
        ground_truth={name: count for name, count in quotas.items() if count is not None},
        allow_ignored_properties=given.allow_ignored_properties,
    )


if __name__ == "__main__":
    main()
