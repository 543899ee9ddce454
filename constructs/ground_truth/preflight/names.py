"""The names of projects and batches.

Source: the developer guide's page on sharing data with Ground Truth Plus: `ground-truth-plus/input/project-name/batch-name/`, a project's
name has "fewer than 63 characters" and "can include hyphens, but no spaces and underscores", batches "can be named as batch1, batch2,
batch3, and so on".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ground_truth.preflight.batch import Batch
from ground_truth.preflight.finding import Finding, problem

_NAME = re.compile(r"[A-Za-z0-9-]{1,62}")
_ALLOWED = "1 to 62 letters, digits and hyphens, no spaces and underscores"


def name_findings(batch: Batch) -> Iterator[Finding]:
    """Names that the documented layout does not allow."""
    if not _NAME.fullmatch(batch.project):
        yield problem("(project)", f"the name {batch.project!r}", _ALLOWED)
    if not _NAME.fullmatch(batch.name):
        yield problem("(batch)", f"the name {batch.name!r}", f"{_ALLOWED}: batch1, batch2, ...")
