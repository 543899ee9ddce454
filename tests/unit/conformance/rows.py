"""Rows of docs/conformance.md: a behavior of the sandbox's Ground Truth service, its evidence, and the test that shows it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TypeVar

from tests.unit.conformance.observations import OBSERVATIONS

Test = TypeVar("Test", bound=Callable[..., None])
_ATTRIBUTE = "conformance_rows"


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """The evidence for a behavior."""

    kind: str
    source: str
    observations: tuple[str, ...] = ()

    def __str__(self) -> str:
        numbers = f" {', '.join(self.observations)}" if self.observations else ""
        return f"*{self.kind}*{numbers}: {self.source}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One behavior."""

    behavior: str
    known: Knowledge


def observed(*records: str) -> Knowledge:
    """Observed on AWS. Each record is a number of OBSERVATIONS, or a public reference such as `owner/name #123`."""
    numbers = tuple(record for record in records if record in OBSERVATIONS)
    strange = [record for record in records if record not in OBSERVATIONS and not any(mark in record for mark in "#/")]
    assert records, "name an observation or a public reference"
    assert not strange, f"neither an observation nor a public reference: {strange}"
    sources = dict.fromkeys(source for record in records for source in OBSERVATIONS.get(record, (record,)))
    return Knowledge(kind="observed", source="; ".join(sources), observations=numbers)


def documented(page: str) -> Knowledge:
    """Documented by AWS, its service model or its published code."""
    return Knowledge(kind="documented", source=page)


def assumed(reason: str) -> Knowledge:
    """Assumed, with the reason, such as `the stricter reading`."""
    return Knowledge(kind="assumed", source=reason)


def conformance(behavior: str, known: Knowledge) -> Callable[[Test], Test]:
    """Make a test the proof of a row. A test may prove several rows, in the order of the decorators."""

    def mark(test: Test) -> Test:
        setattr(test, _ATTRIBUTE, (Row(behavior=behavior, known=known), *getattr(test, _ATTRIBUTE, ())))
        return test

    return mark


def rows_of(module: ModuleType) -> Iterator[tuple[str, Row]]:
    """The rows of a test module with the names of their tests, in the order of definition."""
    for name, value in vars(module).items():
        yield from ((name, row) for row in getattr(value, _ATTRIBUTE, ()))
