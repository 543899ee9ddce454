"""The texts that a job labels, in a list or in a column of a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ground_truth.environment.rules.job_files import number_of_objects, readable_file, value_of_a_line
from ground_truth.local_files.local_texts import texts_of_csv_column
from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses


def text_mistakes(job: Node, *, folder: Path) -> Iterator[Mistake]:
    """Mistakes, and warnings, of the texts of `lines` and `csv`."""
    lines, csv = job.at("dataset.lines"), job.at("dataset.csv")
    yield from mistakes_of(lines_are_texts, lines)
    if lines.entries():
        yield from number_of_objects(Job(job), lines, len(lines.entries()), value=f"{len(lines.entries())} objects")
    problems = list(mistakes_of(readable_file, csv["file"], folder))
    yield from problems
    if not problems and csv["file"].text is not None and csv["column"].text is not None:
        yield from mistakes_of(cells_of_the_column, Job(job), csv, folder)


@refuses(at=AT_SYNTHESIS)
def lines_are_texts(lines: Node) -> Iterator[Mistake]:
    """No text of `lines` is blank.

    Source: this application; workers would see an empty page
    """
    for line in lines.entries():
        if line.text and not line.text.strip():
            yield line.mistake("a text that is not blank")


@refuses(at=AT_SYNTHESIS)
def cells_of_the_column(job: Job, csv: Node, folder: Path) -> Iterator[Mistake]:
    """A CSV file has the column, and in each row a text of at most 20,000 characters there.

    Source: this application; developer guide, sms-input-data-input-manifest for the length
    """
    file = str(csv["file"].text)
    objects = 0
    for found in texts_of_csv_column(folder / file, column=str(csv["column"].text), name=file):
        objects += 1
        if found.allowed is not None:
            yield csv["file"].mistake(found.allowed, value=value_of_a_line(found.place, found.text))
    if objects == 0:
        yield csv["file"].mistake("a file with one row or more below the first")
    else:
        yield from number_of_objects(job, csv["file"], objects, value=f"{objects} objects in {file}")
