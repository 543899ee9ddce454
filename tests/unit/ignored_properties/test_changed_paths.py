"""Differences between two versions of properties."""

from typing import Any

import pytest

from sandbox.ignored_properties.changed_paths import changed_paths, meet, removed_paths
from sandbox.ignored_properties.observed_properties import Path


@pytest.mark.parametrize(
    ("old", "new", "changed", "removed"),
    [
        ({"A": 1}, {"A": 1}, [], []),
        ({"A": 1}, {"A": 2}, [("A",)], []),
        ({"A": 1}, {"A": 1, "B": 2}, [("B",)], []),
        ({"A": 1, "B": {"C": 1}}, {"A": 1}, [], [("B",)]),
        ({"B": {"C": 1, "D": 1}}, {"B": {"C": 2}}, [("B", "C")], [("B", "D")]),
        ({"L": [{"C": 1}, {"C": 2}]}, {"L": [{"C": 1}, {"C": 3}]}, [("L", 1, "C")], []),
        ({"L": [{"C": 1, "D": 1}]}, {"L": [{"C": 1}]}, [], [("L", 0, "D")]),
        ({"L": [1, 2]}, {"L": [1]}, [("L",)], []),
        ({"A": {"B": 1}}, {"A": "text"}, [("A",)], []),
    ],
)
def test_changes_and_removals(old: Any, new: Any, changed: list[Path], removed: list[Path]) -> None:
    assert changed_paths(old, new) == changed
    assert removed_paths(old, new) == removed


def test_paths_meet_where_one_leads_to_the_other() -> None:
    assert meet(("A",), ("A", 0, "B"))
    assert meet(("A", 0, "B"), ("A",))
    assert not meet(("A", 1), ("A", 0, "B"))
