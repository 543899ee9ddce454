"""Project teams of Ground Truth Plus, which may share the workforce's user pool with work teams."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.environment.rules.teams import contradictions, members_of, repeated_members
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node

_PORTAL = "{portal}"


def plus_team_mistakes(environment: Node, *, environment_name: str) -> Iterator[Mistake]:
    """Groups and domains that occur twice, and members whose entries contradict each other."""
    projects = [project for project in environment["ground_truth_plus"]["projects"].entries() if project["team"].is_mapping]
    sharing = [project for project in projects if not project["team"]["user_pool"].present]
    yield from _groups(environment["teams"].entries(), sharing, environment_name)
    yield from _domains(environment, projects)
    for project in projects:
        yield from repeated_members(project["team"], of="project team")
        yield from _invitation(project["team"]["user_pool"]["invitation"]["message"])
    work_teams = members_of(environment["teams"].entries())
    yield from contradictions([*work_teams, *members_of([project["team"] for project in sharing])], after=len(work_teams))


def _groups(work_teams: list[Node], projects: list[Node], environment_name: str) -> Iterator[Mistake]:
    taken = {f"{environment_name}-{team['name'].text}": team.path for team in work_teams if team["name"].text}
    for project in projects:
        given, project_name = project["team"]["group"], project["name"]
        group = given.text or f"{environment_name}-{project_name.text}"
        if given.text or (project_name.text and not given.present):
            other = taken.setdefault(group, project["team"].path)
            if other != project["team"].path:
                yield given.mistake(f"a name that no other group of the user pool has: {other} has it", value=f'"{group}"')


def _domains(environment: Node, projects: list[Node]) -> Iterator[Mistake]:
    pools = [environment["workforce"]["user_pool"], *(project["team"]["user_pool"] for project in projects)]
    first: dict[str, Node] = {}
    for domain in (pool["domain_prefix"] for pool in pools):
        if domain.text is not None and first.setdefault(domain.text, domain) is not domain:
            yield domain.mistake(f"a prefix that no other user pool has: {first[domain.text].path} has it")


def _invitation(message: Node) -> Iterator[Mistake]:
    if _PORTAL in (message.text or ""):
        yield message.mistake(f"a text without {_PORTAL}: AWS makes the project portal, and nobody knows its address before")
