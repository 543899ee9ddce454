"""Where the files lie that travel with the constructs: the Lambda handlers, the worker task templates and the skeleton of a workflow.

In a checkout they are folders of their own beside `constructs/`; the wheel carries them inside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def handlers_folder() -> Path:
    """The folder of the `lambda_handlers` package."""
    return _folder("lambda_handlers")


def templates_folder() -> Path:
    """The folder of the default worker task templates, one `<task type>.liquid.html` each."""
    return _folder("templates")


def workflow_skeleton_folder() -> Path:
    """The folder of the functions that `new_workflow` writes for a user."""
    return _folder("workflow_skeleton")


def _folder(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _CHECKOUT / name
