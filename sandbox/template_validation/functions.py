"""The intrinsic functions that refer to names: Ref, Fn::GetAtt, Fn::Sub, and Fn::If."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_VARIABLE = re.compile(r"\$\{(?P<name>[^!}][^}]*)\}")


@dataclass(frozen=True)
class Reference:
    """A name in a template, with the attribute of Fn::GetAtt or `${Name.Attribute}`."""

    name: str
    attribute: str | None


def references(value: Any) -> Iterator[Reference]:
    """Every reference in a value with a literal name."""
    if isinstance(value, list):
        for item in value:
            yield from references(item)
    elif isinstance(value, Mapping):
        if len(value) == 1:
            (function, argument), *_ = value.items()
            if function in _READERS:
                yield from _READERS[function](argument)
                return
        for item in value.values():
            yield from references(item)


def condition_names(value: Any) -> Iterator[str]:
    """The conditions used by Fn::If in a value."""
    if isinstance(value, list):
        for item in value:
            yield from condition_names(item)
    elif isinstance(value, Mapping):
        branches = value.get("Fn::If")
        if len(value) == 1 and isinstance(branches, list) and branches and isinstance(branches[0], str):
            yield branches[0]
        for item in value.values():
            yield from condition_names(item)


def misused_functions(value: Any) -> Iterator[str]:
    """CloudFormation's error messages for a Ref or Fn::GetAtt with an invalid argument."""
    if isinstance(value, list):
        for item in value:
            yield from misused_functions(item)
    elif isinstance(value, Mapping):
        if set(value) == {"Ref"} and not isinstance(value["Ref"], str):
            yield "Template error: every Ref object must have a single String value."
        if set(value) == {"Fn::GetAtt"} and not any(_get_att(value["Fn::GetAtt"])) and not _is_pair(value["Fn::GetAtt"]):
            parts = "the resource name and the resource attribute"
            yield f"Template error: every Fn::GetAtt object requires two non-empty parameters, {parts}"
        for item in value.values():
            yield from misused_functions(item)


def _is_pair(argument: Any) -> bool:
    """True for a name with an attribute, which may be a reference to a parameter."""
    if not isinstance(argument, list) or len(argument) != 2:
        return False
    return isinstance(argument[0], str) and isinstance(argument[1], Mapping) and set(argument[1]) == {"Ref"}


def _ref(argument: Any) -> Iterator[Reference]:
    if isinstance(argument, str):
        yield Reference(argument, None)


def _get_att(argument: Any) -> Iterator[Reference]:
    parts = argument.split(".", 1) if isinstance(argument, str) else argument
    if isinstance(parts, list) and len(parts) == 2 and isinstance(parts[0], str):
        if isinstance(parts[1], str):
            yield Reference(parts[0], parts[1])
        elif isinstance(parts[1], Mapping):
            yield from references(parts[1])


def _sub(argument: Any) -> Iterator[Reference]:
    text, bindings = argument if isinstance(argument, list) and len(argument) == 2 else (argument, {})
    if isinstance(text, str) and isinstance(bindings, Mapping):
        for variable in _VARIABLE.finditer(text):
            name, _, attribute = variable["name"].strip().partition(".")
            if variable["name"].strip() not in bindings:
                yield Reference(name, attribute or None)
        yield from references(list(bindings.values()))


_READERS = {"Ref": _ref, "Fn::GetAtt": _get_att, "Fn::Sub": _sub}
