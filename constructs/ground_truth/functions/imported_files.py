"""The files of our own packages that a Python module needs: the module and everything it imports, directly or indirectly."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath


def imported_files(module: str, *, packages: Mapping[str, Path]) -> dict[PurePosixPath, Path]:
    """Path in the bundle -> file, for everything that `module` imports of the packages, wherever in the code it does.

    A JSON file with a module's name goes with the module: it holds the facts that the module reads.
    `packages`: import name -> folder. Raises ModuleNotFoundError for a module of theirs that does not exist.
    """
    files: dict[PurePosixPath, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path, source = _locate(name, packages)
        if path in files:
            continue
        files[path] = source
        facts = source.with_suffix(".json")
        if facts.is_file():
            files[path.with_suffix(".json")] = facts
        waiting += [_parent(name)] if "." in name else []
        waiting += [found for found in _imports(source) if found.partition(".")[0] in packages and _exists(found, packages)]
    return dict(sorted(files.items()))


def _imports(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            # What is imported from a package may be one of its modules.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _exists(module: str, packages: Mapping[str, Path]) -> bool:
    try:
        _locate(module, packages)
    except ModuleNotFoundError:
        return False
    return True


def _locate(module: str, packages: Mapping[str, Path]) -> tuple[PurePosixPath, Path]:
    package, *rest = module.split(".")
    place = PurePosixPath(*rest)
    for inside in (place / "__init__.py", place.with_suffix(".py") if rest else place):
        source = packages[package] / inside
        if source.is_file():
            return PurePosixPath(package) / inside, source
    raise ModuleNotFoundError(f"no module {module} in {packages[package]}")


def _parent(module: str) -> str:
    return module.rpartition(".")[0]
