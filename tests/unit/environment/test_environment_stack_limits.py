"""More jobs than a stack can have outputs are refused when the file is read, not during a deployment."""

from __future__ import annotations

from typing import Any

import pytest

from ground_truth.environment.rules.stack_limits import jobs_fit_into_a_stack
from labeling_rules.node import Node

LABELS_TOO = {"stream": {"publish_labels": True}}


@pytest.mark.parametrize(
    ("job", "most", "outputs"), [({}, 100, 202), ({"stream": {}}, 66, 201), (LABELS_TOO, 50, 204)], ids=["plain", "stream", "labels too"]
)
def test_as_many_jobs_as_fit(job: dict[str, Any], most: int, outputs: int) -> None:
    assert list(jobs_fit_into_a_stack(Node("dev.yaml", "labeling_jobs", [job] * most))) == []
    (mistake,) = jobs_fit_into_a_stack(Node("dev.yaml", "labeling_jobs", [job] * (most + 1)))
    assert str(mistake) == (
        f"dev.yaml: labeling_jobs: {most + 1} labeling jobs: "
        f"at most 200 outputs of a stack, here {outputs}: put jobs into another environment file"
    )
