"""`ground-truth schema`."""

from __future__ import annotations

import click

from ground_truth.environment.json_schema import environment_json_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of environment files, from which editors complete.

    \b
    Example:
      ground-truth schema > environments/environment.schema.json
    """
    click.echo(environment_json_schema(), nl=False)
