"""What the data was declared to be.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/gtp.html: "SageMaker Ground Truth Plus does not support PHI, PCI or FedRAMP
certified data, and you should not provide this data to SageMaker Ground Truth Plus."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ground_truth.preflight.batch import Batch
from ground_truth.preflight.finding import Finding, problem

_REFUSED = re.compile(r"\b(phi|pci|fedramp)\b")
_RULE = "Ground Truth Plus does not support PHI, PCI or FedRAMP certified data (https://docs.aws.amazon.com/sagemaker/latest/dg/gtp.html)"


def declaration_findings(batch: Batch) -> Iterator[Finding]:
    """Data that Ground Truth Plus must not get, and data that nobody has said anything about."""
    declared = batch.data_classification
    if not declared:
        yield problem("(declaration)", "data_classification is missing", f"say what the data is; {_RULE}")
    elif _REFUSED.search(declared.lower().replace("_", " ")):
        yield problem("(declaration)", f"data_classification {declared}", _RULE)
