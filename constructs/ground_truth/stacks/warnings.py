"""The warnings of an environment file on constructs: those of one job on the job, the others on the stage's stacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ground_truth.environment import Environment
from labeling_rules.mistake import Mistake

_TEMPLATE = "template-without-warnings"


def job_warnings(environment: Environment, index: int) -> Iterator[Mistake]:
    """Warnings about the parameters and the template of one job of the file, by their places in the job."""
    job = f"labeling_jobs[{index}]."
    templates = [warning for warning in environment.warnings if warning.rule == _TEMPLATE]
    for warning in (*environment.parameter_warnings, *templates):
        if warning.path.startswith(job):
            yield replace(warning, path=warning.path.removeprefix(job))


def stage_warnings(environment: Environment) -> list[Mistake]:
    """Warnings about other local files of the environment file, and about several jobs."""
    return [warning for warning in environment.warnings if warning.rule != _TEMPLATE]
