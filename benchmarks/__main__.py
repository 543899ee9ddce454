"""Measures, prints the numbers and writes them to docs/benchmarks.md."""

import tempfile
from pathlib import Path

from benchmarks import machine, report
from benchmarks.asset import synthesize_asset
from benchmarks.cold_start import compare
from benchmarks.custom_resource_events import FIRST_EVENTS, LABELING_JOB_STOPPED_DELETE
from benchmarks.lifecycle_calls import count_calls

PAIRS = 21
PAIRS_OF_STOPPED_JOB = 5
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("Synthesizing the asset ...")
        asset = synthesize_asset(Path(folder) / "cdk.out")
        first_events = []
        for event in FIRST_EVENTS:
            print(f"Cold starts of {event.package} ({PAIRS} pairs) ...")
            first_events.append(compare(event, asset=asset.folder, pairs=PAIRS))
        print("Delete of a job that has stopped ...")
        stopped_job = compare(LABELING_JOB_STOPPED_DELETE, asset=asset.folder, pairs=PAIRS_OF_STOPPED_JOB)
    print("Counting calls ...")
    calls = count_calls()
    text = report.page(machine=machine.describe(), first_events=first_events, stopped_job=stopped_job, calls=calls, asset=asset)
    PAGE.write_text(text, encoding="utf-8")
    print(f"\n{report.cold_starts(first_events)}\n\n{report.stopped(stopped_job)}\n")
    print(f"calls: {sum(len(step.calls) for step in calls)} in {len(calls)} steps, {sum(step.needed for step in calls)} needed")
    print(f"asset: {report.sizes(asset)}\nwritten to docs/{PAGE.name}")


if __name__ == "__main__":
    main()
