"""What the scenarios are made of."""

from collections.abc import Callable
from typing import Any

from sandbox.cdk_cli import CdkCli

Document = dict[str, Any]
"""An environment file's content."""

Synthesize = Callable[..., CdkCli]
"""From environment documents by name to the CLI over their cloud assembly."""
