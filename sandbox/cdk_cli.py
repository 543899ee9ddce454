"""The real CDK CLI, pointed at a sandbox."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sandbox.process import PROJECT, Sandbox

CDK = PROJECT / "node_modules" / ".bin" / "cdk"


OnLine = Callable[[str], None]
"""Called with each line as the CLI prints it."""


@dataclass(frozen=True)
class Finished:
    """A finished run of the CLI: exit status and output."""

    arguments: tuple[str, ...]
    status: int
    output: str


class CdkError(RuntimeError):
    """The CLI exited with a status other than 0; the message is its output."""

    def __init__(self, finished: Finished) -> None:
        super().__init__(f"cdk {' '.join(finished.arguments)} ended with exit status {finished.status}:\n{finished.output}")
        self.finished = finished


def bootstrap(sandbox: Sandbox, region: str = "") -> Finished:
    """Bootstrap a region for the CDK. Raises CdkError.

    Runs in a folder without a cdk.json, so that the CLI does not synthesize an application.
    """
    return _checked(_run(sandbox, "bootstrap", f"aws://{sandbox.account}/{region or sandbox.region}", folder=sandbox.folder))


@dataclass(frozen=True)
class CdkCli:
    """Runs `cdk` in the project's folder.

    `application`: a synthesized cloud assembly, to skip synthesis; None runs app.py, as a user does.
    `environments`: the folder of the environment files.
    `validation`: True for the CDK's own validation of synthesized templates.
    """

    sandbox: Sandbox
    environments: Path
    application: Path | None = None
    validation: bool = True

    @property
    def output(self) -> Path:
        """The folder of the cloud assembly that app.py writes."""
        return self.sandbox.folder / "cdk.out"

    def run(self, *arguments: str, on_line: OnLine | None = None) -> Finished:
        """Run a command to its end, passing on each line as it comes. Raises CdkError if it fails."""
        return _checked(self.try_run(*arguments, on_line=on_line))

    def try_run(self, *arguments: str, on_line: OnLine | None = None) -> Finished:
        """Run a command to its end, with any exit status."""
        validation = {} if self.validation else {"CDK_VALIDATION": "false"}
        return _run(self.sandbox, *arguments, *self._source(), folder=PROJECT, on_line=on_line, variables=validation)

    def _source(self) -> list[str]:
        if self.application is not None:
            return ["--app", str(self.application)]
        return ["-c", f"environments={self.environments}", "--output", str(self.output)]


def _run(
    sandbox: Sandbox, *arguments: str, folder: Path, on_line: OnLine | None = None, variables: Mapping[str, str] = MappingProxyType({})
) -> Finished:
    lines: list[str] = []
    environment = {**_environment(sandbox), **variables}
    with subprocess.Popen(
        [str(CDK), *arguments], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            if on_line is not None:
                on_line(line.rstrip())
    return Finished(arguments, process.returncode, "".join(lines))


def _checked(finished: Finished) -> Finished:
    if finished.status != 0:
        raise CdkError(finished)
    return finished


def _environment(sandbox: Sandbox) -> dict[str, str]:
    return sandbox.environment() | {
        "CI": "true",
        "NODE_NO_WARNINGS": "1",
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20",
        # The CLI and jsii leave temporary folders behind; these go with the sandbox's folder.
        "TMPDIR": str(sandbox.folder),
        # Node.js 22 and newer cache compiled code of the CLI there, which saves a seventh of its startup.
        "NODE_COMPILE_CACHE": str(sandbox.folder / "compiled"),
    }
