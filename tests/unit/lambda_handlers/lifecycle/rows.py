"""The lifecycle table: events of a custom resource in rows, resource types in columns. Each cell is a test or a reason for none."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pytest

from tests.unit.lambda_handlers.lifecycle.reason import Feature, Reason
from tests.unit.lambda_handlers.lifecycle.subjects import SUBJECTS

FOLDER = "tests/unit/lambda_handlers/lifecycle"
RESOURCE_TYPES = tuple(SUBJECTS)

Test = TypeVar("Test", bound=Callable[..., None])


@dataclass(frozen=True, kw_only=True)
class Row:
    """An event, its test, and the resource types to which it does not apply."""

    name: str
    module: str
    function: str
    not_applicable: Mapping[str, Reason]

    def test_id(self, resource_type: str) -> str:
        """pytest's id of the cell's test, below FOLDER."""
        return f"{self.module}.py::{self.function}[{resource_type}]"

    @property
    def applicable(self) -> list[str]:
        return [name for name in RESOURCE_TYPES if name not in self.not_applicable]

    @property
    def test_ids(self) -> list[str]:
        return [self.test_id(name) for name in self.applicable]


# By module and function, so that a module that is imported twice has its rows once; in order of definition.
_ROWS: dict[tuple[str, str], Row] = {}


def row(name: str, *, needs: Feature | None = None) -> Callable[[Test], Test]:
    """Make a test a row of the table: it runs for every resource type that has the required feature."""

    def register(test: Test) -> Test:
        module = inspect.getmodulename(test.__code__.co_filename) or ""
        lacking = {name: subject.lacks[needs] for name, subject in SUBJECTS.items() if needs is not None and needs in subject.lacks}
        made = Row(name=name, module=module, function=test.__name__, not_applicable=lacking)
        _ROWS[made.module, made.function] = made
        marked: Test = pytest.mark.parametrize("subject", made.applicable, indirect=True)(test)
        return marked

    return register


def rows_of(module: str) -> list[Row]:
    """The rows of a test module."""
    return [made for made in _ROWS.values() if made.module == module]
