"""Local paths in an environment file: inside its folder after resolving links; a function's folder has no link out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ground_truth.custom_workflow.function_code import FunctionCode
from ground_truth.environment import EnvironmentFileError, load_environment
from ground_truth.environment.rules import job_files

JOB = "labeling_jobs.0"
OUTSIDE = "a path that stays in the environment file's folder: it leads out of it"
ALLOWED = "-c allow_files_outside=true allows it"
HANDLER = "def handler(event, context):\n    return event\n"
TEMPLATE = (Path(__file__).parents[3] / "constructs" / "ground_truth" / "templates" / "ImageMultiClass.liquid.html").read_text()

Write = Callable[..., Path]


def lines(path: Path, **options: bool) -> list[str]:
    try:
        load_environment(path, **options)
    except EnvironmentFileError as error:
        return [str(mistake).removeprefix("environments/dev.yaml: ") for mistake in error.mistakes]
    return []


def custom_job(code: str) -> Mapping[str, Any]:
    return {
        f"{JOB}.task_type": None,
        f"{JOB}.labels": None,
        f"{JOB}.LabelAttributeName": "topic",
        f"{JOB}.template": "page.liquid.html",
        f"{JOB}.workflow": {"pre_annotation": {"code": code, "handler": "pre.handler"}},
    }


DATASETS: Mapping[str, Callable[[str], Mapping[str, Any]]] = {
    "dataset.manifest": lambda path: {f"{JOB}.dataset": {"manifest": path}},
    "dataset.text_file": lambda path: {f"{JOB}.dataset": {"text_file": path}},
    "dataset.csv.file": lambda path: {f"{JOB}.dataset": {"csv": {"file": path, "column": "a"}}},
    "template": lambda path: {f"{JOB}.template": path},
}


@pytest.fixture
def outside(folder: Path) -> Path:
    """A file, and a function's folder, outside of the environment files' folder."""
    (folder.parent / "secret.html").write_text('{"source": "a"}\n')
    code = folder.parent / "code"
    code.mkdir()
    (code / "pre.py").write_text(HANDLER)
    return folder.parent


@pytest.mark.parametrize("place", DATASETS)
@pytest.mark.usefixtures("outside")
def test_no_path_leads_out_of_the_folder(write: Write, place: str) -> None:
    path = write(DATASETS[place]("../secret.html"))
    assert lines(path) == [f'labeling_jobs[0].{place}: "../secret.html": {OUTSIDE}; {ALLOWED}']


@pytest.mark.parametrize("place", DATASETS)
def test_no_link_leads_out_of_the_folder(write: Write, folder: Path, outside: Path, place: str) -> None:
    (folder / "data").symlink_to(outside)
    path = write(DATASETS[place]("data/secret.html"))
    assert lines(path) == [f'labeling_jobs[0].{place}: "data/secret.html": {OUTSIDE} through a link; {ALLOWED}']


@pytest.mark.usefixtures("outside")
def test_the_folder_of_a_function_is_below_the_folder(write: Write, folder: Path) -> None:
    (folder / "page.liquid.html").write_text(TEMPLATE)
    found = lines(write(custom_job("../code")))
    assert [line for line in found if "code" in line] == [f'labeling_jobs[0].workflow.pre_annotation.code: "../code": {OUTSIDE}; {ALLOWED}']


def test_a_path_that_comes_back_and_a_link_within_the_folder_are_right(write: Write, folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "texts.txt").write_text("one\n")
    (folder / "texts.txt").symlink_to("data/texts.txt")
    assert lines(write(DATASETS["dataset.text_file"]("data/../data/texts.txt"))) == []
    assert lines(write(DATASETS["dataset.text_file"]("texts.txt"))) == []


def test_an_environment_folder_that_is_itself_a_link_is_right(write: Write, folder: Path) -> None:
    (folder / "texts.txt").write_text("one\n")
    path = write(DATASETS["dataset.text_file"]("texts.txt"))
    (folder.parent / "linked").symlink_to(folder)
    assert lines(folder.parent / "linked" / path.name) == []


def test_files_outside_are_allowed_by_choice(write: Write, outside: Path) -> None:
    (outside / "texts.txt").write_text("one\n")
    path = write(DATASETS["dataset.text_file"]("../texts.txt"))
    assert lines(path, allow_files_outside=True) == []
    assert len(lines(path)) == 1


@pytest.mark.parametrize("name", ["a\0b", "loop"])
def test_what_is_no_path_is_a_missing_file(write: Write, folder: Path, name: str) -> None:
    (folder / "loop").symlink_to("loop")
    assert [line.rpartition(": ")[2] for line in lines(write(DATASETS["dataset.text_file"](name)))] == [
        "an existing file, relative to the environment file"
    ]


@pytest.mark.parametrize("target", ["../../secret.html", "../../code", "nowhere", "."])
@pytest.mark.usefixtures("outside")
def test_no_link_of_a_function_folder_leads_elsewhere(write: Write, folder: Path, target: str) -> None:
    code = folder / "own"
    code.mkdir()
    (code / "pre.py").write_text(HANDLER)
    (code / "shared").symlink_to(target)
    (folder / "page.liquid.html").write_text(TEMPLATE)
    allowed = "a folder whose links lead to files in it: shared does not; put what it leads to in its place"
    assert f'labeling_jobs[0].workflow.pre_annotation.code: "own": {allowed}' in lines(write(custom_job("own")), allow_files_outside=True)
    with pytest.raises(ValueError, match="links lead to files in it: shared does not"):
        FunctionCode(folder=code, handler="pre.handler")


def test_a_link_to_a_file_of_the_same_function_is_right(folder: Path) -> None:
    code = folder / "own"
    code.mkdir()
    (code / "pre.py").write_text(HANDLER)
    (code / "other.py").symlink_to("pre.py")
    FunctionCode(folder=code, handler="other.handler")


def test_a_file_has_a_largest_size(write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_files, "MOST_BYTES", 10)
    (folder / "texts.txt").write_text("one\ntwo\nthree\n")
    assert lines(write(DATASETS["dataset.text_file"]("texts.txt"))) == [
        'labeling_jobs[0].dataset.text_file: "texts.txt": a file of at most 10 bytes, not 14; '
        "upload a larger dataset and name it as dataset.input_bucket_key"
    ]


def test_bytes_that_are_not_utf_8_are_counted_across_the_pieces_of_a_file(
    write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_files, "CHUNK_BYTES", 4)
    for content, byte in ((b"abcdef\xff", 6), ("abcé".encode() + b"\xe9", 5), (b"abcd" + "é".encode()[:1], 4)):
        (folder / "texts.txt").write_bytes(content)
        assert lines(write(DATASETS["dataset.text_file"]("texts.txt")))[0].endswith(f"a file in UTF-8: byte {byte} is not")
