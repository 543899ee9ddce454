"""Environment files with projects, and the values of their deployment."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from ground_truth.environment import load_environment
from ground_truth.runbook import ProjectValues
from tests.plus_environments import DOCUMENTED, Document

BUCKET = "documented-bucket"
OUTPUTS = {
    **{
        f"GroundTruthPlus{what}{name.replace('-', '')}": value
        for name in ("street-scenes", "speech")
        for what, value in {
            "RoleArn": f"arn:aws:iam::123456789012:role/plus-{name}",
            "InputLocation": f"s3://{BUCKET}/ground-truth-plus/input/{name}/",
            "OutputLocation": f"s3://{BUCKET}/ground-truth-plus/output/{name}/",
            "UserPoolId": "us-east-1_AbCdEfGhI",
            "ClientId": "1example23456789",
            "GroupName": f"documented-{name}",
            "RequesterPolicyArn": f"arn:aws:iam::123456789012:policy/requester-{name}",
            "ReviewerPolicyArn": f"arn:aws:iam::123456789012:policy/reviewer-{name}",
            "ReaderPolicyArn": f"arn:aws:iam::123456789012:policy/reader-{name}",
        }.items()
    },
    "GroundTruthPlusDeliveryTopicArnstreetscenes": "arn:aws:sns:us-east-1:123456789012:delivered",
}
"""The outputs of the environment's Foundation stack."""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the environment `documented` with changes of its first project and its settings; returns its folder."""

    def write_file(
        project: Mapping[str, object] | None = None, plus: Mapping[str, object] | None = None, *, name: str = "documented", **fields: object
    ) -> Path:
        document: Document = copy.deepcopy(DOCUMENTED) | fields
        settings = _changed(document["ground_truth_plus"], plus or {})
        if settings["projects"]:
            settings["projects"][0] = _changed(settings["projects"][0], project or {})
        document["ground_truth_plus"] = settings
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
        return tmp_path

    return write_file


def _changed(settings: Document, changes: Mapping[str, object]) -> Document:
    """Settings with other values; None removes one."""
    return {name: value for name, value in {**settings, **changes}.items() if value is not None}


@pytest.fixture
def values(write: Write) -> Callable[..., ProjectValues]:
    """The values of the first project, after changes as `write` takes them."""

    def of_project(**changes: object) -> ProjectValues:
        return ProjectValues.of(load_environment(write(**changes) / "documented.yaml"), "street-scenes", OUTPUTS)

    return of_project
