"""A place in a document that may be incomplete or wrong: an environment file, the settings of a construct, the properties of a resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from labeling_rules.deployment_values import is_token
from labeling_rules.mistake import Mistake, shown

_NAMES_OF_THE_USER = ("environment", "tags", "Tags")

UNKNOWN: Final = object()
"""The value of a place that has its mistake already, be it that nothing is there: it counts as present, and nothing follows from it."""


@dataclass(frozen=True)
class Node:
    """A value and the way to it. Going on from a place that does not exist is no error: the result is absent too."""

    file: str
    path: str
    value: object
    mistaken: frozenset[str] = frozenset()
    """The paths of the places that have their mistake already. They are unknown, and so is everything below them."""

    def __getitem__(self, key: str) -> Node:
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return self._below(f"{self.path}.{key}" if self.path else key, value)

    def at(self, path: str) -> Node:
        """The place at a dotted path from here."""
        node = self
        for key in path.split("."):
            node = node[key]
        return node

    def entries(self) -> list[Node]:
        """The entries of a list; none where there is no list."""
        entries = self.value if isinstance(self.value, list | tuple) else ()
        return [self._below(f"{self.path}[{index}]", entry) for index, entry in enumerate(entries)]

    def descendants(self) -> Iterator[Node]:
        """Every place under this one, but for those whose keys are names of the user's own: variables of a function, and tags."""
        children = [self[key] for key in self.value] if isinstance(self.value, Mapping) else self.entries()
        for child in children:
            if child.key not in _NAMES_OF_THE_USER:
                yield child
                yield from child.descendants()

    @property
    def key(self) -> str:
        """The last key of the path."""
        return self.path.rpartition(".")[2]

    @property
    def known(self) -> bool:
        """Whether something follows from what is here, or from nothing being here."""
        return self.value is not UNKNOWN

    @property
    def present(self) -> bool:
        """Whether there is anything; `key:` without a value is nothing."""
        return self.value is not None

    @property
    def is_mapping(self) -> bool:
        """Whether there are keys below."""
        return isinstance(self.value, Mapping)

    def has_only(self, *keys: str) -> bool:
        """Whether there is a mapping with no keys but these. Another one has its mistake, and may stand for one of these."""
        return isinstance(self.value, Mapping) and self.value.keys() <= set(keys)

    @property
    def text(self) -> str | None:
        """The text, if there is one and it is known before deployment."""
        return self.value if isinstance(self.value, str) and not is_token(self.value) else None

    @property
    def number(self) -> int | None:
        """The whole number, if there is one and it is known before deployment."""
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    def mistake(self, allowed: str, *, value: str | None = None) -> Mistake:
        """A mistake at this place; `value` replaces what is shown."""
        return Mistake(self.file, self.path or "(document)", shown(self.value) if value is None else value, allowed)

    def after(self, mistakes: Iterable[Mistake]) -> Node:
        """The same place for rules that speak after these mistakes were told: what is wrong is unknown."""
        return replace(self, mistaken=self.mistaken | {mistake.path for mistake in mistakes})

    def untold(self, mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
        """Those of these mistakes whose places have none yet."""
        return (mistake for mistake in mistakes if not mistake.is_within(self.mistaken))

    def _below(self, path: str, value: object) -> Node:
        unknown = self.value is UNKNOWN or path in self.mistaken
        return Node(self.file, path, UNKNOWN if unknown else value, self.mistaken)
