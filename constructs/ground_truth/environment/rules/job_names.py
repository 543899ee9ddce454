"""Names of jobs, and the teams they name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node


def job_name_mistakes(jobs: Node) -> Iterator[Mistake]:
    """Names that occur twice. The service ignores case in them."""
    first: dict[str, str] = {}
    for job in jobs.entries():
        name = job["LabelingJobName"].text
        if name is not None and first.setdefault(name.lower(), job.path) != job.path:
            yield job["LabelingJobName"].mistake(f"a name that no other job has (case is ignored): {first[name.lower()]} has it")


def team_reference_mistakes(job: Node, *, teams: Node) -> Iterator[Mistake]:
    """A team that the file does not have."""
    names = [team["name"].text or "" for team in teams.entries()]
    team = job["team"].text
    if team is None or team in names:
        return
    close = difflib.get_close_matches(team, names, n=1)
    hint = f", did you mean {close[0]}?" if close else f": {', '.join(names) or 'it has none'}"
    yield job["team"].mistake(f"a team of this file{hint}")
