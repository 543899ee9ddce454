"""The folder `constructs/` is a source root for `ground_truth`; it is not PyPI's package `constructs` and must not hide it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import constructs
import pytest

ROOT = Path(__file__).parents[2]


def test_the_folder_is_no_package() -> None:
    """With an `__init__.py` it would shadow PyPI's package, and `import aws_cdk` would fail with the root on the path."""
    assert not (ROOT / "constructs" / "__init__.py").exists()


def test_constructs_is_the_package_of_pypi() -> None:
    assert "site-packages" in Path(constructs.__file__).parts
    assert hasattr(constructs, "Construct")


@pytest.mark.parametrize("module", ["constructs", "ground_truth"])
def test_each_name_means_one_thing_from_the_root_of_the_checkout(module: str) -> None:
    """As for `python app.py`, with the root as the first entry of the path."""
    code = f"import sys; sys.path[:0] = ['.', 'constructs']; import importlib.util; print(importlib.util.find_spec({module!r}).origin)"
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    origin = (ROOT / printed.strip()).resolve()
    assert origin.is_relative_to(ROOT / "constructs" / "ground_truth") == (module == "ground_truth")
    assert ("site-packages" in origin.parts) == (module == "constructs")
