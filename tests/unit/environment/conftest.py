"""A valid environment file, and the loader's messages for changes of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ground_truth.environment import EnvironmentFileError, load_environment

GOOD: dict[str, Any] = {
    "account": "111122223333",
    "region": "eu-west-1",
    "workforce": {"mode": "create", "name": "labeling", "user_pool": {"domain_prefix": "labeling-workers"}},
    "teams": [
        {"name": "reviewers", "description": "Reviews", "members": ["one@example.com", "two@example.com"]},
        {"name": "editors", "description": "Edits", "members": [{"email": "three@example.com", "existing": True}]},
    ],
    "labeling_jobs": [
        {
            "LabelingJobName": "topics",
            "team": "reviewers",
            "task_type": "TextMultiClass",
            "labels": ["web", "data"],
            "dataset": {"input_bucket_key": "datasets/packages.manifest"},
            "HumanTaskConfig": {
                "TaskTitle": "What is it about?",
                "TaskDescription": "Choose one.",
                "NumberOfHumanWorkersPerDataObject": 3,
                "TaskTimeLimitInSeconds": 300,
            },
        }
    ],
}

REMOVED = object()
"""As a change: the key is removed."""


def changed(changes: Mapping[str, object]) -> dict[str, Any]:
    """The valid file with other values at dotted paths; list entries are numbers."""
    content = copy.deepcopy(GOOD)
    for path, value in changes.items():
        *parents, last = (int(step) if step.isdigit() else step for step in path.split("."))
        place: Any = content
        for step in parents:
            place = place.setdefault(step, {}) if isinstance(place, dict) else place[step]
        if value is REMOVED:
            del place[last]
        elif isinstance(place, list) and last == len(place):
            place.append(value)
        else:
            place[last] = value
    return content


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty `environments` folder below the working directory."""
    monkeypatch.chdir(tmp_path)
    environments = tmp_path / "environments"
    environments.mkdir()
    return environments


@pytest.fixture
def write(folder: Path) -> Callable[..., Path]:
    """Write the valid file with changes; returns its path."""

    def write_file(changes: Mapping[str, object] | None = None, *, name: str = "dev") -> Path:
        path = folder / f"{name}.yaml"
        path.write_text(yaml.safe_dump(changed(changes or {})), encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def mistakes_of(write: Callable[..., Path]) -> Callable[[Mapping[str, object]], list[str]]:
    """The loader's messages for the valid file with changes."""

    def load(changes: Mapping[str, object]) -> list[str]:
        try:
            load_environment(write(changes))
        except EnvironmentFileError as error:
            return [str(mistake) for mistake in error.mistakes]
        return []

    return load


@pytest.fixture
def removed() -> object:
    """As a change: the key is removed."""
    return REMOVED
