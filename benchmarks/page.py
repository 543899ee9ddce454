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

`make bench` writes this page anew. Times are those of one machine, on which other things may have run; compare the two columns of a row,
which come from the same minutes, and not this page with another."""

_COLD_START = """\
## Cold start

A new process imports the handler's module and answers its first event, against a stub of AWS on loopback that answers at once. The same
does a bare handler, which imports boto3, makes the same calls in the same order, and puts its answer; it knows no error, no property
check, no retry and no ownership (`benchmarks/bare_handlers/`). They run in turn, {pairs} times each. The start of the interpreter is left
out. The code of both is compiled at every start, as in Lambda, where the asset has no .pyc files and its folder cannot be written to.

The event is a Create with the calls of an ordinary deployment; for the function that empties buckets, which calls nothing on Create, a
Delete of a bucket with two versions. Times are medians; in brackets are the quartiles of the ratio, pair by pair. Processor time does not
count what else the machine was doing.

A handler imports crhelper and some thirty modules of ours that a bare handler does not, and asks for the status of its stack first."""

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

_COMMANDS = """\
## Commands that read files

`make validate`, `make lint-template` and `make preflight` load no construct and so no CDK. Beside each command the same in a process that
loads all constructs first. Processor time does not count what else the machine was doing; medians of {rounds} runs, in turn. The preflight
ends before it asks AWS. The goal is a ratio of at most a third."""

_DIFF = f"""\
## Comparing

`cdk diff` of the sandbox's environment, deployed and unchanged, beside that of an application with a stack of one resource, both with CDK's
validation of templates and without it (`CDK_VALIDATION=false`). Medians of {{rounds}} rounds, in turn. The goal is a ratio of at most
{DIFF_GOAL} with validation, as it is by default."""

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

`ground-truth preflight` over batches on the sandbox: frames without a mistake, and empty files of which each has three
findings in the report. Time is that of the sandbox's S3 above all. Memory is the most that the process had resident,
Python and boto3 included; the goal is at most {PREFLIGHT_GOAL} times as much for 100,000 files as for 1,000."""


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
