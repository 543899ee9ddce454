"""Types shared by the scenarios."""

from collections.abc import Callable
from typing import Any

from sandbox.cdk_cli import CdkCli

Document = dict[str, Any]
"""The content of an environment file."""

Synthesize = Callable[..., CdkCli]
"""Returns the CLI for the cloud assembly of environment documents, by name."""
