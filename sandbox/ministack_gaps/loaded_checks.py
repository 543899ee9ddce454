"""The checks of templates, imported when they are first needed: cfn-lint takes a second, and the start of the sandbox would wait for it."""

from functools import cache
from threading import Thread
from types import ModuleType


@cache
def checks() -> ModuleType:
    """sandbox.template_validation.checks."""
    from sandbox.template_validation import checks

    return checks


def load_meanwhile() -> None:
    """Load the checks and their rules on a thread of their own."""
    Thread(target=lambda: checks().load(), name="template-checks", daemon=True).start()
