"""Differences between two versions of a resource's properties."""

from collections.abc import Iterator
from typing import Any

from sandbox.ignored_properties.observed_properties import Path


def changed_paths(old: Any, new: Any) -> list[Path]:
    """The paths at which the new version has an added or changed value."""
    return list(_changed(old, new, ()))


def removed_paths(old: Any, new: Any) -> list[Path]:
    """The paths at which the new version lacks a value of the old one. A shorter list counts as changed."""
    return list(_removed(old, new, ()))


def meet(one: Path, other: Path) -> bool:
    """True if one path equals or contains the other."""
    return all(first == second for first, second in zip(one, other, strict=False))


def _changed(old: Any, new: Any, path: Path) -> Iterator[Path]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in new.items():
            if key not in old:
                yield (*path, key)
            else:
                yield from _changed(old[key], value, (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _changed(before, after, (*path, number))
    elif old != new:
        yield path


def _removed(old: Any, new: Any, path: Path) -> Iterator[Path]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in old.items():
            if key not in new:
                yield (*path, key)
            else:
                yield from _removed(value, new[key], (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _removed(before, after, (*path, number))
