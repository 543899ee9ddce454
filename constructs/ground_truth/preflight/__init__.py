"""Checks a batch for Ground Truth Plus on S3 before it is created in the console, which tells of a failed transfer only much later.

`python -m ground_truth.preflight --help`; from Python: `check_batch(batch, clients=..., on_finding=...)`.
"""

from ground_truth.preflight.batch import Batch
from ground_truth.preflight.check import CouldNotCheckError, Result, check_batch
from ground_truth.preflight.clients import Clients
from ground_truth.preflight.data_kind import DataKind
from ground_truth.preflight.finding import Finding, Severity

__all__ = ["Batch", "Clients", "CouldNotCheckError", "DataKind", "Finding", "Result", "Severity", "check_batch"]
