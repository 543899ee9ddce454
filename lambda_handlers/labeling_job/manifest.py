"""Checks an input manifest before a job is created, since a job with a bad one is made, fails, and has used up its name.

Rules: SageMaker developer guide, "Input manifest files": JSON Lines in UTF-8, at most 100,000 characters a line, and in each
exactly one of `source` and `source-ref`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.aws.clients import Client
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.errors import ResourceError
from lambda_handlers.labeling_job.s3_location import S3Location

MAX_LINE_CHARACTERS = 100_000
# A character takes at most four bytes in UTF-8: a longer line is too long whatever it holds, and is not kept in memory.
MAX_LINE_BYTES = 4 * MAX_LINE_CHARACTERS
CHUNK_BYTES = 64 * 1024
LINES_NAMED = 20
SOURCES = ("source", "source-ref")


@dataclass
class _Findings:
    lines: int = 0
    bad: int = 0
    named: list[str] = field(default_factory=list)

    def add(self, problem: str | None) -> None:
        self.lines += 1
        if problem is None:
            return
        self.bad += 1
        if len(self.named) < LINES_NAMED:
            self.named.append(f"line {self.lines}: {problem}")


def check_manifest(s3: Client, *, location: S3Location, deadline: Deadline) -> None:
    """Read the manifest line by line, in bounded memory.

    Raises ResourceError when it cannot be read, is empty, or has bad lines: the first 20 are named by number, and their total is given.
    """
    findings = _Findings()
    for line in _lines(_chunks(s3, location=location, deadline=deadline)):
        findings.add(_problem(line))
    if findings.lines == 0:
        raise ResourceError(f"the manifest {location.uri} is empty; it must have one JSON object per line")
    if findings.bad:
        more = f"; and {findings.bad - len(findings.named)} more" if findings.bad > len(findings.named) else ""
        raise ResourceError(
            f"the manifest {location.uri} has {findings.bad} bad of {findings.lines} lines: {'; '.join(findings.named)}{more}"
        )


def _chunks(s3: Client, *, location: S3Location, deadline: Deadline) -> Iterator[bytes]:
    try:
        body = s3.get_object(Bucket=location.bucket, Key=location.key)["Body"]
    except ClientError as error:
        raise _unreadable(location, error) from error
    for chunk in body.iter_chunks(CHUNK_BYTES):
        deadline.check(f"reading the manifest {location.uri}")
        yield chunk


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """The lines without their ends; None for a line that is too long to be kept."""
    pending: bytes | None = b""
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for line in ended:
            yield _joined(pending, line)
            pending = b""
        pending = _joined(pending, rest)
    if pending != b"":
        yield pending


def _joined(pending: bytes | None, more: bytes) -> bytes | None:
    if pending is None or len(pending) + len(more) > MAX_LINE_BYTES:
        return None
    return pending + more


def _problem(line: bytes | None) -> str | None:
    """What is wrong with a line, if anything."""
    if line is None:
        return f"longer than {MAX_LINE_CHARACTERS:,} characters"
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return "not UTF-8"
    if len(text) > MAX_LINE_CHARACTERS:
        return f"{len(text):,} characters, more than {MAX_LINE_CHARACTERS:,}"
    return _problem_of_text(text)


def _problem_of_text(text: str) -> str | None:
    if not text.strip():
        return "empty"
    try:
        item = json.loads(text)
    except (ValueError, RecursionError):
        return "not JSON"
    if not isinstance(item, dict):
        return "not a JSON object"
    sources = [name for name in SOURCES if name in item]
    if len(sources) == 2:
        return "both source and source-ref, of which exactly one is allowed"
    if not sources:
        return "neither source nor source-ref"
    if not isinstance(item[sources[0]], str):
        return f"{sources[0]} is not a string"
    return None


def _unreadable(location: S3Location, error: ClientError) -> ResourceError:
    code = api_errors.code(error)
    if code in {"NoSuchKey", "404", "NoSuchBucket"}:
        return ResourceError(f"the manifest {location.uri} does not exist ({code})")
    hint = "; S3 also answers so for an object that does not exist when its bucket may not be listed" if code == "AccessDenied" else ""
    return ResourceError(f"the manifest {location.uri} cannot be read ({code}: {api_errors.message(error)}){hint}")
