"""Reads that count: only values that a reader can have used."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.ignored_properties.observed_properties import Path, Reading

PROPERTIES = {
    "Name": "one",
    "Settings": {"Size": 3, "Mode": {"Kind": "fast", "Level": 2}},
    "Rules": [{"Id": "a", "Days": 1}, {"Id": "b", "Days": 2}],
    "Document": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]},
}
REST: list[Path] = [("Name",), ("Settings",), ("Rules",), ("Document",)]


def ignored_by(read: Callable[[Any], Any]) -> list[Path]:
    reading = Reading(PROPERTIES)
    kept = read(reading.properties)
    found = reading.ignored()
    del kept
    return found


def use(*_values: Any) -> None:
    """Take values and keep nothing."""


READINGS: dict[str, tuple[Callable[[Any], Any], list[Path]]] = {
    "nothing": (lambda _: None, REST),
    "a value": (lambda given: use(given["Name"]), [("Settings",), ("Rules",), ("Document",)]),
    "whether it is there": (lambda given: use("Name" in given), REST),
    "a comparison": (lambda given: use(given == PROPERTIES), REST),
    "no deeper": (
        lambda given: use(given["Name"], given["Settings"], given.get("Document")),
        [("Settings", "Size"), ("Settings", "Mode"), ("Rules",), ("Document", "Version"), ("Document", "Statement")],
    ),
    "a nested value": (
        lambda given: use(given["Settings"]["Mode"]["Kind"]),
        [("Name",), ("Settings", "Size"), ("Settings", "Mode", "Level"), ("Rules",), ("Document",)],
    ),
    "entries of a list": (
        lambda given: use([rule["Id"] for rule in given["Rules"]]),
        [("Name",), ("Settings",), ("Rules", 0, "Days"), ("Rules", 1, "Days"), ("Document",)],
    ),
    "a whole document": (lambda given: use(json.dumps(given["Document"])), [("Name",), ("Settings",), ("Rules",)]),
    "a part that is kept": (lambda given: given["Settings"], [("Name",), ("Rules",), ("Document",)]),
    "a list that is kept": (lambda given: given["Rules"], [("Name",), ("Settings",), ("Document",)]),
    "a copy that is kept": (lambda given: copy.deepcopy(given["Settings"]), [("Name",), ("Rules",), ("Document",)]),
    "a value of a copy": (
        lambda given: use(copy.deepcopy(given["Settings"])["Size"]),
        [("Name",), ("Settings", "Mode"), ("Rules",), ("Document",)],
    ),
    "one value, and the rest to compare": (
        lambda given: use(given.get("Name"), {key: value for key, value in given.items() if key != "Name"}),
        [("Settings",), ("Rules",), ("Document",)],
    ),
}


@pytest.mark.parametrize(("read", "ignored"), READINGS.values(), ids=READINGS)
def test_what_is_ignored_is_what_nobody_read(read: Callable[[Any], Any], ignored: list[Path]) -> None:
    assert ignored_by(read) == ignored


@pytest.mark.parametrize(
    ("read", "path", "looked_for"),
    [
        (lambda given: given.get("Tags"), ("Tags",), True),
        (lambda given: "Tags" in given, ("Tags",), True),
        (lambda given: given.get("Name"), ("Tags",), False),
        (lambda given: given["Settings"].get("Color"), ("Settings", "Color"), True),
        (lambda given: given["Settings"].get("Size"), ("Settings", "Color"), False),
        (lambda given: json.dumps(given["Settings"]), ("Settings", "Color"), True),
        (lambda given: given.get("Name"), ("Settings", "Color"), False),
    ],
)
def test_what_is_not_there_may_have_been_looked_for(read: Callable[[Any], Any], path: Path, looked_for: bool) -> None:
    reading = Reading(PROPERTIES)
    read(reading.properties)
    assert reading.looked_for(path) == looked_for


def test_observed_properties_are_the_properties() -> None:
    observed = Reading(PROPERTIES).properties
    assert observed == PROPERTIES
    assert json.loads(json.dumps(observed)) == PROPERTIES
    assert copy.deepcopy(observed) == PROPERTIES
    assert dict(observed) == PROPERTIES
