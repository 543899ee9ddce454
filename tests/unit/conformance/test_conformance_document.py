"""docs/conformance.md contains exactly the tested behaviors with their evidence."""

import re

import pytest

from tests.unit.conformance.document import DOCUMENT, FOLDER, MODULES, ROOT, document, rows
from tests.unit.conformance.not_imitated import NOT_IMITATED
from tests.unit.conformance.observations import OBSERVATIONS, SOURCES
from tests.unit.conformance.rows import Row, observed


@pytest.fixture(scope="module")
def all_rows() -> list[Row]:
    return [*(row for _, _, row in rows()), *(row for row, _ in NOT_IMITATED)]


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text() == document(), "run `make conformance-table`"


def test_every_row_is_proven_by_a_test() -> None:
    assert all(test.startswith("test_") for _, test, _ in rows())
    for module in MODULES:
        assert not re.search(r"\b(skip|skipif|importorskip|xfail)\b", (ROOT / FOLDER / f"{module}.py").read_text()), module


def test_every_module_with_rows_is_in_the_document() -> None:
    marked = {path.stem for path in (ROOT / FOLDER).glob("test_*.py") if "@conformance(" in path.read_text()}
    assert marked <= set(MODULES)


def test_no_two_rows_tell_of_one_behavior(all_rows: list[Row]) -> None:
    behaviors = [row.behavior for row in all_rows]
    assert sorted(set(behaviors)) == sorted(behaviors)


def test_a_cell_is_one_line_of_a_table(all_rows: list[Row]) -> None:
    for text in [*(row.behavior for row in all_rows), *(str(row.known) for row in all_rows), *SOURCES.values()]:
        assert "|" not in text, text
        assert "\n" not in text, text


def test_every_observation_has_a_row(all_rows: list[Row]) -> None:
    told = {number for row in all_rows for number in row.known.observations}
    assert told == set(OBSERVATIONS)


def test_every_short_name_is_explained_and_used() -> None:
    named = {source for sources in OBSERVATIONS.values() for source in sources}
    assert {name for name in named if re.fullmatch(r"[A-Z0-9]+", name)} == set(SOURCES)


def test_a_strange_record_is_no_source() -> None:
    with pytest.raises(AssertionError, match="neither an observation nor a public reference"):
        observed("999")
