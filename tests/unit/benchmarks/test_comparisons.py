"""The compared handlers are comparable: both succeed, and make the same calls."""

from pathlib import Path

import pytest

from benchmarks.cold_start import Comparison, Run, compare
from benchmarks.custom_resource_events import BUCKET_CONTENTS_DELETE, FIRST_EVENTS, LABELING_JOB_STOPPED_DELETE, MeasuredEvent
from benchmarks.tables import cold_starts

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("event", [*FIRST_EVENTS, LABELING_JOB_STOPPED_DELETE], ids=lambda event: f"{event.package} {event.request_type}")
def test_both_handlers_make_every_call_of_the_script(event: MeasuredEvent) -> None:
    calls = compare(event, asset=ROOT, pairs=0).calls
    assert set(calls) == set(event.script)


def test_every_function_has_a_first_event() -> None:
    folders = {path.parent.name for path in (ROOT / "lambda_handlers").glob("*/lifecycle.py")} - {"custom_resource"}
    assert {event.package for event in FIRST_EVENTS} == folders
    assert {path.stem for path in (ROOT / "benchmarks" / "bare_handlers").glob("*.py")} == folders


def test_ratio_and_spread() -> None:
    ours = [Run(wall=wall, processor=0.3, warm=0.01) for wall in (0.2, 0.4, 0.6)]
    bare = [Run(wall=0.2, processor=0.2, warm=0.01)] * 3
    comparison = Comparison(event=BUCKET_CONTENTS_DELETE, calls=["GetBucketTagging"], ours=ours, bare=bare)
    assert comparison.ratio(lambda run: run.wall) == pytest.approx(2)
    assert comparison.spread(lambda run: run.wall) == pytest.approx((1, 3))
    assert "| `bucket_contents` | Delete | 1 | 400 ms | 200 ms | 2.00 (1.00 to 3.00) | 1.50 (1.50 to 1.50) |" in cold_starts([comparison])
