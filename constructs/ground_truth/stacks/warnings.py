"""Where the warnings of an environment file are told: those of one job beside it, the others on the stage's stacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ground_truth.environment import Environment
from labeling_rules.mistake import Mistake

_TEMPLATE = "template-without-warnings"


def job_warnings(environment: Environment, index: int) -> Iterator[Mistake]:
    """What the file is warned of about the parameters and the template of one of its jobs, by their places in the job."""
    job = f"labeling_jobs[{index}]."
    templates = [warning for warning in environment.warnings if warning.rule == _TEMPLATE]
    for warning in (*environment.parameter_warnings, *templates):
        if warning.path.startswith(job):
            yield replace(warning, path=warning.path.removeprefix(job))


def stage_warnings(environment: Environment) -> list[Mistake]:
    """What the file is warned of about other local files, and about several jobs."""
    return [warning for warning in environment.warnings if warning.rule != _TEMPLATE]
