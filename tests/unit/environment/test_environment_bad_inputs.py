"""A table of jobs with one mistake each, and all messages of the loader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.unit.environment.bad_inputs import data, dataset_forms, labels, manifest_lines, numbers, pages, teams_and_functions
from tests.unit.environment.bad_inputs.bad_input import BadInput
from tests.unit.environment.jobs import job

BAD_INPUTS: list[BadInput] = [
    *teams_and_functions.WORK_TEAMS,
    *teams_and_functions.FUNCTIONS,
    *pages.PAGE_MISTAKES,
    *data.DATA,
    *labels.LABELS,
    *labels.LABEL_ATTRIBUTES,
    *numbers.NUMBERS,
    *numbers.AUTOMATED_LABELING,
    *manifest_lines.MANIFEST_LINES,
    *data.FILES,
    *dataset_forms.DATASET_FORMS,
    *numbers.TAGS,
]

Load = Callable[[Mapping[str, object]], list[str]]


@pytest.mark.parametrize("case", BAD_INPUTS, ids=[f"{case.task_type} {case.lines[0]}"[:100] for case in BAD_INPUTS])
def test_a_wrong_job_is_told_what_is_allowed(mistakes_of: Load, folder: Path, case: BadInput) -> None:
    for name, content in case.files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    lines = [line.replace("~", "labeling_jobs[0].", 1) for line in case.lines]
    assert mistakes_of({"labeling_jobs.0": job(case.task_type, case.changes)}) == [f"environments/dev.yaml: {line}" for line in lines]


def test_there_are_many_of_them() -> None:
    assert len(BAD_INPUTS) >= 120
