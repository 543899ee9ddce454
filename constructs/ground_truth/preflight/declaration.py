"""The declared classification of the data."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.preflight.batch import Batch
from ground_truth.preflight.finding import Finding, problem
from ground_truth.settings.plus_project import DATA_CLASSIFICATION


def declaration_findings(batch: Batch) -> Iterator[Finding]:
    """Data that Ground Truth Plus must not get, and data without a declared classification."""
    declared = batch.data_classification
    if not declared:
        yield problem("(declaration)", "data_classification is missing", DATA_CLASSIFICATION.allowed)
    elif not DATA_CLASSIFICATION.accepts(declared):
        yield problem("(declaration)", f"data_classification {declared}", DATA_CLASSIFICATION.allowed)
