"""A place in a document that may be incomplete or invalid: an environment file, a construct's settings, a resource's properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from labeling_rules.deployment_values import is_token
from labeling_rules.mistake import Mistake, shown

_NAMES_OF_THE_USER = ("environment", "tags", "Tags")

UNKNOWN: Final = object()
"""The value of a place whose mistake, such as a missing value, is reported already. It counts as present, and no rule concludes anything
from it.
"""


@dataclass(frozen=True)
class Node:
    """A value and its path. Descending from a missing place is no error: the result is missing too."""

    file: str
    path: str
    value: object
    mistaken: frozenset[str] = frozenset()
    """The paths of places with a reported mistake. They, and everything below them, are unknown."""

    def __getitem__(self, key: str) -> Node:
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return self._below(f"{self.path}.{key}" if self.path else key, value)

    def at(self, path: str) -> Node:
        """The place at a dotted path below this one."""
        node = self
        for key in path.split("."):
            node = node[key]
        return node

    def entries(self) -> list[Node]:
        """The entries of a list; empty if the value is no list."""
        entries = self.value if isinstance(self.value, list | tuple) else ()
        return [self._below(f"{self.path}[{index}]", entry) for index, entry in enumerate(entries)]

    def descendants(self) -> Iterator[Node]:
        """All places below this one, except where keys are free names: a function's variables, and tags."""
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
        """True if rules may draw conclusions from the value, or from its absence."""
        return self.value is not UNKNOWN

    @property
    def present(self) -> bool:
        """True if there is a value; `key:` alone counts as none."""
        return self.value is not None

    @property
    def is_mapping(self) -> bool:
        """True if the value is a mapping."""
        return isinstance(self.value, Mapping)

    def has_only(self, *keys: str) -> bool:
        """True if the value is a mapping with no other keys. Another key is reported elsewhere; it may be a misspelling."""
        return isinstance(self.value, Mapping) and self.value.keys() <= set(keys)

    @property
    def text(self) -> str | None:
        """The string; None if absent, of another type, or known only at deployment."""
        return self.value if isinstance(self.value, str) and not is_token(self.value) else None

    @property
    def number(self) -> int | None:
        """The whole number; None if absent, of another type, or known only at deployment."""
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    def mistake(self, allowed: str, *, value: str | None = None) -> Mistake:
        """A mistake at this place; `value` replaces the displayed value."""
        return Mistake(self.file, self.path or "(document)", shown(self.value) if value is None else value, allowed)

    def after(self, mistakes: Iterable[Mistake]) -> Node:
        """The same place for the rules that run after these mistakes were reported: invalid values are unknown."""
        return replace(self, mistaken=self.mistaken | {mistake.path for mistake in mistakes})

    def untold(self, mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
        """The mistakes whose places have none reported yet."""
        return (mistake for mistake in mistakes if not mistake.is_within(self.mistaken))

    def _below(self, path: str, value: object) -> Node:
        unknown = self.value is UNKNOWN or path in self.mistaken
        return Node(self.file, path, UNKNOWN if unknown else value, self.mistaken)
