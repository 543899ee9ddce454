"""The local Python or Node.js that runs a function."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.functions.program import NoProgramError, own_python, program_for

OWN = "python{}.{}".format(*sys.version_info)


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    program_for.cache_clear()
    yield
    program_for.cache_clear()


@pytest.fixture
def install(tmp_path: Path) -> Callable[[str, str], Path]:
    """A program that responds to a version query in this way."""

    def script(path: str, answer: str) -> Path:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{answer}\n")
        file.chmod(0o755)
        return file

    return script


def test_the_sandboxs_own_python_where_the_runtime_names_it() -> None:
    assert program_for(OWN) == own_python()
    assert not program_for(OWN).note


def test_a_python_on_the_path_where_the_runtime_names_that(install: Callable[[str, str], Path]) -> None:
    install("bin/python3.99", "echo 3.99.1 /opt/python3.99")
    found = program_for("python3.99")
    assert (found.path, found.version, found.note) == ("/opt/python3.99", "3.99.1", "")


def test_a_python_of_pyenv(install: Callable[[str, str], Path]) -> None:
    path = install(".pyenv/versions/3.99.2/bin/python3.99", "echo 3.99.2 $0")
    assert program_for("python3.99").path == str(path)


@pytest.mark.parametrize("answer", ["exit 127", "echo 3.98.0 /opt/python3.98", "echo"])
def test_the_sandboxs_own_python_with_a_note_otherwise(install: Callable[[str, str], Path], answer: str) -> None:
    install("bin/python3.99", answer)
    found = program_for("python3.99")
    assert (found.path, found.version) == (own_python().path, own_python().version)
    assert found.note.startswith(f"The function's runtime is python3.99, and it runs under Python {own_python().version}: ")


def test_the_node_on_the_path_with_a_note_when_it_is_another_version(install: Callable[[str, str], Path]) -> None:
    path = install("bin/node", "echo v20.1.0")
    assert (program_for("nodejs20.x").path, program_for("nodejs20.x").note) == (str(path), "")
    assert program_for("nodejs22.x").note.startswith("The function's runtime is nodejs22.x, and it runs under Node.js 20.1.0")


def test_no_node() -> None:
    with pytest.raises(NoProgramError, match=r"runtime is nodejs20\.x, and the sandbox found no `node`"):
        program_for("nodejs20.x")
