"""Checks a batch for Ground Truth Plus on S3 before it is created in the console, which tells of a failed transfer only much later.

`python -m preflight --help`; from Python: `check_batch(batch, clients=..., on_finding=...)`.
"""

from preflight.batch import Batch
from preflight.check import CouldNotCheckError, Result, check_batch
from preflight.clients import Clients
from preflight.data_kind import DataKind
from preflight.finding import Finding, Severity

__all__ = ["Batch", "Clients", "CouldNotCheckError", "DataKind", "Finding", "Result", "Severity", "check_batch"]
