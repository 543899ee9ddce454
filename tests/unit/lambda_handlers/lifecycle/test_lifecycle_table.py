"""docs/lifecycle.md contains exactly what is tested."""

import os
import re
import subprocess
import sys

import pytest

from tests.unit.lambda_handlers.lifecycle.document import DOCUMENT, MODULES, ROOT, document, reasons, rows
from tests.unit.lambda_handlers.lifecycle.reason import Reason
from tests.unit.lambda_handlers.lifecycle.rows import FOLDER, RESOURCE_TYPES


@pytest.fixture(scope="module")
def collected() -> set[str]:
    """The ids of the tests that pytest collects in the table's modules."""
    files = [f"{FOLDER}/{module}.py" for module in MODULES]
    command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", "-p", "no:cacheprovider", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTEST_ADDOPTS": ""})
    return {line.removeprefix(f"{FOLDER}/") for line in done.stdout.splitlines() if "::" in line}


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text() == document(), "run `make lifecycle-table`"


def test_every_cell_names_a_test_that_runs_and_every_test_is_in_a_cell(collected: set[str]) -> None:
    assert {id for row in rows() for id in row.test_ids} == collected


def test_every_row_has_a_cell_for_every_resource_type() -> None:
    for row in rows():
        assert {*row.applicable, *row.not_applicable} == set(RESOURCE_TYPES), row.name
        assert row.applicable, row.name


def test_no_two_rows_have_one_name() -> None:
    names = [row.name for row in rows()]
    assert sorted(set(names)) == sorted(names)


def test_no_test_of_the_table_is_skipped() -> None:
    for module in MODULES:
        assert not re.search(r"\bskip|\bxfail", (ROOT / FOLDER / f"{module}.py").read_text()), module


@pytest.mark.parametrize("reason", reasons(rows()), ids=lambda reason: reason.text)
def test_what_does_not_apply_does_not_apply(reason: Reason) -> None:
    assert reason.holds()
