"""`ground-truth sandbox`."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

_PACKAGE = Path(__file__).resolve().parents[1]
_EXTRA = "ground-truth-cdk[sandbox]"


@click.command("sandbox", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: Sequence[str]) -> None:
    """Run an AWS on this machine, with IAM enforced, until Ctrl-C, and print the exports that point a client at it."""
    if importlib.util.find_spec("ministack") is None:
        raise click.ClickException(f"the sandbox needs more packages: pip install '{_EXTRA}'")
    path = os.pathsep.join([str(sandbox_root()), *filter(None, [os.environ.get("PYTHONPATH")])])
    os.execve(sys.executable, [sys.executable, "-m", "sandbox", *arguments], {**os.environ, "PYTHONPATH": path})


def sandbox_root() -> Path:
    """The folder of the package `sandbox`: inside this package where a wheel is installed, beside `constructs/` in a checkout."""
    bundled = _PACKAGE / "bundled"
    return bundled if bundled.is_dir() else _PACKAGE.parents[1]
