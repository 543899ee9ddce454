"""The template checks, imported on first use: cfn-lint takes a second, which would delay the sandbox's start."""

from functools import cache
from threading import Thread
from types import ModuleType


@cache
def checks() -> ModuleType:
    """sandbox.template_validation.checks."""
    from sandbox.template_validation import checks

    return checks


def load_meanwhile() -> None:
    """Load the checks and their rules on a background thread."""
    Thread(target=lambda: checks().load(), name="template-checks", daemon=True).start()
