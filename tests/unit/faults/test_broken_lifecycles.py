"""The harness detects handlers that are broken on purpose."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest

from faults.__main__ import parse
from faults.account import Account
from faults.run import Runner
from lambda_handlers.aws import ownership
from lambda_handlers.labeling_job.name import base_of
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
    monkeypatch.setattr("lambda_handlers.workteam.lifecycle.WorkteamLifecycle._change", lambda *_: {})
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
    """Left by a function that died: the Delete must look for them."""
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

    monkeypatch.setattr("lambda_handlers.workteam.service.Workteams.remove", refuse)
    assert any("fails again and again" in found for found in violations("Workteam delete"))


def test_a_name_that_is_not_looked_under(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    """Renames: the job of an unanswered rename can be found only by its tags and the old properties."""
    run = "LabelingJob rename CreateLabelingJob#1 killed-lasting"
    assert violations(run) == []
    monkeypatch.setattr(
        "lambda_handlers.labeling_job.left_over.base_names", lambda request, _: {base_of(request.physical_resource_id), "reviews"}
    )
    assert any(entry.startswith("more than one is live: ") and "opinions-" in entry for entry in violations(run))
    assert any(entry.startswith("left behind: opinions-") for entry in violations(run))


def test_a_renamed_team_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    run = "Workteam replace-no-rollback CreateWorkteam#1 killed-lasting"
    assert violations(run) == []
    monkeypatch.setattr("lambda_handlers.workteam.renaming.other_names", lambda *_: [])
    assert "left behind: opinions" in violations(run)


@pytest.mark.parametrize("status", ["stopped", "failed"])
def test_a_job_that_has_ended_is_started_again(
    monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]], status: str
) -> None:
    """Ended jobs: a rollback returns to the ended job, and an update of its tags keeps it."""
    monkeypatch.setattr(f"{JOB}.is_desired", lambda held, *_: held[0]["LabelingJobStatus"] in {"InProgress", "Completed"})
    monkeypatch.setattr("lambda_handlers.labeling_job.kept_job.KeptJobs.before", nothing)
    assert any(found.startswith("rolled back to reviews-") for found in violations(f"LabelingJob {status}-refused"))
    assert any("was to be changed in place, and became" in found for found in violations(f"LabelingJob {status}-update"))


def test_a_delivery_that_finds_nothing_any_more(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    """Concurrent deliveries: a resource that disappears between two reads is an error."""
    run = "Workteam delete ListTags#1 second-delivery"
    assert violations(run) == []
    monkeypatch.setattr(
        "lambda_handlers.workteam.service.Workteams._tags_if_there",
        lambda teams, team: ownership.read_tags(teams.sagemaker, arn=team["WorkteamArn"]),
    )
    assert any(found.startswith("two deliveries of one Delete were answered differently") for found in violations(run))


def test_tags_that_are_read_once(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    """Lag: a job without tags looks like a person's."""
    run = "LabelingJob delete ListTags lag-1"
    assert violations(run) == []
    monkeypatch.setattr("lambda_handlers.labeling_job.service.LabelingJobs.tags_with_owner", lambda jobs, job, _: jobs.tags(job))
    assert any(found.startswith("left behind: reviews-") for found in violations(run))


@pytest.mark.parametrize("scenario", ["delete", "replace", "stopped-delete"])
def test_a_queue_that_stays(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]], scenario: str) -> None:
    """Streams: Ground Truth leaves a job's queue."""
    monkeypatch.setattr("lambda_handlers.labeling_job.streaming_queue.delete_queue", nothing)
    assert any("the queue GroundTruth-reviews-" in found for found in violations(f"StreamingLabelingJob {scenario}"))


def test_an_id_of_somebody_else(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    """Foreign ids: SageMaker is called with a name that it refuses."""
    run = "LabelingJob from-log-stream-id"
    assert violations(run) == []
    monkeypatch.setattr("lambda_handlers.labeling_job.service.is_possible", lambda *_, **__: True)
    assert "the Update was answered FAILED" in violations(run)


def test_events_that_come_late_and_are_taken(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    """Late duplicates: a repeated request is executed again."""
    runs = ("Workteam create late", "Workforce remove late", "LabelingJob rollback-of-replace late")
    assert [violations(run) for run in runs] == [[], [], []]
    monkeypatch.setattr("lambda_handlers.aws.late_deliveries._is_expected", lambda *_: True)
    found = [violations(run)[0] for run in runs]
    assert found[0] == "a late Create to a stack that was DELETE_COMPLETE changed: work teams"
    assert found[1] == "a late Create to a stack that was UPDATE_COMPLETE changed: workforces"
    assert found[2].startswith("a late Update to a stack that was ")


def test_an_update_that_comes_again_during_the_next(monkeypatch: pytest.MonkeyPatch, violations: Callable[[str], list[str]]) -> None:
    """Late duplicates during an operation: the job of a finished update stops the one being created."""
    run = "LabelingJob replace-back late-in-progress"
    assert violations(run) == []
    monkeypatch.setattr(f"{JOB}.LabelingJobLifecycle._made_before", nothing)
    assert any(found.endswith("is 'Stopped', not 'InProgress'") for found in violations(run))
