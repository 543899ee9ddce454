"""The one private workforce of an account in a region, which several environments may share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses


def workforce_mistakes(environments: Iterable[Node]) -> Iterator[Mistake]:
    """Every mistake between the workforces of all environments."""
    sharing: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for environment in environments:
        account, region = environment["account"].text, environment["region"].text
        if account is not None and region is not None:
            sharing[account, region].append(environment)
    for those in sharing.values():
        yield from mistakes_of(one_creates_the_workforce, those)
        yield from mistakes_of(one_name_of_the_workforce, those)


@refuses(at=AT_SYNTHESIS)
def one_creates_the_workforce(environments: list[Node]) -> Iterator[Mistake]:
    """Of the environments of one account and region one creates the workforce; the others adopt or import it.

    Source: API_CreateWorkforce: one private workforce per account and region
    """
    creators = [environment for environment in environments if _creates(environment)]
    for other in creators[1:]:
        yield other.at("workforce.mode").mistake(f"adopt or import: {_creator(creators[0])}, and there is only one")


@refuses(at=AT_SYNTHESIS)
def one_name_of_the_workforce(environments: list[Node]) -> Iterator[Mistake]:
    """An environment that adopts or imports a workforce created by another environment uses its name.

    Source: API_CreateWorkforce: one private workforce per account and region
    """
    creator = next((environment for environment in environments if _creates(environment)), None)
    if creator is None:
        return
    created = creator.at("workforce.name").text
    for environment in environments:
        mode, name = environment.at("workforce.mode"), environment.at("workforce.name")
        if mode.known and mode.text != "create" and None not in (created, name.text) and name.text != created:
            yield name.mistake(f"{created}: {_creator(creator)}, and there is only one")


def _creates(environment: Node) -> bool:
    return environment.at("workforce.mode").text == "create"


def _creator(environment: Node) -> str:
    name = PurePosixPath(environment.file).stem
    return f"{name} creates the workforce of account {environment['account'].text} in {environment['region'].text}"
