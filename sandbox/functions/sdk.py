"""The AWS SDKs that Lambda's runtimes bring along, as links to those that are installed here, and to nothing beside them."""

import importlib.metadata
from pathlib import Path

PYTHON_DISTRIBUTIONS = ("boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "urllib3", "six")
"""boto3 and what it needs: https://docs.aws.amazon.com/lambda/latest/dg/python-package.html"""

_INSTALLED = Path(__file__).resolve().parents[2] / "node_modules"

NODE_SCOPES = ("@aws-sdk", "@smithy")
"""https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html; linked where the project has them installed."""


def link_python(folder: Path) -> None:
    """Fill a folder of Python's search path, metadata of the distributions included."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PYTHON_DISTRIBUTIONS:
        distribution = importlib.metadata.distribution(name)
        tops = {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}
        for top in tops:
            link = folder / top
            if not link.exists():
                link.symlink_to(Path(str(distribution.locate_file(top))).resolve())


def link_node(folder: Path) -> None:
    """Add what is installed to a `node_modules` folder, where a layer has not brought its own."""
    for scope in NODE_SCOPES:
        if (_INSTALLED / scope).is_dir() and not (folder / scope).exists():
            (folder / scope).symlink_to((_INSTALLED / scope).resolve())
