"""No handler sleeps for a fixed time: pauses start short and grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import lambda_handlers

SOURCES = sorted(Path(lambda_handlers.__file__).parent.rglob("*.py"))
SLEEPING = {"sleep", "pause", "wait", "select", "poll"}


def pauses(function: ast.FunctionDef) -> Iterator[ast.Call]:
    """The calls in a function by which it sleeps."""
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Call)
            and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in SLEEPING
        ):
            yield node


def names(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def parameters(function: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)} - {"self"}


def growing(function: ast.FunctionDef) -> set[str]:
    """The names that a loop of the function multiplies: `pause *= 2`, `pause = min(pause * 2, LONGEST)`; or takes from `…PAUSES…`."""
    found = set()
    for loop in (node for node in ast.walk(function) if isinstance(node, ast.While | ast.For)):
        if isinstance(loop, ast.For) and any("PAUSES" in name for name in names(loop.iter)):
            found |= names(loop.target)
        for node in ast.walk(loop):
            if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Mult):
                found |= names(node.target)
            if isinstance(node, ast.Assign) and any(isinstance(inner, ast.Mult) for inner in ast.walk(node.value)):
                found |= names(node.targets[0]) & names(node.value)
    return found


def fixed_pauses(source: str) -> list[str]:
    """The pauses that neither grow nor are parameters."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [
        ast.unparse(call)
        for function in functions
        for call in pauses(function)
        if not call.args or not names(call.args[0]) & (growing(function) | parameters(function))
    ]


def test_every_pause_grows() -> None:
    found = {path.name: fixed for path in SOURCES if (fixed := fixed_pauses(path.read_text(encoding="utf-8")))}
    assert found == {}


def test_listed_pauses_grow() -> None:
    listed = [
        ast.literal_eval(node.value)
        for path in SOURCES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and any("PAUSES" in name for name in names(node.targets[0]))
    ]
    assert listed
    assert all(list(pauses) == sorted(set(pauses)) for pauses in listed)


def test_only_the_clock_sleeps() -> None:
    """Pauses of the clock end at the deadline, and take no time in a test."""
    assert [path.name for path in SOURCES if {"time", "asyncio"} & imported(path.read_text(encoding="utf-8"))] == ["deadline.py"]


def imported(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f():\n  time.sleep(2)", ["time.sleep(2)"]),
        ("def f():\n  sleep(PAUSE)", ["sleep(PAUSE)"]),
        ("def f(deadline):\n  pause = 1\n  while True:\n    deadline.pause(pause, 'x')", ["deadline.pause(pause, 'x')"]),
        ("def f(deadline):\n  pause = 1\n  while True:\n    deadline.pause(pause, 'x')\n    pause = min(pause * 2, 9)", []),
        ("def f(clock):\n  pause = 1\n  for _ in range(3):\n    clock.sleep(pause)\n    pause *= 2", []),
    ],
)
def test_a_fixed_pause_would_be_found(source: str, expected: list[str]) -> None:
    assert fixed_pauses(source) == expected
