"""`ground-truth completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion of a SHELL, for its startup file.

    \b
    Example:
      eval "$(ground-truth completion bash)"
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.ClickException(f"click knows no completion for {shell}")
    click.echo(completion(ctx.find_root().command, {}, "ground-truth", "_GROUND_TRUTH_COMPLETE").source())
