"""The source code deployed with the functions: the handlers' own, without docstrings."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks.asset import read_assets
from ground_truth.functions.without_docstrings import without_docstrings
from tests.synth.conftest import Synthesis

PROJECT = Path(__file__).parents[2]
OUR_PACKAGES = ("labeling_rules", "lambda_handlers")


def program(source: str) -> list[tuple[str, int]]:
    """Every statement with its line, except docstrings."""
    return [
        (type(node).__name__, node.lineno)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt) and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]


def test_the_handlers_travel_statement_by_statement_in_the_lines_of_their_source(synthesis: Synthesis) -> None:
    compared = set()
    for asset in read_assets(synthesis.assembly.folder).values():
        for package in OUR_PACKAGES:
            for bundled in (asset.folder / package).rglob("*.py"):
                path = bundled.relative_to(asset.folder)
                source, travels = (PROJECT / path).read_text(encoding="utf-8"), bundled.read_text(encoding="utf-8")
                assert program(travels) == program(source), path
                assert ast.get_docstring(ast.parse(travels)) in (None, ""), path
                compared.add(path)
    assert len(compared) > 50


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""One line."""\n\nx = 1\n', '""\n\nx = 1\n'),
        ('"""Two\nlines."""\nfrom __future__ import annotations\n', '""\n\nfrom __future__ import annotations\n'),
        ('def f():\n    """Nothing else."""\n', 'def f():\n    ""\n'),
        (
            'class A:\n    x: int\n    """Two\n    lines."""\n    y: int\n',
            'class A:\n    x: int\n    ""\n\n    y: int\n',
        ),
        ('def f(): "à côté"; return 1\n', 'def f(): ""; return 1\n'),
        ('"""Two\nlines."""; x = 1\ny = 2\n', '""; x = 1\n\ny = 2\n'),
        ('x = """a text\nthat is used"""\n', 'x = """a text\nthat is used"""\n'),
        ('f"""{x} is worked out"""\n', 'f"""{x} is worked out"""\n'),
        ("# A comment says why.\nx = 1", "# A comment says why.\nx = 1"),
    ],
)
def test_docstrings_go_and_nothing_else(source: str, expected: str) -> None:
    assert without_docstrings(source) == expected
    ast.parse(expected)
