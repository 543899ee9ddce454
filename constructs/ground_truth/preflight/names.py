"""The names of projects and batches."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.preflight.batch import Batch
from ground_truth.preflight.finding import Finding, problem
from ground_truth.settings.plus_project import FOLDER_NAME


def name_findings(batch: Batch) -> Iterator[Finding]:
    """Names that an environment file does not allow either."""
    if not FOLDER_NAME.accepts(batch.project):
        yield problem("(project)", f"the name {batch.project!r}", FOLDER_NAME.allowed)
    if not FOLDER_NAME.accepts(batch.name):
        yield problem("(batch)", f"the name {batch.name!r}", f"{FOLDER_NAME.allowed}: batch1, batch2, ...")
