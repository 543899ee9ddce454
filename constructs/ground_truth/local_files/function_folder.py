"""A local folder of Python code that becomes a Lambda function: which of its files travel, and whether its handler is there."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

HANDLER = r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)+"
"""`module.function`, as Lambda takes it; a module inside packages has more dots."""

LAMBDA_PYTHON = (3, 13)
"""The version that runs the code."""

HANDLER_FORM = "a module of the folder and a function in it: module.function"

_TESTS = re.compile(r"test_.*\.py|conftest\.py|pytest\.ini|tests")
"""Tests beside the code, which stay behind: the function does not change with them."""

_OWN_SCOPE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def function_files(folder: Path) -> dict[PurePosixPath, Path]:
    """Path below the folder -> file: all files except top-level tests, Python's caches, and hidden files."""
    found = {PurePosixPath(file.relative_to(folder).as_posix()): file for file in sorted(folder.rglob("*")) if file.is_file()}
    return {path: file for path, file in found.items() if _travels(path)}


def link_mistake(folder: Path) -> str | None:
    """The requirement that a folder fails when a link leads out of it: Lambda gets only the files that a reviewer sees in it."""
    root = folder.resolve()
    for entry in sorted(folder.rglob("*")):
        path = PurePosixPath(entry.relative_to(folder).as_posix())
        if entry.is_symlink() and _travels(path) and not _leads_to_a_file_below(entry, root):
            return f"a folder whose links lead to files in it: {path} does not; put what it leads to in its place"
    return None


def _leads_to_a_file_below(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(root)


def handler_mistake(folder: Path, handler: str) -> str | None:
    """The requirement that a handler fails, or None; the code is read and not run."""
    if re.fullmatch(HANDLER, handler) is None:
        return HANDLER_FORM
    module, _, function = handler.rpartition(".")
    files, path = function_files(folder), PurePosixPath(*module.split("."))
    source = files.get(path.with_suffix(".py")) or files.get(path / "__init__.py")
    if source is None:
        there = (folder / path).with_suffix(".py").is_file()
        return f"{HANDLER_FORM}: {f'{path}.py stays behind, as tests and hidden files do' if there else f'there is no {path}.py'}"
    name = source.relative_to(folder).as_posix()
    try:
        code = ast.parse(source.read_bytes())
    except (SyntaxError, ValueError) as error:
        if isinstance(error, SyntaxError) and sys.version_info < LAMBDA_PYTHON:
            # It may be valid in Lambda's newer Python.
            return None
        line = f"line {error.lineno}: {error.msg}" if isinstance(error, SyntaxError) else str(error)
        return f"{HANDLER_FORM}: {name} is no Python {sys.version_info.major}.{sys.version_info.minor}: {line}"
    return _function_mistake(code, function, name)


def _travels(path: PurePosixPath) -> bool:
    hidden = any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    # Only at the top: folders below are packages, possibly of third parties.
    return not hidden and _TESTS.fullmatch(path.parts[0]) is None


def _function_mistake(code: ast.Module, function: str, name: str) -> str | None:
    nodes = list(_module_scope(code))
    if any(isinstance(node, ast.AsyncFunctionDef) and node.name == function for node in nodes):
        return f"a function that Lambda can call: {function} in {name} is `async`, and Lambda does not wait for it"
    bound = {name for node in nodes for name in _bound(node)}
    if function in bound or "*" in bound:
        return None
    return f"{HANDLER_FORM}: {name} does not define {function}"


def _module_scope(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, _OWN_SCOPE):
            yield from _module_scope(child)


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that a node of a module binds; `*` stands for every name of another module."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.alias(name=name, asname=other):
            yield other or name.partition(".")[0]
