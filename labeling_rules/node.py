"""A place in a document that may be incomplete or wrong: an environment file, the settings of a construct, the properties of a resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from labeling_rules.deployment_values import is_token
from labeling_rules.mistake import Mistake, shown

_NAMES_OF_THE_USER = ("environment", "tags", "Tags")


@dataclass(frozen=True)
class Node:
    """A value and the way to it. Going on from a place that does not exist is no error: the result is absent too."""

    file: str
    path: str
    value: object

    def __getitem__(self, key: str) -> Node:
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return Node(self.file, f"{self.path}.{key}" if self.path else key, value)

    def at(self, path: str) -> Node:
        """The place at a dotted path from here."""
        node = self
        for key in path.split("."):
            node = node[key]
        return node

    def entries(self) -> list[Node]:
        """The entries of a list; none where there is no list."""
        entries = self.value if isinstance(self.value, list | tuple) else ()
        return [Node(self.file, f"{self.path}[{index}]", entry) for index, entry in enumerate(entries)]

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
    def present(self) -> bool:
        """Whether there is anything; `key:` without a value is nothing."""
        return self.value is not None

    @property
    def is_mapping(self) -> bool:
        """Whether there are keys below."""
        return isinstance(self.value, Mapping)

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
