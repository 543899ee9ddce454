"""The duration of `cdk diff` for an unchanged environment, compared with an application with one stack of one resource."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from demo.account import Account
from demo.package_summaries import manifest_of_installed_packages
from sandbox.cdk_cli import CdkCli, bootstrap
from sandbox.process import PROJECT, Sandbox

GOAL = 1.3
"""Maximum ratio of an environment to an empty application."""
EMPTY = f"{sys.executable} {Path(__file__).with_name('empty_application.py')}"
MANIFEST_KEY = "datasets/packages.manifest"


@dataclass(frozen=True, kw_only=True)
class DiffTimes:
    """Seconds of every run, with or without CDK's validation of the templates."""

    validation: bool
    environment: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The environment's time relative to the empty application's, by medians."""
        return statistics.median(self.environment) / statistics.median(self.empty)


def measure_diffs(*, rounds: int) -> list[DiffTimes]:
    """Compare both with their deployed state, alternately. The first round fills the disk cache and does not count."""
    with Sandbox() as sandbox:
        environments = _deploy(sandbox)
        measured = [DiffTimes(validation=validation) for validation in (True, False)]
        for number in range(rounds + 1):
            for times in measured:
                environment = _diff(sandbox, ["-c", f"environments={environments}"], validation=times.validation)
                empty = _diff(sandbox, ["--app", EMPTY], validation=times.validation)
                if number > 0:
                    times.environment.append(environment)
                    times.empty.append(empty)
        return measured


def _deploy(sandbox: Sandbox) -> Path:
    """Deploy the sandbox's environment and the empty application; returns the environment file's folder."""
    bootstrap(sandbox)
    environments = sandbox.folder / "environments"
    environments.mkdir()
    shutil.copy(PROJECT / "environments" / "sandbox.yaml", environments)
    cdk = CdkCli(sandbox, environments=environments)
    cdk.run("deploy", "sandbox/Foundation")
    account = Account(sandbox)
    bucket = account.outputs("sandbox-Foundation")["InputBucketName"]
    account.upload(bucket=bucket, key=MANIFEST_KEY, text=manifest_of_installed_packages())
    cdk.run("deploy", "sandbox/Labeling")
    _cdk(sandbox, ["deploy", "--app", EMPTY], {})
    return environments


def _diff(sandbox: Sandbox, source: Sequence[str], *, validation: bool) -> float:
    started = time.perf_counter()
    printed = _cdk(sandbox, ["diff", *source], {"CDK_VALIDATION": str(validation).lower()})
    seconds = time.perf_counter() - started
    if "Number of stacks with differences: 0" not in printed:
        raise RuntimeError(f"cdk diff was to find nothing, and printed:\n{printed}")
    return seconds


def _cdk(sandbox: Sandbox, arguments: Sequence[str], variables: Mapping[str, str]) -> str:
    # The CLI and jsii leave temporary folders behind.
    environment = sandbox.environment() | {"CI": "true", "TMPDIR": str(sandbox.folder), "PYTHONPATH": "constructs", **variables}
    environment["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "20"
    command = [str(PROJECT / "node_modules" / ".bin" / "cdk"), *arguments, "--output", str(sandbox.folder / "cdk.out")]
    finished = subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True)
    return finished.stdout + finished.stderr
