"""Checks an input manifest before a job is created, since a job with a bad one is made, fails, and has used up its name."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from botocore.exceptions import ClientError

from labeling_rules.job import Job
from labeling_rules.manifest import dataset_size
from labeling_rules.manifest.line_numbers import LineNumbers
from labeling_rules.manifest.manifest import CHUNK_BYTES, BadLine, Manifest
from labeling_rules.manifest.manifest_lines import ManifestLines
from lambda_handlers.aws import api_errors
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.object_reading import chunks
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.errors import ResourceError

logger = logging.getLogger(__name__)

# CloudFormation takes 4096 bytes of answer, of which the reason is the greater part; the log has everything.
RANGES_TOLD = 100
PROBLEMS_TOLD = 20


@dataclass
class _Run:
    """Bad lines in succession with the same mistake."""

    first: int
    last: int
    allowed: str

    def __str__(self) -> str:
        return f"{f'line {self.first}' if self.first == self.last else f'lines {self.first}-{self.last}'}: {self.allowed}"


@dataclass
class _BadLines:
    """All bad lines by number, and the mistakes of the first of them. All mistakes go to the log."""

    uri: str
    numbers: LineNumbers = field(default_factory=lambda: LineNumbers(most_ranges=RANGES_TOLD))
    told: list[_Run] = field(default_factory=list)
    _run: _Run | None = field(default=None, init=False)

    def add(self, line: BadLine) -> None:
        self.numbers.add(line.number)
        if self._run and self._run.last == line.number - 1 and self._run.allowed == line.finding.allowed:
            self._run.last = line.number
            return
        self.end_run()
        self._run = _Run(line.number, line.number, line.finding.allowed)
        if len(self.told) < PROBLEMS_TOLD:
            self.told.append(self._run)

    def end_run(self) -> None:
        if self._run is not None:
            logger.error("the manifest %s, %s", self.uri, self._run)
        self._run = None

    def reason(self, lines: int) -> str:
        """The text for CloudFormation."""
        return f"the manifest {self.uri} has {self.numbers.count} bad of {lines} lines ({self.numbers}): " + "; ".join(map(str, self.told))


def check_manifest(s3: Client, *, location: S3Location, job: Job, deadline: Deadline) -> None:
    """Read the manifest line by line, in bounded memory.

    Raises ResourceError when it cannot be read, is empty, or has bad lines: all are named by number, and why the first of them are bad.
    """
    manifest = Manifest(ManifestLines.of_job(job))
    bad = _BadLines(location.uri)
    for line in manifest.bad_lines(_chunks(s3, location=location, deadline=deadline)):
        bad.add(line)
    bad.end_run()
    for doubt, lines in manifest.doubtful.items():
        logger.warning("the manifest %s, %s: %s", location.uri, lines.in_words, doubt.allowed)
    if manifest.lines == 0:
        raise ResourceError(f"the manifest {location.uri} is empty; it must have one JSON object per line")
    if bad.numbers.count:
        raise ResourceError(bad.reason(manifest.lines))
    unlabeled = manifest.some_labels_to_audit()
    if unlabeled is not None:
        raise ResourceError(f"the manifest {location.uri} has {manifest.lines} lines, none that can be audited; it must have {unlabeled}")
    _check_size(manifest.lines, location=location, job=job)


def _check_size(objects: int, *, location: S3Location, job: Job) -> None:
    for rule in dataset_size.WARNING_RULES:
        doubt = rule(objects, job)
        if doubt is not None:
            logger.warning("the manifest %s has %d objects: %s", location.uri, objects, doubt)
    for rule in dataset_size.REFUSING_RULES:
        allowed = rule(objects, job)
        if allowed is not None:
            raise ResourceError(f"the manifest {location.uri} has {objects} objects: {allowed}")


def _chunks(s3: Client, *, location: S3Location, deadline: Deadline) -> Iterator[bytes]:
    try:
        for chunk in chunks(s3, location, size=CHUNK_BYTES, what="the manifest"):
            deadline.check(f"reading the manifest {location.uri}")
            yield chunk
    except ClientError as error:
        raise _unreadable(location, error) from error


def _unreadable(location: S3Location, error: ClientError) -> ResourceError:
    code = api_errors.code(error)
    if code in {"NoSuchKey", "404", "NoSuchBucket"}:
        return ResourceError(f"the manifest {location.uri} does not exist ({code})")
    hint = ""
    if code == "AccessDenied" and "kms:" in api_errors.message(error):
        hint = "; the key of a bucket that is not made here is named in encryption_keys"
    elif code == "AccessDenied":
        hint = "; S3 also answers so for an object that does not exist when its bucket may not be listed"
    return ResourceError(f"the manifest {location.uri} cannot be read ({code}: {api_errors.message(error)}){hint}")
