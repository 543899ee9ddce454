"""The duration of `cdk synth` by number of labeling jobs in the environment: the actual command, including validation."""

import copy
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parents[1]
NUMBERS_OF_JOBS = (1, 10, 100)
GOAL = 1.5
"""Maximum ratio of 100 jobs to 1 job."""


@dataclass(frozen=True, kw_only=True)
class SynthesisTimes:
    """Seconds of every run, by the number of jobs."""

    runs: Mapping[int, Sequence[float]]

    def median(self, jobs: int) -> float:
        """The median of the runs with that many jobs, in seconds."""
        return statistics.median(self.runs[jobs])

    def ratio(self, jobs: int) -> float:
        """The time relative to one job, by medians."""
        return self.median(jobs) / self.median(1)


def measure_synthesis(*, rounds: int) -> SynthesisTimes:
    """Synthesize environments with 1, 10 and 100 jobs alternately. The first round fills the disk cache and does not count."""
    runs: dict[int, list[float]] = {jobs: [] for jobs in NUMBERS_OF_JOBS}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            for jobs, times in runs.items():
                seconds = _synthesize(_environment(Path(folder), jobs), Path(folder))
                if number > 0:
                    times.append(seconds)
    return SynthesisTimes(runs=runs)


def _environment(folder: Path, jobs: int) -> Path:
    """The sandbox's environment with its one job many times, in a separate folder."""
    document: dict[str, Any] = yaml.safe_load((PROJECT / "environments" / "sandbox.yaml").read_text(encoding="utf-8"))
    job = document["labeling_jobs"][0]
    document["labeling_jobs"] = [copy.deepcopy(job) | {"LabelingJobName": f"topics-{number}"} for number in range(jobs)]
    environments = folder / f"{jobs}-jobs"
    environments.mkdir(exist_ok=True)
    (environments / "many.yaml").write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    return environments


def _synthesize(environments: Path, folder: Path) -> float:
    command = [str(PROJECT / "node_modules" / ".bin" / "cdk"), "synth", "--quiet", "-c", f"environments={environments}"]
    # The CLI and jsii leave temporary folders behind.
    variables = os.environ | {"CI": "true", "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20", "TMPDIR": str(folder)}
    started = time.perf_counter()
    subprocess.run([*command, "--output", str(folder / "cdk.out")], cwd=PROJECT, env=variables, check=True, capture_output=True)
    return time.perf_counter() - started
