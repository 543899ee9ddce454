"""The AWS SDKs of Lambda's runtimes, as links to the locally installed packages and to no others."""

import importlib.metadata
from pathlib import Path

PYTHON_DISTRIBUTIONS = ("boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "urllib3", "six")
"""boto3 and its dependencies: https://docs.aws.amazon.com/lambda/latest/dg/python-package.html"""

_INSTALLED = Path(__file__).resolve().parents[2] / "node_modules"

NODE_SCOPES = ("@aws-sdk", "@smithy")
"""https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html; linked if installed in the project."""


def link_python(folder: Path) -> None:
    """Fill a folder of Python's search path, including distribution metadata."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PYTHON_DISTRIBUTIONS:
        distribution = importlib.metadata.distribution(name)
        tops = {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}
        for top in tops:
            link = folder / top
            if not link.exists():
                link.symlink_to(Path(str(distribution.locate_file(top))).resolve())


def link_node(folder: Path) -> None:
    """Add the installed packages to a `node_modules` folder, except those that a layer provides."""
    for scope in NODE_SCOPES:
        if (_INSTALLED / scope).is_dir() and not (folder / scope).exists():
            (folder / scope).symlink_to((_INSTALLED / scope).resolve())
