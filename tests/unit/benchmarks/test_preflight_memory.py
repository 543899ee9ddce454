"""Preflight as a process, with a listing of several pages from the sandbox's S3."""

from __future__ import annotations

import pytest

from benchmarks.preflight_memory import GOAL, PreflightRun, measure_preflight
from benchmarks.tables import preflight_runs

FEW, MANY = 1_000, 4_500


@pytest.fixture(scope="module")
def runs() -> dict[tuple[str, int], PreflightRun]:
    return {(run.batch, run.files): run for run in measure_preflight([FEW, MANY])}


def test_the_whole_listing_is_read(runs: dict[tuple[str, int], PreflightRun]) -> None:
    """The batch itself, three findings for each bad file, the omitted checks (the role, some encryption), and the summary."""
    assert {key: run.lines for key, run in runs.items()} == {
        ("good", FEW): 4,
        ("good", MANY): 4,
        ("bad", FEW): 3 * FEW + 4,
        ("bad", MANY): 3 * MANY + 4,
    }


@pytest.mark.parametrize("batch", ["good", "bad"])
def test_memory_is_flat(runs: dict[tuple[str, int], PreflightRun], batch: str) -> None:
    assert runs[batch, MANY].peak_bytes < GOAL * runs[batch, FEW].peak_bytes


def test_the_page_compares_with_the_fewest_files() -> None:
    few = PreflightRun(batch="good", files=FEW, lines=4, seconds=1.0, peak_bytes=50 * 2**20)
    many = PreflightRun(batch="good", files=MANY, lines=4, seconds=2.0, peak_bytes=55 * 2**20)
    assert preflight_runs([few, many]).splitlines()[2:] == [
        "| good | 1,000 | 4 | 1.0 s | 50.0 MiB | 1.00 |",
        "| good | 4,500 | 4 | 2.0 s | 55.0 MiB | 1.10 |",
    ]
