"""The group of commands. Each is loaded when it runs, so that none waits for the libraries of another."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "check": "Print every mistake of environment files.",
    "schema": "Print the JSON Schema of environment files.",
    "lint-template": "Check worker task templates.",
    "workflow": "Write the functions of a custom workflow, with tests.",
    "preflight": "Check a batch for Ground Truth Plus on S3.",
    "runbook": "Print what to click for Ground Truth Plus.",
    "sandbox": "Run an AWS on this machine, until Ctrl-C.",
    "completion": "Print the completion of a shell.",
}


class LazyGroup(click.Group):
    """A group that imports the module of a command when the command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the signature is click's
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"ground_truth.command_line.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the signature is click's
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="ground-truth-cdk")
def ground_truth() -> None:
    """Amazon SageMaker Ground Truth as reviewable infrastructure.

    Check environment files and templates before a deployment, start a workflow, and run an AWS to try it on. The CDK itself compares,
    deploys and destroys: cdk diff, cdk deploy, cdk destroy.

    Exit status: 0 success, 1 mistakes found, 2 wrong usage, or nothing could be checked.
    """
