"""Properties that record which of them were read: unread ones cannot have had an effect."""

import copy
import sys
import weakref
from collections.abc import Iterator, Mapping
from typing import Any, Self

Path = tuple[str | int, ...]


class ObservedProperties(dict[str, Any]):
    """A dictionary that records the keys that are read, as do the dictionaries in it.

    Iterating over a dictionary counts as reading all its keys: that is how maps and documents are read. Exception: the outermost one when
    keys are also read by name; then the iteration only compares. Testing whether a key exists reads nothing.
    """

    def __init__(self, properties: Mapping[str, Any], *, is_outermost: bool = False) -> None:
        super().__init__({key: _observed(value) for key, value in properties.items()})
        self._is_outermost = is_outermost
        self._read: set[str] = set()
        self._asked: set[str] = set()
        self._iterations: list[bool] = []
        self._copies: list[weakref.ref[Self]] = []

    def was_read(self, key: str) -> bool:
        """True if the value was read."""
        return key in self._read or bool(self._iterations and not (self._is_outermost and self._read))

    def was_asked_for(self, key: str) -> bool:
        """True if the key was looked up, present or not."""
        return key in self._asked or self.was_read(key)

    @property
    def is_kept_as_a_copy(self) -> bool:
        """True while a deep copy is referenced elsewhere."""
        return any(reference() is not None for reference in self._copies)

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def pop(self, key: str, *default: Any) -> Any:
        self._note(key)
        return super().pop(key, *default)

    def setdefault(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().setdefault(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked.add(str(key))
        return super().__contains__(key)

    # Records iteration, including the interpreter's own copies, which use `__iter__`.
    def __iter__(self) -> Iterator[str]:
        self._iterations.append(True)
        return super().__iter__()

    def keys(self) -> Any:
        self._iterations.append(True)
        return super().keys()

    def values(self) -> Any:
        self._iterations.append(True)
        return super().values()

    def items(self) -> Any:
        self._iterations.append(True)
        return super().items()

    def copy(self) -> Self:
        return self._twin(dict(dict.items(self)))

    def __copy__(self) -> Self:
        return self.copy()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self._twin({key: copy.deepcopy(value, memo) for key, value in dict.items(self)})

    def _note(self, key: str) -> None:
        self._read.add(key)
        self._asked.add(key)

    def _twin(self, content: dict[str, Any]) -> Self:
        """A dictionary whose reads are recorded here."""
        twin = type(self)({}, is_outermost=self._is_outermost)
        dict.update(twin, content)
        twin._read, twin._asked, twin._iterations, twin._copies = self._read, self._asked, self._iterations, self._copies
        self._copies.append(weakref.ref(twin))
        return twin


class Reading:
    """The recorded reads of properties, from handing them over until they are returned."""

    def __init__(self, properties: Mapping[str, Any]) -> None:
        self.properties = ObservedProperties(properties, is_outermost=True)
        self._holders = dict(_holders(self.properties))

    def ignored(self) -> list[Path]:
        """The paths of the values that were not read."""
        return list(_unread(self.properties, (), self._kept()))

    def looked_for(self, path: Path) -> bool:
        """True if an absent value was looked up: itself, or something that would contain it."""
        node: Any = self.properties
        kept = self._kept()
        for part in path:
            if not isinstance(node, ObservedProperties) or id(node) in kept or node.is_kept_as_a_copy:
                return True
            if part not in dict.keys(node):
                return node.was_asked_for(str(part))
            if not node.was_read(str(part)):
                return False
            node = dict.__getitem__(node, str(part))
        return True

    def _kept(self) -> set[int]:
        """The dictionaries and lists that something keeps: they were stored whole."""
        return {node for node, count in _holders(self.properties) if count > self._holders.get(node, count)}


def _observed(value: Any) -> Any:
    if isinstance(value, dict):
        return ObservedProperties(value)
    return [_observed(entry) for entry in value] if isinstance(value, list) else value


def _parts(node: Any) -> list[tuple[Any, Any]]:
    if isinstance(node, ObservedProperties):
        return list(dict.items(node))
    return list(enumerate(node)) if isinstance(node, list) else []


def _holders(node: Any) -> Iterator[tuple[int, int]]:
    """The reference count of each dictionary and list of a tree; only an increase between two readings is meaningful."""
    for _key, part in _parts(node):
        if isinstance(part, dict | list):
            yield id(part), sys.getrefcount(part)
            yield from _holders(part)


def _unread(node: Any, path: Path, kept: set[int]) -> Iterator[Path]:
    for key, part in _parts(node):
        here = (*path, key)
        if isinstance(node, ObservedProperties) and not node.was_read(str(key)):
            yield here
        elif id(part) not in kept and not (isinstance(part, ObservedProperties) and part.is_kept_as_a_copy):
            yield from _unread(part, here, kept)
