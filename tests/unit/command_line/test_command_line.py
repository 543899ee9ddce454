"""The command `ground-truth`: its list of commands, its help and its completion."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from ground_truth.command_line import main
from ground_truth.command_line.application import ground_truth

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
Printed = pytest.CaptureFixture[str]


def commands() -> list[str]:
    return ground_truth.list_commands(None)  # type: ignore[arg-type]


def test_the_page_has_every_command() -> None:
    assert re.findall(r"^\| `([a-z-]+)", PAGE, re.MULTILINE) == commands()


@pytest.mark.parametrize("name", [name for name in commands() if name != "sandbox"])
def test_every_command_says_what_it_does_with_an_example(name: str, capsys: Printed) -> None:
    assert main([name, "--help"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"Usage: ground-truth {name} ")
    assert "Example" in printed
    assert f"ground-truth {name}" in printed.partition("Example")[2]


def test_no_command_prints_the_help(capsys: Printed) -> None:
    assert main([]) == 2
    printed = capsys.readouterr()
    assert all(f"\n  {name} " in printed.out + printed.err for name in commands())


def test_a_command_that_there_is_not(capsys: Printed) -> None:
    assert main(["chek"]) == 2
    assert "Error: No such command 'chek'." in capsys.readouterr().err


def test_every_target_of_make_is_a_command_of_its_own() -> None:
    called = re.findall(r"\$\(GROUND_TRUTH\) ([a-z-]+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert set(called) == set(commands()) - {"completion"}


# click queries bash's version.
@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_a_shell(shell: str, capsys: Printed) -> None:
    assert main(["completion", shell]) == 0
    assert "_GROUND_TRUTH_COMPLETE" in capsys.readouterr().out


@pytest.mark.slow
def test_the_completion_is_right_for_bash(capsys: Printed, tmp_path: Path) -> None:
    main(["completion", "bash"])
    script = tmp_path / "completion.bash"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    subprocess.run(["bash", "-n", str(script)], check=True, timeout=30)
