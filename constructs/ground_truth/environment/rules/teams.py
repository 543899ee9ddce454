"""Work teams and the workers in them."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.api_shapes import ApiShape
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node

_WORKTEAM_NAME = ApiShape("CreateWorkteamRequest.WorkteamName")


def team_mistakes(teams: Node, *, environment_name: str) -> Iterator[Mistake]:
    """Names that do not fit or occur twice, and workers whose entries contradict each other."""
    yield from _names(teams, environment_name)
    for team in teams.entries():
        yield from _repeated_members(team)
    yield from _contradictions(teams)


def _names(teams: Node, environment_name: str) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for team in teams.entries():
        name = team["name"].text
        if name is None:
            continue
        full_name = f"{environment_name}-{name}"
        if _WORKTEAM_NAME.accepts(name) and not _WORKTEAM_NAME.accepts(full_name):
            yield team["name"].mistake(f"{_WORKTEAM_NAME.allowed} together with the environment's name: {full_name}")
        if first.setdefault(name.lower(), team.path) != team.path:
            yield team["name"].mistake(f"a name that no other team has: {first[name.lower()]} has it")


def _repeated_members(team: Node) -> Iterator[Mistake]:
    seen: set[str] = set()
    for member in team["members"].entries():
        email = _email(member).text
        if email is not None and email.lower() in seen:
            yield _email(member).mistake("each worker once per team")
        seen.add((email or "").lower())


def _contradictions(teams: Node) -> Iterator[Mistake]:
    first: dict[str, Node] = {}
    for member in (member for team in teams.entries() for member in team["members"].entries()):
        email = _email(member).text
        if email is None:
            continue
        other = first.setdefault(email.lower(), member)
        if _email(other).text != email:
            yield _email(member).mistake(f"the same spelling everywhere: {other.path} is {_email(other).text}")
        elif bool(other["existing"].value) != bool(member["existing"].value):
            yield member.mistake(f"the same `existing` everywhere: {other.path} differs")


def _email(member: Node) -> Node:
    return member["email"] if member.is_mapping else member
