"""The harness against handlers that are broken on purpose: each of them must be found out."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest

from faults.__main__ import parse
from faults.account import Account
from faults.run import Runner
from lambda_handlers.workforce.kept_settings import kept_settings

JOB = "lambda_handlers.labeling_job.lifecycle"
MANIFESTS = "lambda_handlers.dataset_manifest.manifests"


@pytest.fixture
def violations(faulty_account: Account) -> Callable[[str], list[str]]:
    runner = Runner(faulty_account)
    return lambda run: runner.run(parse(run)).violations


def nothing(*_: Any, **__: Any) -> None:
    return None


def test_a_delete_that_stops_nothing(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr(f"{JOB}.LabelingJobLifecycle.delete", nothing)
    assert [found.split("-")[0] for found in violations("LabelingJob delete")] == ["left behind: reviews"]


def test_a_delete_that_looks_for_nothing_else(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr(f"{JOB}.left_over_at_delete", lambda *_, **__: [])
    assert violations("LabelingJob create") == []
    assert violations("LabelingJob create CreateLabelingJob#1 killed") == []
    assert "left behind" in violations("LabelingJob create CreateLabelingJob#1 killed-lasting")[0]


def test_a_job_with_a_name_by_chance(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr(f"{JOB}.job_name", lambda *, base, **_: f"{base}-{secrets.token_hex(4)}")
    assert any("more than one is live" in found for found in violations("LabelingJob create CreateLabelingJob#1 killed"))


def test_a_failed_update_that_leaves_its_job(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr(f"{JOB}.LabelingJobLifecycle._stop_left_over", nothing)
    assert any("more than one is live" in found for found in violations("LabelingJob replace CreateLabelingJob#1 reset-after-lasting"))


def test_an_owner_that_nobody_asks_for(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr("lambda_handlers.aws.ownership.is_owned", lambda *_: True)
    assert "the neighbour's job was touched" in violations("LabelingJob delete")


def test_a_cleanup_that_takes_the_new_job_along(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr("lambda_handlers.aws.stack.resource_goes", lambda *_, **__: True)
    assert any("not 'InProgress'" in found for found in violations("LabelingJob replace"))
    assert any("there is no work team opinions" in found for found in violations("Workteam replace"))


def test_an_update_that_only_says_so(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr("lambda_handlers.workteam.lifecycle.WorkteamLifecycle._change", nothing)
    assert any(found.startswith("its description is 'labels product reviews'") for found in violations("Workteam update"))


def test_an_app_client_that_loses_a_setting(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    def forgetful(*arguments: Any, **options: Any) -> dict[str, Any]:
        return kept_settings(*arguments, **options) | {"RefreshTokenValidity": 30}

    monkeypatch.setattr("lambda_handlers.workforce.portal.kept_settings", forgetful)
    assert any(found.startswith("the app client is") for found in violations("Workforce create"))


def test_an_adopted_workforce_that_is_deleted(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    def delete(self: Any, request: Any, deadline: Any) -> None:
        del deadline
        self._sagemaker.delete_workforce(WorkforceName=request.known_physical_resource_id)

    monkeypatch.setattr("lambda_handlers.workforce.lifecycle.WorkforceLifecycle.delete", delete)
    assert "left behind: nothing of the adopted workforce" in violations("AdoptedWorkforce delete")


def test_parts_of_a_manifest_that_stay(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    """As a function leaves them that dies: the Delete finds them, unless it does not look."""
    monkeypatch.setattr("lambda_handlers.dataset_manifest.upload.Upload._abort", nothing)
    run = "DatasetManifest create UploadPart#1 access-denied-lasting"
    assert violations(run) == []
    monkeypatch.setattr(f"{MANIFESTS}.Manifests._abort", nothing)
    assert any(entry.startswith("left behind: the upload of dataset-manifests/dev-Labeling/") for entry in violations(run))


def test_a_manifest_that_nobody_deletes(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr(f"{MANIFESTS}.Manifests.is_own", lambda *_: False)
    assert any(entry.startswith("left behind: dataset-manifests/dev-Labeling/") for entry in violations("DatasetManifest delete"))


def test_contents_that_stay(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr("lambda_handlers.bucket_contents.lifecycle.empty_bucket", nothing)
    assert "left behind: labels/1.json" in violations("BucketContents delete")


def test_an_answer_that_never_comes(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    monkeypatch.setattr("lambda_handlers.custom_resource.delivery.Reply.send", nothing)
    assert "Create: delivery 1 was answered 0 times" in violations("Workteam create")


def test_a_delete_that_never_works(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("lambda_handlers.workteam.lifecycle.WorkteamLifecycle._remove", refuse)
    assert any("fails again and again" in found for found in violations("Workteam delete"))
