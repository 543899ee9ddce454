"""The tables of docs/benchmarks.md, in Markdown."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from benchmarks.asset import Asset
from benchmarks.cold_start import Comparison, Run
from benchmarks.command_times import CommandTimes
from benchmarks.crawl import CrawlComparison
from benchmarks.diff_time import DiffTimes
from benchmarks.lifecycle_calls import StepCalls
from benchmarks.preflight_memory import PreflightRun
from benchmarks.synthesis_time import SynthesisTimes


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def cold_starts(comparisons: Iterable[Comparison]) -> str:
    heads = ("function", "event", "AWS calls", "handler", "bare", "ratio", "ratio of processor time")
    rows = [
        (
            f"`{comparison.event.package}`",
            comparison.event.request_type,
            str(len(comparison.calls)),
            _milliseconds(comparison.ours, "wall"),
            _milliseconds(comparison.bare, "wall"),
            _ratio(comparison, "wall"),
            _ratio(comparison, "processor"),
        )
        for comparison in comparisons
    ]
    return table(heads, rows)


def stopped(comparison: Comparison) -> str:
    return table(
        ("environment", "AWS calls", "time until answered"),
        [
            ("new (with imports and service models)", str(len(comparison.calls)), _milliseconds(comparison.ours, "wall")),
            ("used before", str(len(comparison.calls)), _milliseconds(comparison.ours, "warm")),
        ],
    )


def calls(steps: Sequence[StepCalls]) -> str:
    rows = [(f"`{step.package}`", step.step, str(len(step.calls)), str(step.needed), _in_short(step.calls), step.why) for step in steps]
    return table(("resource", "step", "calls", "needed", "which", "why"), rows)


def sizes(assets: Mapping[str, Asset]) -> str:
    rows = [(f"`{module}`", f"{asset.zipped_bytes:,}", f"{asset.bytes:,}", str(asset.files)) for module, asset in assets.items()]
    return table(("function", "bytes zipped", "bytes unpacked", "files"), rows)


def synthesis_times(synthesis: SynthesisTimes) -> str:
    rows = [(str(jobs), f"{synthesis.median(jobs):.1f} s", f"{synthesis.ratio(jobs):.2f}") for jobs in synthesis.runs]
    return table(("labeling jobs", "`cdk synth`", "ratio to one job"), rows)


def diff_times(measured: Sequence[DiffTimes]) -> str:
    rows = [
        (
            "on" if times.validation else "off",
            f"{statistics.median(times.environment):.1f} s",
            f"{statistics.median(times.empty):.1f} s",
            f"{times.ratio:.2f}",
        )
        for times in measured
    ]
    return table(("validation", "environment", "empty application", "ratio"), rows)


def crawl_speeds(crawls: Sequence[CrawlComparison]) -> str:
    heads = (
        "objects",
        "crawl: objects per second",
        "bare listing without dates",
        "ratio",
        "ratio of processor time",
        "bare listing with dates",
        "crawl: peak of memory",
        "to the fewest objects",
    )
    rows = [
        (
            f"{crawl.objects:,}",
            f"{crawl.objects_per_second('crawl'):,.0f}",
            f"{crawl.objects_per_second('listing'):,.0f}",
            f"{crawl.ratio('listing'):.2f}",
            f"{crawl.processor_ratio('listing'):.2f}",
            f"{crawl.objects_per_second('boto3'):,.0f}" if crawl.runs["boto3"] else "-",
            f"{crawl.peak_bytes / 2**20:.1f} MiB",
            f"{crawl.peak_bytes / crawls[0].peak_bytes:.2f}",
        )
        for crawl in crawls
    ]
    return table(heads, rows)


def command_times(commands: Sequence[CommandTimes]) -> str:
    rows = [
        (
            f"`{times.command}`",
            f"{statistics.median(times.alone):.2f} s",
            f"{statistics.median(times.with_constructs):.2f} s",
            f"{times.ratio:.2f}",
        )
        for times in commands
    ]
    return table(("command", "processor time", "with the constructs", "ratio"), rows)


def preflight_runs(runs: Sequence[PreflightRun]) -> str:
    rows = [
        (
            run.batch,
            f"{run.files:,}",
            f"{run.lines:,}",
            f"{run.seconds:.1f} s",
            f"{run.peak_bytes / 2**20:.1f} MiB",
            f"{_memory_ratio(run, runs):.2f}",
        )
        for run in runs
    ]
    return table(("batch", "files", "lines of the report", "time", "memory", "ratio to the fewest files"), rows)


def _memory_ratio(run: PreflightRun, runs: Sequence[PreflightRun]) -> float:
    fewest = min((other for other in runs if other.batch == run.batch), key=lambda other: other.files)
    return run.peak_bytes / fewest.peak_bytes


def _in_short(calls: Sequence[str]) -> str:
    counted = [(name, len(list(same))) for name, same in groupby(calls)]
    return ", ".join(name if times == 1 else f"{name} ({times}x)" for name, times in counted) or "-"


def _milliseconds(runs: Iterable[Run], time: str) -> str:
    return f"{statistics.median(getattr(run, time) for run in runs) * 1000:.0f} ms"


def _ratio(comparison: Comparison, time: str) -> str:
    lower, upper = comparison.spread(lambda run: float(getattr(run, time)))
    return f"{comparison.ratio(lambda run: float(getattr(run, time))):.2f} ({lower:.2f} to {upper:.2f})"
