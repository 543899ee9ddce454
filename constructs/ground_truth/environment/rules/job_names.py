"""Names of jobs, and the teams they name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.quotas import LABELING_JOBS
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses, warns


def job_name_mistakes(jobs: Node) -> Iterator[Mistake]:
    """Every mistake, and warning, of jobs among each other."""
    yield from mistakes_of(job_names_are_unique, jobs)
    yield from mistakes_of(quota_of_jobs, jobs)


@refuses(at=AT_SYNTHESIS)
def job_names_are_unique(jobs: Node) -> Iterator[Mistake]:
    """No two jobs of a file have the same name; case does not count.

    Source: API_CreateLabelingJob, LabelingJobName
    """
    first: dict[str, str] = {}
    for job in jobs.entries():
        name = job["LabelingJobName"].text
        if name is not None and first.setdefault(name.lower(), job.path) != job.path:
            yield job["LabelingJobName"].mistake(f"a name that no other job has (case is ignored): {first[name.lower()]} has it")


@warns(at=AT_SYNTHESIS)
def quota_of_jobs(jobs: Node) -> Iterator[Mistake]:
    """A new account may run one labeling job at a time before a quota was raised.

    Source: AWS General Reference, quotas of SageMaker AI, L-150039CA
    """
    number = len(jobs.entries())
    if number > LABELING_JOBS.default:
        yield jobs.mistake(LABELING_JOBS.allowed, value=f"{number} labeling jobs")


@refuses(at=AT_SYNTHESIS)
def team_of_this_file(job: Node, *, teams: Node) -> Iterator[Mistake]:
    """A job's `team` is one of the file's teams.

    Source: this application
    """
    names = names_of(teams, "name")
    if job["team"].text is not None and names is not None and job["team"].text not in names:
        yield job["team"].mistake(f"a team of this file{did_you_mean(job['team'].text, names)}")


def names_of(entries: Node, key: str) -> list[str] | None:
    """The names in a list, each once; None where one of them is unknown, which may be any."""
    names = [entry[key] for entry in entries.entries()]
    if not entries.known or not all(name.known for name in names):
        return None
    return list(dict.fromkeys(name.text for name in names if name.text is not None))


def did_you_mean(name: str, names: list[str]) -> str:
    """The end of a message about a name that is not among these."""
    close = difflib.get_close_matches(name, names, n=1)
    return f", did you mean {close[0]}?" if close else f": {', '.join(names) or 'it has none'}"
