"""The real CDK CLI, pointed at a sandbox."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sandbox.process import PROJECT, Sandbox

CDK = PROJECT / "node_modules" / ".bin" / "cdk"


OnLine = Callable[[str], None]
"""What is handed each line as the CLI prints it."""


@dataclass(frozen=True)
class Finished:
    """A run of the CLI that ended: its exit status and all that it printed."""

    arguments: tuple[str, ...]
    status: int
    output: str


class CdkError(RuntimeError):
    """The CLI ended with another exit status than 0; the text is all that it printed."""

    def __init__(self, finished: Finished) -> None:
        super().__init__(f"cdk {' '.join(finished.arguments)} ended with exit status {finished.status}:\n{finished.output}")
        self.finished = finished


def bootstrap(sandbox: Sandbox, region: str = "") -> Finished:
    """Prepare a region for the CDK. Raises CdkError.

    Run where no cdk.json is, so that the CLI does not synthesize an application only to bootstrap.
    """
    return _checked(_run(sandbox, "bootstrap", f"aws://{sandbox.account}/{region or sandbox.region}", folder=sandbox.folder))


@dataclass(frozen=True)
class CdkCli:
    """Runs `cdk` in the project's folder.

    `application`: an already synthesized cloud assembly, to spare the synthesis; None runs app.py, as a user does.
    `environments`: the folder of the environment files.
    `validation`: CDK's own validation of the templates that it synthesizes.
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
        """Run a command to its end, each line handed on as it comes. Raises CdkError when it fails."""
        return _checked(self.try_run(*arguments, on_line=on_line))

    def try_run(self, *arguments: str, on_line: OnLine | None = None) -> Finished:
        """Run a command to its end, whatever its exit status."""
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
        # The CLI and jsii leave folders behind; the sandbox's own folder goes with it.
        "TMPDIR": str(sandbox.folder),
        # Node.js 22 and newer keep there what they compiled of the CLI: a seventh of the time that it takes to start.
        "NODE_COMPILE_CACHE": str(sandbox.folder / "compiled"),
    }
