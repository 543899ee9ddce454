"""`ground-truth preflight`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import boto3
import click
from botocore.exceptions import BotoCoreError

from ground_truth.command_line.exit_status import DONE, FOUND, NOT_RUN
from ground_truth.command_line.project_settings import environment_file
from ground_truth.preflight.batch import Batch
from ground_truth.preflight.check import CouldNotCheckError, check_batch
from ground_truth.preflight.clients import Clients
from ground_truth.preflight.data_kind import DataKind
from ground_truth.preflight.environment_file import batch_of_environment
from ground_truth.preflight.progress import progress_on
from ground_truth.preflight.report import Report, summary


@click.command("preflight")
@click.option("--environment", metavar="NAME|FILE", help="An environment that is deployed.")
@click.option("--bucket", metavar="NAME", help="A bucket, where there is no environment file.")
@click.option("--project", metavar="NAME", required=True, help="The project's name.")
@click.option("--batch", "batch_name", metavar="NAME", required=True, help="The batch's name.")
@click.option(
    "--kind", type=click.Choice([str(kind) for kind in DataKind]), help="The kind of data; with --environment, that of the task type."
)
@click.option("--data-classification", metavar="WORD", help="With --bucket: what the data was declared to be.")
@click.option("--role-arn", metavar="ARN", help="With --bucket: the role that Ground Truth Plus assumes.")
@click.option("--report", "report_file", metavar="FILE", type=click.Path(path_type=Path), help="Where to write the report.")
@click.pass_context
def command(
    ctx: click.Context,
    environment: str | None,
    bucket: str | None,
    project: str,
    batch_name: str,
    kind: str | None,
    data_classification: str | None,
    role_arn: str | None,
    report_file: Path | None,
) -> None:
    """Check a batch for Ground Truth Plus on S3: names, formats, sizes, rights, before AWS's people look at it.

    \b
    Example:
      ground-truth preflight --environment dev --project cars --batch batch1
    """
    if (environment is None) == (bucket is None):
        raise click.UsageError("one of --environment and --bucket is required, and not both")
    wanted_kind = DataKind(kind) if kind else None
    try:
        session = boto3.Session()
        with _stream(report_file) as stream:
            batch = (
                batch_of_environment(environment_file(environment), session=session, project=project, batch=batch_name, kind=wanted_kind)
                if environment is not None
                else Batch(
                    bucket=str(bucket),
                    project=project,
                    name=batch_name,
                    kind=wanted_kind or DataKind.CUSTOM,
                    data_classification=data_classification,
                    role_arn=role_arn,
                )
            )
            report = Report(stream, batch=batch, progress=progress_on(sys.stderr))
            result = check_batch(batch, clients=Clients.of(session), on_finding=report.add, on_progress=report.show_progress)
            report.end(result)
    except (CouldNotCheckError, BotoCoreError, OSError) as error:
        click.echo(f"could not check: {error}", err=True)
        ctx.exit(NOT_RUN)
    if report_file:
        click.echo(f"{summary(result)}; see {report_file}")
    ctx.exit(DONE if result.passed else FOUND)


@contextlib.contextmanager
def _stream(report: Path | None) -> Iterator[TextIO]:
    if report is None:
        yield sys.stdout
        return
    with report.open("w", encoding="utf-8") as stream:
        yield stream
