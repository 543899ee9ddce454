"""The page docs/benchmarks.md."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from benchmarks.asset import LIMIT, Asset
from benchmarks.cold_start import Comparison, Run
from benchmarks.crawl import FLAT, CrawlComparison
from benchmarks.crawl import GOAL as CRAWL_GOAL
from benchmarks.lifecycle_calls import StepCalls
from benchmarks.preflight_memory import GOAL as PREFLIGHT_GOAL
from benchmarks.preflight_memory import PreflightRun
from benchmarks.synthesis_time import GOAL as SYNTHESIS_GOAL
from benchmarks.synthesis_time import SynthesisTimes

GOAL = 1.15

_INTRODUCTION = """\
# Benchmarks

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


_ASSETS = f"""\
## Assets

Each function has an asset of its own: the files that its handler imports of ours, and crhelper; boto3 is the Lambda runtime's. The limit
is {LIMIT:,} bytes zipped."""

_SYNTHESIS = f"""\
## Synthesis

`cdk synth` of the sandbox's environment with its job once, 10 and 100 times, the CLI's start and the validation of the templates included.
Medians of {{rounds}} rounds, in turn. The goal for 100 jobs is a ratio of at most {SYNTHESIS_GOAL}."""

_CRAWL = f"""\
## Crawling a prefix

Custom::GroundTruthDatasetManifest lists a prefix of the sandbox's S3 and writes the manifest, sent the events of CloudFormation. Beside it
a bare listing of the same keys: as many threads, whose ranges of keys are known beforehand, and nothing done with the keys but that they
are counted (`benchmarks/bare_listing.py`). They run in turn, each in a process of its own, on a machine that the sandbox's S3 shares with
them; measured is what comes after code and service model are loaded. Speeds are by the median time. The goal is a ratio of at least
{CRAWL_GOAL}.

Most of a listing with boto3 is botocore making a date of each object's LastModified. So the ratios are to a bare listing that leaves dates
as they come, which is how the AWS CLI uses botocore; the one that makes them is beside it. The handler picks keys and sizes out of the XML
(`lambda_handlers/dataset_manifest/object_pages.py`).

Memory is the most that a process of the crawl had resident, Python and boto3 included. What is listed ahead is bounded, and parts of the
manifest wait in files: the goal is at most {FLAT} times as much for the most objects as for the fewest, which do not fill those bounds."""

_PREFLIGHT = f"""\
## Preflight of a batch

`python -m preflight` over batches on the sandbox: frames without a mistake, and empty files of which each has three findings in the report.
Time is that of the sandbox's S3 above all. Memory is the most that the process had resident, Python and boto3 included; the goal is at
most {PREFLIGHT_GOAL} times as much for 100,000 files as for 1,000."""


def page(
    *,
    machine: Iterable[tuple[str, str]],
    first_events: Sequence[Comparison],
    stopped_job: Comparison,
    calls: Sequence[StepCalls],
    assets: Mapping[str, Asset],
    synthesis: SynthesisTimes,
    crawls: Sequence[CrawlComparison],
    preflight: Sequence[PreflightRun],
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
        _ASSETS,
        sizes(assets),
        _SYNTHESIS.format(rounds=len(synthesis.runs[1])),
        synthesis_times(synthesis),
        _CRAWL,
        crawl_speeds(crawls),
        _PREFLIGHT,
        preflight_runs(preflight),
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


def sizes(assets: Mapping[str, Asset]) -> str:
    rows = [(f"`{module}`", f"{asset.zipped_bytes:,}", f"{asset.bytes:,}", str(asset.files)) for module, asset in assets.items()]
    return _table(("function", "bytes zipped", "bytes unpacked", "files"), rows)


def synthesis_times(synthesis: SynthesisTimes) -> str:
    rows = [(str(jobs), f"{synthesis.median(jobs):.1f} s", f"{synthesis.ratio(jobs):.2f}") for jobs in synthesis.runs]
    return _table(("labeling jobs", "`cdk synth`", "ratio to one job"), rows)


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
            f"{crawl.objects_per_second('boto3'):,.0f}",
            f"{crawl.peak_bytes / 2**20:.1f} MiB",
            f"{crawl.peak_bytes / crawls[0].peak_bytes:.2f}",
        )
        for crawl in crawls
    ]
    return _table(heads, rows)


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
    return _table(("batch", "files", "lines of the report", "time", "memory", "ratio to the fewest files"), rows)


def _memory_ratio(run: PreflightRun, runs: Sequence[PreflightRun]) -> float:
    fewest = min((other for other in runs if other.batch == run.batch), key=lambda other: other.files)
    return run.peak_bytes / fewest.peak_bytes


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
