"""`ground-truth runbook`."""

from __future__ import annotations

from pathlib import Path

import click

from ground_truth.command_line.exit_status import FOUND
from ground_truth.command_line.project_settings import environments_folder
from ground_truth.environment import EnvironmentFileError, load_environment
from ground_truth.runbook.deployed import NotDeployedError
from ground_truth.runbook.pages import UnknownProjectError, runbook_pages


@click.command("runbook")
@click.argument("environment")
@click.option("--project", metavar="NAME", help="One project instead of all.")
@click.option("--into", metavar="FOLDER", type=click.Path(path_type=Path), help="Write <environment>-<project>.md there.")
@click.option("--undeployed", is_flag=True, help="Ask no AWS: name the stack's outputs instead of showing their values.")
@click.option("--teardown", is_flag=True, help="Only what to do at a project's end; nothing when there is no project.")
@click.option("--environments", metavar="FOLDER", type=click.Path(path_type=Path), help="The folder of the files, if not that of cdk.json.")
@click.pass_context
def command(
    ctx: click.Context,
    environment: str,
    project: str | None,
    into: Path | None,
    undeployed: bool,
    teardown: bool,
    environments: Path | None,
) -> None:
    """Print what to click for the Ground Truth Plus projects of ENVIRONMENT: dev, of the file dev.yaml.

    \b
    Example:
      ground-truth runbook dev --project cars --into runbooks
    """
    try:
        # Nothing is deployed here: where the jobs' local files lie is a matter of the deployment.
        loaded = load_environment((environments or environments_folder()) / f"{environment}.yaml", allow_files_outside=True)
        pages = runbook_pages(loaded, project=project, undeployed=undeployed, teardown=teardown)
    except (EnvironmentFileError, NotDeployedError, UnknownProjectError) as error:
        click.echo(error, err=True)
        ctx.exit(FOUND)
    for name, page in pages.items():
        _write(page, into / f"{loaded.name}-{name}.md" if into else None)


def _write(page: str, file: Path | None) -> None:
    if file is None:
        click.echo(page)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")
    click.echo(file)
