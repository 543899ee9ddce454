"""Work teams and the workers in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ground_truth.settings.api_shapes import ApiShape
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses

_WORKTEAM_NAME = ApiShape("CreateWorkteamRequest.WorkteamName")


def team_mistakes(teams: Node, *, environment_name: str) -> Iterator[Mistake]:
    """Names that do not fit or occur twice, and workers whose entries contradict each other."""
    yield from mistakes_of(team_names, teams, environment_name)
    for team in teams.entries():
        yield from mistakes_of(repeated_members, team, of="team")
    yield from mistakes_of(contradictions, members_of(teams.entries()))


@refuses(at=AT_SYNTHESIS)
def team_names(teams: Node, environment_name: str) -> Iterator[Mistake]:
    """No two teams of a file have the same name, and with the environment's name before it a name has at most 63 characters.

    Source: API_CreateWorkteam, WorkteamName
    """
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


def members_of(teams: Iterable[Node]) -> list[Node]:
    """The members of all these teams; of one who is twice in a team the first entry, since the other has its mistake already."""
    return [member for team in teams for member in _first_entries(team)]


def _first_entries(team: Node) -> Iterable[Node]:
    first: dict[str, Node] = {}
    for member in team["members"].entries():
        first.setdefault((_email(member).text or "").lower(), member)
    return first.values()


@refuses(at=AT_SYNTHESIS)
def repeated_members(team: Node, *, of: str) -> Iterator[Mistake]:
    """No worker is twice in one team.

    Source: this application
    """
    seen: set[str] = set()
    for member in team["members"].entries():
        email = _email(member).text
        if email is not None and email.lower() in seen:
            yield _email(member).mistake(f"each worker once per {of}")
        seen.add((email or "").lower())


@refuses(at=AT_SYNTHESIS)
def contradictions(members: list[Node], *, after: int = 0) -> Iterator[Mistake]:
    """A worker who is in several teams is written the same way everywhere, and is new to the user pool everywhere or nowhere.

    Source: this application, which makes one user for each worker
    """
    # Of the first `after` entries nothing is said: another rule did.
    first: dict[str, Node] = {}
    for number, member in enumerate(members):
        email = _email(member).text
        if email is None:
            continue
        other = first.setdefault(email.lower(), member)
        if number < after:
            continue
        if _email(other).text != email:
            yield _email(member).mistake(f"the same spelling everywhere: {other.path} is {_email(other).text}")
        elif {_existing(other), _existing(member)} == {True, False}:
            yield member.mistake(f"the same `existing` everywhere: {other.path} differs")


def _existing(member: Node) -> bool | None:
    existing = member["existing"]
    return bool(existing.value) if existing.known else None


def _email(member: Node) -> Node:
    return member["email"] if member.is_mapping else member
