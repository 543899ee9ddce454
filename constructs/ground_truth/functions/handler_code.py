"""The code of the Lambda functions: a handler with what it imports of our own, and crhelper, without Docker."""

import importlib.util
from pathlib import Path

from aws_cdk import aws_lambda as lambda_

import labeling_rules
from ground_truth.functions.bundled_files import bundled_files
from ground_truth.functions.imported_files import imported_files
from ground_truth.functions.without_docstrings import without_docstrings

_PACKAGE = Path(__file__).resolve().parents[1]


def handler_code(module: str) -> lambda_.Code:
    """The asset of the function whose handler is `lambda_handlers.<module>.handler`.

    It holds only the files that the handler imports, so that a change of one handler changes no other function. Docstrings, a fifth of the
    asset, are left out, so that a change of a docstring changes no function. Its hash depends on the names and the content of the files
    alone. boto3 is the Lambda runtime's own.
    """
    packages = {
        "crhelper": _crhelper_folder(),
        "labeling_rules": Path(labeling_rules.__file__).parent,
        "lambda_handlers": handlers_folder(),
    }
    return bundled_files(imported_files(f"lambda_handlers.{module}", packages=packages), source=handlers_folder(), read=_read)


def entry_point(module: str) -> str:
    """The handler's name in Lambda."""
    return f"lambda_handlers.{module}.handler"


def handlers_folder() -> Path:
    """The folder of the `lambda_handlers` package: inside this package where a wheel is installed, beside `constructs/` in a checkout."""
    packaged = _PACKAGE / "lambda_handlers"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "lambda_handlers"


def _read(file: Path) -> bytes:
    content = file.read_bytes()
    return without_docstrings(content.decode()).encode() if file.suffix == ".py" else content


def _crhelper_folder() -> Path:
    crhelper = importlib.util.find_spec("crhelper")
    if crhelper is None or crhelper.origin is None:
        raise ModuleNotFoundError("crhelper is not installed; it travels with the Lambda functions: install requirements.txt")
    return Path(crhelper.origin).parent
