"""The page docs/benchmarks.md."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks import tables
from benchmarks.asset import LIMIT, Asset
from benchmarks.cold_start import Comparison
from benchmarks.command_times import CommandTimes
from benchmarks.crawl import FLAT, CrawlComparison
from benchmarks.crawl import GOAL as CRAWL_GOAL
from benchmarks.diff_time import GOAL as DIFF_GOAL
from benchmarks.diff_time import DiffTimes
from benchmarks.lifecycle_calls import StepCalls
from benchmarks.preflight_memory import GOAL as PREFLIGHT_GOAL
from benchmarks.preflight_memory import PreflightRun
from benchmarks.synthesis_time import GOAL as SYNTHESIS_GOAL
from benchmarks.synthesis_time import SynthesisTimes

_INTRODUCTION = """\
# Benchmarks

Cold starts, API calls, asset sizes, synthesis, crawls and preflights of this application, measured on one machine.

    make bench     # measures again and rewrites this page

The machine may have had other load: compare the two columns of a row, which were measured together, rather than this page with another."""

_COLD_START = """\
## Cold start

A new process imports the handler's module and responds to its first event, with an AWS stub on loopback that responds immediately. It is
compared with a bare handler, which imports boto3, makes the same calls in the same order, and sends its response, without errors, property
checks, retries and ownership (`benchmarks/bare_handlers/`). They run alternately, {pairs} times each. The start of the interpreter is
excluded. The code of both is compiled at every start, as in Lambda, where the asset has no .pyc files and its folder is read-only.

The event is a Create with the calls of an ordinary deployment; for the function that empties buckets, which makes no calls on Create, a
Delete of a bucket with two versions. Times are medians; in parentheses are the quartiles of the pairs' ratios. Processor time excludes
other load on the machine.

Unlike a bare handler, a handler imports crhelper and about thirty modules of this application, and reads the status of its stack first."""

_STOPPED_JOB = """\
## Delete of a job that has stopped

The goal is less than a second if AWS responds immediately. No handler sleeps for a fixed time
(`tests/unit/lambda_handlers/test_pauses.py`)."""

_CALLS = """\
## Calls

Counted on the Ground Truth service of the sandbox by `tests/unit/lambda_handlers/test_call_counts.py`, which fails when a call is added.
The response to CloudFormation is not counted. Ownership checks before a change or a deletion count as needed."""


_ASSETS = f"""\
## Assets

Each function has its own asset: the application's files that its handler imports, and crhelper; boto3 is part of the Lambda runtime. The
limit is {LIMIT:,} bytes zipped."""

_SYNTHESIS = f"""\
## Synthesis

`cdk synth` of the sandbox's environment with its job once, 10 and 100 times, including the CLI's start and template validation.
Medians of {{rounds}} alternating rounds. The goal for 100 jobs is a ratio of at most {SYNTHESIS_GOAL}."""

_COMMANDS = """\
## Commands that read files

`make validate`, `make lint-template` and `make preflight` load no constructs and so no CDK. Each command is compared with the same command
in a process that loads all constructs first. Processor time excludes other load on the machine; medians of {rounds} alternating runs. The
preflight ends before it calls AWS. The goal is a ratio of at most a third."""

_DIFF = f"""\
## Comparing

`cdk diff` of the sandbox's environment, deployed and unchanged, compared with an application with one stack of one resource, both with
CDK's template validation and without it (`CDK_VALIDATION=false`). Medians of {{rounds}} alternating rounds. The goal is a ratio of at most
{DIFF_GOAL} with validation, as it is by default."""

_CRAWL = f"""\
## Crawling a prefix

Custom::GroundTruthDatasetManifest lists a prefix of the sandbox's S3 and writes the manifest, driven by CloudFormation's events. It is
compared with a bare listing of the same keys with as many threads, whose key ranges are known in advance, and which only counts the keys
(`benchmarks/bare_listing.py`). They run alternately, each in a separate process, on the same machine as the sandbox's S3; measured after
loading code and service model. Speeds are by the median time. The goal is a ratio of at least
{CRAWL_GOAL}.

In a listing with boto3, botocore spends most of the time on parsing each object's LastModified. Therefore the ratios are to a bare listing
that does not parse dates, as the AWS CLI configures botocore; one that does is in the table as well. The handler extracts keys and sizes
from the XML (`lambda_handlers/dataset_manifest/object_pages.py`).

Memory is the peak resident memory of a crawl's process, including Python and boto3. Read-ahead is bounded, and the manifest's parts are
buffered in files: the goal is at most {FLAT} times as much for the most objects as for the fewest, which do not fill those bounds."""

_PREFLIGHT = f"""\
## Preflight of a batch

`ground-truth preflight` on batches in the sandbox: valid frames, and empty files with three findings each in the report.
Most of the time is spent in the sandbox's S3. Memory is the peak resident memory of the process, including Python and boto3; the goal
is at most {PREFLIGHT_GOAL} times as much for 100,000 files as for 1,000."""


def page(
    *,
    machine: Iterable[tuple[str, str]],
    first_events: Sequence[Comparison],
    stopped_job: Comparison,
    calls: Sequence[StepCalls],
    assets: Mapping[str, Asset],
    synthesis: SynthesisTimes,
    diffs: Sequence[DiffTimes],
    commands: Sequence[CommandTimes],
    crawls: Sequence[CrawlComparison],
    preflight: Sequence[PreflightRun],
) -> str:
    """The whole page."""
    sections = [
        _INTRODUCTION,
        tables.table(("measured on", ""), machine),
        _COLD_START.format(pairs=len(first_events[0].ours)),
        tables.cold_starts(first_events),
        _STOPPED_JOB,
        tables.stopped(stopped_job),
        _CALLS,
        tables.calls(calls),
        _ASSETS,
        tables.sizes(assets),
        _SYNTHESIS.format(rounds=len(synthesis.runs[1])),
        tables.synthesis_times(synthesis),
        _DIFF.format(rounds=len(diffs[0].environment)),
        tables.diff_times(diffs),
        _COMMANDS.format(rounds=len(commands[0].alone)),
        tables.command_times(commands),
        _CRAWL,
        tables.crawl_speeds(crawls),
        _PREFLIGHT,
        tables.preflight_runs(preflight),
    ]
    return "\n\n".join(sections) + "\n"
