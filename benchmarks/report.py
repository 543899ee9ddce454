"""The page docs/benchmarks.md."""

import statistics
from collections.abc import Iterable, Sequence
from itertools import groupby

from benchmarks.asset import LIMIT, Asset
from benchmarks.cold_start import Comparison, Run
from benchmarks.lifecycle_calls import StepCalls

GOAL = 1.15

_INTRODUCTION = """\
# Benchmarks of the custom resource handlers

`make bench` writes this page anew. Times are those of one machine, on which other things may have run; compare the two columns of a row,
which come from the same minutes, and not this page with another."""

_COLD_START = f"""\
## Cold start

A new process imports the handler's module and answers its first event, against a stub of AWS on loopback that answers at once. The same
does a bare handler, which imports boto3, makes the same calls in the same order, and puts its answer; it knows no error, no property
check, no retry and no ownership (`benchmarks/bare_handlers/`). They run in turn, {{pairs}} times each. The start of the interpreter is left
out. The code of both is compiled at every start, as in Lambda, where the asset has no .pyc files and its folder cannot be written to.

The event is a Create with the calls of an ordinary deployment; for the function that empties buckets, which calls nothing on Create, a
Delete of a bucket with two versions. Times are medians; in brackets are the quartiles of the ratio, pair by pair. Processor time does not
count what else the machine was doing. The goal is a ratio of at most {GOAL}.

A handler imports crhelper and some thirty modules of ours that a bare handler does not. It makes up for them where boto3 spends most of a
cold start (`lambda_handlers/aws/clients.py`): Python's garbage collection pauses while modules and service models are loaded, and models
are found without a search through the folders of all services."""

_STOPPED_JOB = """\
## Delete of a job that has stopped

The goal is less than a second, when AWS answers at once. No handler sleeps for a fixed time
(`tests/unit/lambda_handlers/test_pauses.py`)."""

_CALLS = """\
## Calls

Counted on the Ground Truth service of the sandbox by `tests/unit/lambda_handlers/test_call_counts.py`, which fails when a call is added.
The answer to CloudFormation is not counted. Checks of ownership before a change or a deletion are needed."""


def page(
    *,
    machine: Iterable[tuple[str, str]],
    first_events: Sequence[Comparison],
    stopped_job: Comparison,
    calls: Sequence[StepCalls],
    asset: Asset,
) -> str:
    """The whole page."""
    sections = [
        _INTRODUCTION,
        _table(("measured on", ""), machine),
        _COLD_START.format(pairs=len(first_events[0].ours)),
        cold_starts(first_events),
        _STOPPED_JOB,
        stopped(stopped_job),
        _CALLS,
        _table(("resource", "step", "calls", "needed", "which", "why"), _call_rows(calls)),
        "## Asset",
        sizes(asset),
    ]
    return "\n\n".join(sections) + "\n"


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
    return _table(heads, rows)


def stopped(comparison: Comparison) -> str:
    return _table(
        ("environment", "AWS calls", "time until answered"),
        [
            ("new (with imports and service models)", str(len(comparison.calls)), _milliseconds(comparison.ours, "wall")),
            ("used before", str(len(comparison.calls)), _milliseconds(comparison.ours, "warm")),
        ],
    )


def sizes(asset: Asset) -> str:
    return (
        f"{asset.zipped_bytes:,} bytes zipped (limit: {LIMIT:,}), {asset.bytes:,} bytes unpacked, {asset.files} files: our handlers and "
        "crhelper. One asset serves all functions; boto3 is the Lambda runtime's."
    )


def _call_rows(steps: Sequence[StepCalls]) -> Iterable[tuple[str, ...]]:
    for step in steps:
        yield f"`{step.package}`", step.step, str(len(step.calls)), str(step.needed), _in_short(step.calls), step.why


def _in_short(calls: Sequence[str]) -> str:
    counted = [(name, len(list(same))) for name, same in groupby(calls)]
    return ", ".join(name if times == 1 else f"{name} ({times}x)" for name, times in counted) or "-"


def _milliseconds(runs: Iterable[Run], time: str) -> str:
    return f"{statistics.median(getattr(run, time) for run in runs) * 1000:.0f} ms"


def _ratio(comparison: Comparison, time: str) -> str:
    lower, upper = comparison.spread(lambda run: float(getattr(run, time)))
    return f"{comparison.ratio(lambda run: float(getattr(run, time))):.2f} ({lower:.2f} to {upper:.2f})"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
