"""Python source without its docstrings, for functions whose size counts."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator


@functools.cache
def without_docstrings(source: str) -> str:
    """The same program, with an empty text in the place of each docstring, attributes' ones included.

    What follows a docstring stays in its line: the line numbers of a traceback are those of the source. Raises SyntaxError.
    """
    lines = source.encode().splitlines(keepends=True)
    for text in _docstrings(ast.parse(source)):
        first, last = text.lineno - 1, (text.end_lineno or text.lineno) - 1
        before, after = lines[first][: text.col_offset], lines[last][text.end_col_offset :]
        lines[first : last + 1] = [before + b'""' + after, *[b"\n"] * (last - first)]
    return b"".join(lines).decode()


def _docstrings(module: ast.Module) -> Iterator[ast.expr]:
    """Strings that are statements of their own: only people and `__doc__` read them."""
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value
