"""`python -m ground_truth.preflight`: the exit status is 0 without problems, 1 with some, and 2 when the batch could not be checked."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import boto3
from botocore.exceptions import BotoCoreError

from ground_truth.preflight.batch import Batch
from ground_truth.preflight.check import CouldNotCheckError, check_batch
from ground_truth.preflight.clients import Clients
from ground_truth.preflight.data_kind import DataKind
from ground_truth.preflight.environment_file import batch_of_environment
from ground_truth.preflight.progress import progress_on
from ground_truth.preflight.report import Report, summary

PASSED, PROBLEMS, NOT_CHECKED = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Check one batch and tell the exit status."""
    parsed = _parser().parse_args(arguments)
    try:
        session = boto3.Session()
        with _stream(parsed.report) as stream:
            batch = _batch(parsed, session)
            report = Report(stream, batch=batch, progress=progress_on(sys.stderr))
            result = check_batch(batch, clients=Clients.of(session), on_finding=report.add, on_progress=report.show_progress)
            report.end(result)
    except (CouldNotCheckError, BotoCoreError, OSError) as error:
        print(f"could not check: {error}", file=sys.stderr)
        return NOT_CHECKED
    if parsed.report:
        print(f"{summary(result)}; see {parsed.report}")
    return PASSED if result.passed else PROBLEMS


def _batch(parsed: argparse.Namespace, session: boto3.Session) -> Batch:
    """The batch that the arguments name, as they describe it or as the environment file does."""
    if parsed.environment is None:
        return Batch(
            bucket=parsed.bucket,
            project=parsed.project,
            name=parsed.batch,
            kind=parsed.kind or DataKind.CUSTOM,
            data_classification=parsed.data_classification,
            role_arn=parsed.role_arn,
        )
    return batch_of_environment(parsed.environment, session=session, project=parsed.project, batch=parsed.batch, kind=parsed.kind)


@contextlib.contextmanager
def _stream(report: Path | None) -> Iterator[TextIO]:
    if report is None:
        yield sys.stdout
        return
    with report.open("w", encoding="utf-8") as stream:
        yield stream


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ground_truth.preflight", description="Check a batch for Ground Truth Plus on S3.")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--environment", metavar="FILE", type=Path, help="an environment file that is deployed")
    place.add_argument("--bucket", metavar="NAME", help="a bucket, where there is no environment file")
    parser.add_argument("--project", metavar="NAME", required=True, help="the project's name")
    parser.add_argument("--batch", metavar="NAME", required=True, help="the batch's name")
    parser.add_argument("--kind", type=DataKind, choices=list(DataKind), help="the kind of data; with --environment, of the task type")
    parser.add_argument("--data-classification", metavar="WORD", help="with --bucket: what the data was declared to be")
    parser.add_argument("--role-arn", metavar="ARN", help="with --bucket: the role that Ground Truth Plus assumes")
    parser.add_argument("--report", metavar="FILE", type=Path, help="where to write the report; standard output without it")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
