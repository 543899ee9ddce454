"""The local files of a job: they exist, they are UTF-8, and a dataset can be labeled line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from labeling_rules.manifest_lines import manifest_line_mistake, text_line_mistake
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.task_types import CUSTOM_TASK, TASK_TYPES, TaskType

_TEMPLATE_SUFFIXES = (".liquid", ".html")
_LISTED = 20
_FEWEST_FOR_AUTOMATED_LABELING = 1_250
"""https://docs.aws.amazon.com/sagemaker/latest/dg/sms-automated-labeling.html"""


def file_mistakes(job: Node, *, folder: Path) -> Iterator[Mistake]:
    """Mistakes of the template and the dataset that a job names, relative to the environment file's folder."""
    task_type = TASK_TYPES.get(job["task_type"].text or "", CUSTOM_TASK)
    yield from _template(job["template"], folder)
    manifest, text_file = job.at("dataset.manifest"), job.at("dataset.text_file")
    yield from _dataset(job, manifest, folder, task_type, lambda line: manifest_line_mistake(line, keys=task_type.manifest_keys))
    yield from _dataset(job, text_file, folder, task_type, text_line_mistake)


def _template(template: Node, folder: Path) -> Iterator[Mistake]:
    if template.text is None:
        return
    if not template.text.endswith(_TEMPLATE_SUFFIXES):
        yield template.mistake(f"a file that ends with {' or '.join(_TEMPLATE_SUFFIXES)}")
    problem = _unreadable(folder / template.text)
    if problem is not None:
        yield template.mistake(problem)


def _dataset(job: Node, dataset: Node, folder: Path, task_type: TaskType, check_line: Callable[[str], str | None]) -> Iterator[Mistake]:
    if dataset.text is None:
        return
    path = folder / dataset.text
    problem = _unreadable(path)
    if problem is not None:
        yield dataset.mistake(problem)
        return
    with path.open(encoding="utf-8") as lines:
        numbered = enumerate((line.rstrip("\r\n") for line in lines), start=1)
        checked = [(number, line, check_line(line)) for number, line in numbered if line.strip() or dataset.key == "manifest"]
    bad = [(number, line, mistake) for number, line, mistake in checked if mistake is not None]
    for number, line, mistake in bad[:_LISTED]:
        yield dataset.mistake(mistake, value=f"line {number} of {dataset.text}: {_excerpt(line)}")
    if len(bad) > _LISTED:
        yield dataset.mistake(f"none: the first {_LISTED} are listed", value=f"{len(bad)} bad lines in {dataset.text}")
    yield from _number_of_objects(job, dataset, task_type, len(checked))


def _number_of_objects(job: Node, dataset: Node, task_type: TaskType, number: int) -> Iterator[Mistake]:
    value = f"{number} objects in {dataset.text}"
    if task_type.max_objects is not None and number > task_type.max_objects:
        yield dataset.mistake(f"at most {task_type.max_objects} objects ({task_type.name})", value=value)
    if job["LabelingJobAlgorithmsConfig"].present and number < _FEWEST_FOR_AUTOMATED_LABELING:
        yield dataset.mistake(f"{_FEWEST_FOR_AUTOMATED_LABELING} objects or more for automated labeling", value=value)


def _excerpt(line: str) -> str:
    return line if len(line) <= 60 else f"{line[:60]}..."


def _unreadable(path: Path) -> str | None:
    """What a file lacks before its content can be looked at."""
    if not path.is_file():
        return "an existing file, relative to the environment file"
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return f"a file in UTF-8: byte {error.start} is not"
    except OSError as error:
        return f"a readable file: {error.strerror}"
    return None if text.strip() else "a file that is not empty"
