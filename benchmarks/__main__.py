"""Measures, prints the results and writes them to docs/benchmarks.md."""

import tempfile
from pathlib import Path

from benchmarks import machine
from benchmarks.asset import synthesize_assets
from benchmarks.cold_start import compare
from benchmarks.command_times import measure_commands
from benchmarks.crawl import measure_crawls
from benchmarks.custom_resource_events import FIRST_EVENTS, LABELING_JOB_STOPPED_DELETE
from benchmarks.diff_time import measure_diffs
from benchmarks.lifecycle_calls import count_calls
from benchmarks.page import page
from benchmarks.preflight_memory import measure_preflight
from benchmarks.synthesis_time import measure_synthesis

PAIRS = 21
PAIRS_OF_STOPPED_JOB = 5
ROUNDS_OF_SYNTHESIS = 5
ROUNDS_OF_DIFFS = 3
ROUNDS_OF_COMMANDS = 7
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("Synthesizing the assets ...")
        assets = synthesize_assets(Path(folder) / "cdk.out", [event.package for event in FIRST_EVENTS])
        first_events = []
        for event in FIRST_EVENTS:
            print(f"Cold starts of {event.package} ({PAIRS} pairs) ...")
            first_events.append(compare(event, asset=assets[event.package].folder, pairs=PAIRS))
        print("Delete of a job that has stopped ...")
        stopped_job = compare(LABELING_JOB_STOPPED_DELETE, asset=assets["labeling_job"].folder, pairs=PAIRS_OF_STOPPED_JOB)
    print(f"Synthesis ({ROUNDS_OF_SYNTHESIS} rounds) ...")
    synthesis = measure_synthesis(rounds=ROUNDS_OF_SYNTHESIS)
    print(f"Comparing ({ROUNDS_OF_DIFFS} rounds) ...")
    diffs = measure_diffs(rounds=ROUNDS_OF_DIFFS)
    print(f"Commands ({ROUNDS_OF_COMMANDS} rounds) ...")
    commands = measure_commands(rounds=ROUNDS_OF_COMMANDS)
    print("Crawling a prefix ...")
    crawls = measure_crawls()
    print("Preflight ...")
    preflight = measure_preflight()
    print("Counting calls ...")
    calls = count_calls()
    text = page(
        machine=machine.describe(),
        first_events=first_events,
        stopped_job=stopped_job,
        calls=calls,
        assets=assets,
        synthesis=synthesis,
        diffs=diffs,
        commands=commands,
        crawls=crawls,
        preflight=preflight,
    )
    PAGE.write_text(text, encoding="utf-8")
    print(f"\n{text}\nwritten to docs/{PAGE.name}")


if __name__ == "__main__":
    main()
