"""The whole check of a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from botocore.exceptions import BotoCoreError, ClientError

from ground_truth.preflight import api_errors
from ground_truth.preflight.batch import Batch
from ground_truth.preflight.batch_limits import Totals, batch_size_findings, file_size_findings
from ground_truth.preflight.bucket import bucket_findings
from ground_truth.preflight.clients import Clients
from ground_truth.preflight.declaration import declaration_findings
from ground_truth.preflight.encryption import EncryptionSample
from ground_truth.preflight.finding import Finding, Severity
from ground_truth.preflight.formats import batch_format_findings, format_findings
from ground_truth.preflight.frame_order import FrameOrder
from ground_truth.preflight.listing import S3Object, listed
from ground_truth.preflight.names import name_findings
from ground_truth.preflight.object_keys import object_findings
from ground_truth.preflight.role_access import role_findings

OnFinding = Callable[[Finding], None]
"""A callback for each finding, called as soon as it is found: none is kept."""
OnProgress = Callable[[Totals], None]
"""A callback for the totals so far, called after each page of the listing."""


class CouldNotCheckError(Exception):
    """The batch cannot be looked at; the text says why."""


@dataclass
class Result:
    """The numbers of a check."""

    totals: Totals = field(default_factory=Totals)
    findings: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))

    @property
    def passed(self) -> bool:
        """True if nothing has to be put right. Warnings, and checks that could not be made, are left to the reader."""
        return not self.findings[Severity.PROBLEM]


def check_batch(batch: Batch, *, clients: Clients, on_finding: OnFinding, on_progress: OnProgress = lambda _totals: None) -> Result:
    """Check a batch, in memory that does not grow with it. Raises CouldNotCheckError when its bucket cannot be listed."""
    result = Result()
    try:
        for finding in _findings(batch, clients, result.totals, on_progress):
            result.findings[finding.severity] += 1
            on_finding(finding)
    except ClientError as error:
        raise CouldNotCheckError(f"{batch.uri}: {error.operation_name}: {api_errors.text(error)}") from error
    except BotoCoreError as error:
        raise CouldNotCheckError(f"{batch.uri}: {error}") from error
    return result


def _findings(batch: Batch, clients: Clients, totals: Totals, on_progress: OnProgress) -> Iterator[Finding]:
    yield from declaration_findings(batch)
    yield from name_findings(batch)
    yield from bucket_findings(clients.s3, batch.bucket)
    yield from batch_format_findings(batch.kind)
    objects = _Objects(batch, clients, totals)
    for page in listed(clients.s3, batch):
        for item in page:
            yield from objects.add(item)
        on_progress(totals)
    yield from objects.end()
    yield from role_findings(clients.iam, batch, some_key=objects.some_key)


class _Objects:
    """The objects of the batch, each read once."""

    def __init__(self, batch: Batch, clients: Clients, totals: Totals) -> None:
        self.some_key: str | None = None
        self._kind, self._clients, self._totals = batch.kind, clients, totals
        self._frames = FrameOrder(batch.kind)
        self._encryption = EncryptionSample(clients.s3, batch)

    def add(self, item: S3Object) -> Iterator[Finding]:
        self._totals.add(item)
        if self.some_key is None and not item.is_folder_placeholder:
            self.some_key = item.key
        yield from object_findings(item)
        yield from file_size_findings(item)
        yield from format_findings(item, self._kind)
        yield from self._frames.add(item)
        yield from self._encryption.add(item)

    def end(self) -> Iterator[Finding]:
        yield from self._frames.end()
        yield from batch_size_findings(self._totals)
        yield from self._encryption.findings(self._clients)
