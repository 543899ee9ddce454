"""The local files of a job: they exist, they are UTF-8, and a dataset can be labeled line by line."""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from ground_truth.local_files.job_template import template_mistakes
from labeling_rules.job import Job
from labeling_rules.manifest.dataset_size import REFUSING_RULES, WARNING_RULES
from labeling_rules.manifest.manifest import CHUNK_BYTES, BadLine, Manifest
from labeling_rules.manifest.manifest_lines import Finding, ManifestLines, text_line_mistake
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses, stamped
from labeling_rules.worker_page import TEMPLATE_SUFFIXES

MOST_BYTES = 256 * 1024 * 1024
"""The largest local file: it travels with every deployment."""

_LONGEST_SHOWN = 60


def file_mistakes(job: Node, *, folder: Path) -> Iterator[Mistake]:
    """Mistakes, and warnings, of the template and the dataset that a job names, relative to the environment file's folder."""
    problems = list(mistakes_of(template_file, job["template"], folder))
    yield from problems
    if not problems:
        yield from template_mistakes(job, folder)
    for kind, check in (("manifest", _manifest), ("text_file", _texts)):
        dataset = job["dataset"][kind]
        problems = list(mistakes_of(readable_file, dataset, folder))
        yield from problems
        if dataset.text is not None and not problems:
            yield from check(Job(job), dataset, folder / dataset.text)


@refuses(at=AT_SYNTHESIS)
def template_file(template: Node, folder: Path) -> Iterator[Mistake]:
    """A local template exists, is UTF-8 and is named like a template: .html, .liquid or .template.

    Source: this application; developer guide, sms-custom-templates-step4 for the names
    """
    if template.text is not None and not template.text.lower().endswith(TEMPLATE_SUFFIXES):
        yield template.mistake(f"a file that ends with {', '.join(TEMPLATE_SUFFIXES[:-1])} or {TEMPLATE_SUFFIXES[-1]}")
    else:
        yield from readable_file(template, folder)


@refuses(at=AT_SYNTHESIS)
def readable_file(file: Node, folder: Path) -> Iterator[Mistake]:
    """A local file exists, is readable, not empty and UTF-8. Of a manifest each line that is not is named.

    Source: this application, which takes it to S3
    """
    problem = None if file.text is None else _problem(folder / file.text, is_text=file.key != "manifest")
    if problem is not None:
        yield file.mistake(problem)


def _manifest(job: Job, place: Node, path: Path) -> Iterator[Mistake]:
    manifest = Manifest(ManifestLines.of_job(job))
    for line in _bad_lines(manifest, path):
        yield _of_a_line(place, line)
    unlabeled = manifest.some_labels_to_audit()
    if unlabeled is not None:
        yield stamped(place.mistake(unlabeled, value=f"all lines of {place.text}"), Manifest.some_labels_to_audit)
    for doubt, lines in manifest.doubtful.items():
        value = f"{lines.in_words} of {place.text}"
        yield replace(place.mistake(doubt.allowed, value=value), rule=doubt.rule, level="warning")
    yield from number_of_objects(job, place, manifest.lines, value=f"{manifest.lines} objects in {place.text}")


def missing_labels_to_audit(job: Job, path: Path) -> str | None:
    """The labels that an audit needs and a local manifest lacks; None where it may have them, as when it cannot be read."""
    manifest = Manifest(ManifestLines.of_job(job))
    try:
        deque(_bad_lines(manifest, path), maxlen=0)
    except OSError:
        return None
    return manifest.some_labels_to_audit()


def _bad_lines(manifest: Manifest, path: Path) -> Iterator[BadLine]:
    with path.open("rb") as file:
        yield from manifest.bad_lines(iter(lambda: file.read(CHUNK_BYTES), b""))


def _texts(job: Job, place: Node, path: Path) -> Iterator[Mistake]:
    objects = 0
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate((line.rstrip("\n") for line in lines), start=1):
            objects += bool(line.strip())
            allowed = text_line_mistake(line)
            if allowed is not None:
                yield _of_a_line(place, BadLine(number, line, Finding(allowed, "text-line-mistake")))
    yield from number_of_objects(job, place, objects, value=f"{objects} objects in {place.text}")


def _of_a_line(place: Node, line: BadLine) -> Mistake:
    value = value_of_a_line(f"line {line.number} of {place.text}", line.text)
    return replace(place.mistake(line.finding.allowed, value=value), rule=line.finding.rule)


def value_of_a_line(line: str, text: str) -> str:
    """The number and the beginning of a local file's line, as a message shows them."""
    text = text.strip()
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
    return f"{line}: {shown}" if shown else line


def number_of_objects(job: Job, place: Node, objects: int, *, value: str) -> Iterator[Mistake]:
    """Too many objects, too few, or more than some accounts may have. `value`: the number as messages show it."""
    for rule in (*REFUSING_RULES, *WARNING_RULES):
        allowed = rule(objects, job)
        if allowed is not None:
            yield stamped(place.mistake(allowed, value=value), rule)


def _problem(path: Path, *, is_text: bool) -> str | None:
    """The requirement that a file fails before its content can be checked."""
    try:
        if not path.is_file():
            return "an existing file, relative to the environment file"
        size = path.stat().st_size
        if size > MOST_BYTES:
            return f"a file of at most {MOST_BYTES} bytes, not {size}; upload a larger dataset and name it as dataset.input_bucket_key"
        undecodable = _undecodable_byte(path) if is_text else None
        is_blank = undecodable is None and not any(piece.strip() for piece in _pieces(path))
    except OSError as error:
        return f"a readable file: {error.strerror}"
    if undecodable is not None:
        return f"a file in UTF-8: byte {undecodable} is not"
    return "a file that is not empty" if is_blank else None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(CHUNK_BYTES), b"")


def _undecodable_byte(path: Path) -> int | None:
    """The offset of the first byte that is not UTF-8."""
    decoder, read = codecs.getincrementaldecoder("utf-8")(), 0
    for piece in chain(_pieces(path), [b""]):
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            return read - kept + error.start
        read += len(piece)
    return None
