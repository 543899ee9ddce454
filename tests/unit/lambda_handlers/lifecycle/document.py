"""Writes docs/lifecycle.md, the lifecycle table, from the test suite: `make lifecycle-table`."""

import importlib
from pathlib import Path

from tests.unit.lambda_handlers.lifecycle.reason import Reason
from tests.unit.lambda_handlers.lifecycle.rows import FOLDER, RESOURCE_TYPES, Row, rows_of

ROOT = Path(__file__).parents[4]
DOCUMENT = ROOT / "docs" / "lifecycle.md"
# In the order of the table.
MODULES = (
    "test_lifecycle_create",
    "test_lifecycle_update",
    "test_lifecycle_delete",
    "test_lifecycle_delays",
    "test_lifecycle_answers",
    "test_lifecycle_properties",
)

HEAD = f"""# Lifecycle of the custom resources

Every row is an event caused by CloudFormation, AWS or a person. Every cell is a test of the actual handler, with CloudFormation's events,
HTTP delivery of the responses, and the Ground Truth service and S3 of the [sandbox](sandbox.md). A cell without a test gives the reason,
which a test verifies.

The tests are in `{FOLDER}/`. To run a row or a cell:

    .venv/bin/python -m pytest {FOLDER}/{{test}}

`make lifecycle-table` generates this page.

"""


def rows() -> list[Row]:
    """All rows of the table, in order."""
    for module in MODULES:
        importlib.import_module(f"{FOLDER.replace('/', '.')}.{module}")
    return [row for module in MODULES for row in rows_of(module)]


def document() -> str:
    """The text of docs/lifecycle.md."""
    table = rows()
    example = table[1].test_id("labeling_job")
    sections = [HEAD.replace("{test}", f"'{example}'"), *(_section(module, rows_of(module)) for module in MODULES), _notes(table)]
    return "".join(sections)


def _section(module: str, rows: list[Row]) -> str:
    heads = ["", *(f"`{name}`" for name in RESOURCE_TYPES)]
    lines = [heads, ["---"] * len(heads), *([row.name, *(_cell(row, name) for name in RESOURCE_TYPES)] for row in rows)]
    title = f"## `{module}.py`\n\n"
    return title + "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def _cell(row: Row, resource_type: str) -> str:
    reason = row.not_applicable.get(resource_type)
    if reason is not None:
        return f"not applicable: {reason.text}"
    return f"`{row.function}[{resource_type}]`"


def reasons(table: list[Row]) -> list[Reason]:
    """Each reason in any cell, once."""
    return list({reason.text: reason for row in table for reason in row.not_applicable.values()}.values())


def _notes(table: list[Row]) -> str:
    cells = [row for row in table for _ in row.applicable]
    return f"{len(table)} rows, {len(cells)} cells with a test, {len(table) * len(RESOURCE_TYPES) - len(cells)} that do not apply.\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document())
