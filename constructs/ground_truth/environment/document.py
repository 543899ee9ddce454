"""YAML as the environment files use it: YAML 1.2's core schema, so that `mfa: off` is the word off, and no key twice."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ground_truth.environment.mistakes import EnvironmentFileError
from labeling_rules.mistake import Mistake, shortened, shown

_TAG = "tag:yaml.org,2002:"
_MOST_LEVELS = 100
MOST_BYTES = 10 * 1024 * 1024
"""The largest file; more than any environment of 500 resources with texts in it takes."""
MOST_VALUES = 200_000
"""Most values of a file once its aliases are followed: nested aliases multiply, and a few lines would fill the memory."""

_SCALARS: Mapping[str, Callable[[str], object]] = {
    f"{_TAG}null": lambda _: None,
    f"{_TAG}bool": lambda text: text.lower() == "true",
    f"{_TAG}int": int,
    f"{_TAG}float": lambda text: _finite(text),
    f"{_TAG}str": str,
}


def _finite(text: str) -> float:
    """Raises ValueError for 1e999, which Python takes for infinity: no template can hold it."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


class _TooManyValuesError(Exception):
    """The document has more values than MOST_VALUES."""


class _Yaml12Loader(yaml.SafeLoader):
    """A loader of YAML 1.2's core schema: PyYAML follows YAML 1.1, in which off, no and 12:30 are not texts."""

    # Without its own table it would add to that of every PyYAML loader.
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _name, _pattern, _first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("merge", r"<<", ["<"]),
):
    _Yaml12Loader.add_implicit_resolver(f"{_TAG}{_name}", re.compile(rf"^(?:{_pattern})$"), _first)


class _QuickLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same loader over libyaml, ten times as fast, if PyYAML was built with it."""

    yaml_implicit_resolvers = _Yaml12Loader.yaml_implicit_resolvers


@dataclass
class _Reader:
    """Turns YAML's node tree into Python values and collects what is wrong with it."""

    file: str
    mistakes: list[Mistake] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    values: int = 0
    """The number of values read so far."""

    def read(self, node: yaml.Node, path: str, ancestors: tuple[yaml.Node, ...] = ()) -> Any:
        self.values += 1
        if self.values > MOST_VALUES:
            raise _TooManyValuesError
        if any(node is ancestor for ancestor in ancestors):
            self._refuse_value(path, "an alias of its own parent", "an anchor outside of it")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, (*ancestors, node))
        if isinstance(node, yaml.SequenceNode):
            return [self.read(entry, f"{path}[{index}]", (*ancestors, node)) for index, entry in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: str, ancestors: tuple[yaml.Node, ...]) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == f"{_TAG}merge":
                merged = {**self._merge(value_node, path, ancestors), **merged}
                continue
            key = key_node.value
            if key_node.tag != f"{_TAG}str":
                self._refuse(path or "(document)", f"the key {key}", "keys that are texts; put others in quotes")
                continue
            key_path = f"{path}.{key}" if path else key
            if key in own:
                self._refuse(key_path, f"again in line {key_node.start_mark.line + 1}", "each key once")
                continue
            own[key] = self.read(value_node, key_path, ancestors)
        return {**merged, **own}

    def _merge(self, node: yaml.Node, path: str, ancestors: tuple[yaml.Node, ...]) -> dict[str, Any]:
        merged = self.read(node, path, ancestors)
        mappings = merged if isinstance(merged, list) else [merged]
        if not all(isinstance(mapping, dict) for mapping in mappings):
            self._refuse(f"{path}.<<", shown(merged), "a mapping or a list of mappings")
            return {}
        return {key: value for mapping in reversed(mappings) for key, value in mapping.items()}

    def _scalar(self, node: yaml.Node, path: str) -> object:
        try:
            return _SCALARS[node.tag](node.value)
        except (KeyError, ValueError):
            if node.tag == f"{_TAG}float":
                self._refuse_value(path, node.value, "a finite number")
            else:
                self._refuse_value(path, f"{node.tag} {node.value}", "a text, a number, true, false or null")
            return None

    def _refuse_value(self, path: str, value: str, allowed: str) -> None:
        self.unreadable.add(path)
        self._refuse(path, value, allowed)

    def _refuse(self, path: str, value: str, allowed: str) -> None:
        self.mistakes.append(Mistake(self.file, path, shortened(value), allowed))


@dataclass(frozen=True)
class Document:
    """The content of a file, and the mistakes that YAML itself lets pass."""

    content: Mapping[str, Any]
    mistakes: tuple[Mistake, ...]
    unreadable: frozenset[str]
    """The paths of what could not be read, of which the content has None."""


def read_document(path: Path, *, file: str, keys: str) -> Document:
    """Read a YAML file that holds one mapping.

    Args:
        path: the file.
        file: its name in messages.
        keys: what the mapping holds, for the message about a file that is empty or no mapping.

    Raises EnvironmentFileError when there is nothing to check any further: no file, one beyond the limits, no UTF-8, no YAML, no mapping.
    """
    reader = _Reader(file)
    text = _read_text(path, file)
    if _is_too_deep(text):
        raise EnvironmentFileError([Mistake(file, "(document)", "nested too deeply", f"at most {_MOST_LEVELS} levels")])
    node = _compose(text, file)
    try:
        content = None if node is None else reader.read(node, "")
    except _TooManyValuesError:
        what = f"more than {MOST_VALUES} values, aliases followed"
        raise EnvironmentFileError([Mistake(file, "(document)", what, f"at most {MOST_VALUES} values")]) from None
    if not isinstance(content, dict):
        raise EnvironmentFileError([Mistake(file, "(document)", "empty" if content is None else shown(content), f"a mapping with {keys}")])
    return Document(content, tuple(reader.mistakes), frozenset(reader.unreadable))


def _is_too_deep(text: str) -> bool:
    """True if the file is nested deeper than any model; checked before anything recurses into the levels."""
    level = 0
    try:
        for event in yaml.parse(text, Loader=_QuickLoader):
            level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if level > _MOST_LEVELS:
                return True
    except yaml.YAMLError:
        # It has a message of its own.
        return False
    return False


def _read_text(path: Path, file: str) -> str:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise EnvironmentFileError(
                [Mistake(file, "(file)", f"{size} bytes", f"at most {MOST_BYTES} bytes; long texts belong into files beside it")]
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EnvironmentFileError([Mistake(file, "(file)", f"byte {error.start} is not UTF-8", "a file in UTF-8")]) from error
    except OSError as error:
        raise EnvironmentFileError([Mistake(file, "(file)", (error.strerror or str(error)).lower(), "a readable YAML file")]) from error


def _compose(text: str, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_QuickLoader)
    except yaml.YAMLError:
        # Parsed again for the message: the pure Python parser gives the same one everywhere.
        return _compose_with_messages(text, file)


def _compose_with_messages(text: str, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Yaml12Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "(document)"
        raise EnvironmentFileError([Mistake(file, place, error.problem or str(error.context), "valid YAML")]) from error
    except yaml.YAMLError as error:
        raise EnvironmentFileError([Mistake(file, "(document)", str(error).splitlines()[0], "valid YAML")]) from error
