"""Settings in the cdk.json of the CDK application in the working directory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

_FILE = Path("cdk.json")


def environments_folder() -> Path:
    """The folder of the environment files."""
    return Path(str(_context().get("environments", "environments")))


def environment_file(given: str) -> Path:
    """The file of an environment, which is given by its name, or by the path of its file."""
    return Path(given) if given.endswith(".yaml") else environments_folder() / f"{given}.yaml"


def files_may_be_outside() -> bool:
    """True if local paths of environment files may leave their folder."""
    return str(_context().get("allow_files_outside")).lower() == "true"


def _context() -> Mapping[str, Any]:
    if not _FILE.exists():
        return {}
    try:
        context = json.loads(_FILE.read_text(encoding="utf-8")).get("context", {})
    except (ValueError, AttributeError) as error:
        raise click.UsageError(f"{_FILE}: no JSON object: {error}") from error
    return context if isinstance(context, Mapping) else {}
