"""Labeling jobs: states, permanent names, quota."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed

Job = dict[str, Any]

NOT_ASSUMABLE = (
    "The role ARN isn't valid. Make sure the role exists and that its trust relationship policy allows the action "
    '"sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".'
)


def describe(sagemaker: Any, name: str = "reviews-1") -> dict[str, Any]:
    description: dict[str, Any] = sagemaker.describe_labeling_job(LabelingJobName=name)
    return description


def statuses(sagemaker: Any, count: int, name: str = "reviews-1") -> list[str]:
    return [describe(sagemaker, name)["LabelingJobStatus"] for _ in range(count)]


@pytest.fixture
def received_bodies(sagemaker: Any) -> Iterator[list[bytes]]:
    """The bodies of the client's responses."""
    bodies: list[bytes] = []

    def note(response_dict: Any, **_: Any) -> None:
        bodies.append(response_dict["body"])

    sagemaker.meta.events.register("before-parse", note, unique_id="bodies")
    yield bodies
    sagemaker.meta.events.unregister("before-parse", unique_id="bodies")


@pytest.fixture
def started(sagemaker: Any, job_request: Job) -> Job:
    """The request of a job that is InProgress."""
    sagemaker.create_labeling_job(**job_request)
    describe(sagemaker)
    return job_request


def test_a_job_is_described_as_it_was_asked_for(sagemaker: Any, job_request: Job) -> None:
    arn = sagemaker.create_labeling_job(**job_request, Tags=[{"Key": "team", "Value": "reviews"}])["LabelingJobArn"]
    description = describe(sagemaker)
    assert arn == description["LabelingJobArn"] == "arn:aws:sagemaker:eu-west-1:123456789012:labeling-job/reviews-1"
    for member in ("LabelingJobName", "LabelAttributeName", "InputConfig", "RoleArn", "LabelCategoryConfigS3Uri"):
        assert description[member] == job_request[member]
    assert description["HumanTaskConfig"].items() >= job_request["HumanTaskConfig"].items()
    assert description["OutputConfig"] == {**job_request["OutputConfig"], "KmsKeyId": ""}
    assert description["Tags"] == [{"Key": "team", "Value": "reviews"}]
    assert description["JobReferenceCode"].startswith("123456789012")
    assert "FailureReason" not in description


@conformance(
    "DescribeLabelingJob fills in MaxConcurrentTaskCount (1000) and TaskAvailabilityLifetimeInSeconds (30 days)",
    documented("API reference, HumanTaskConfig; Terraform's provider reads both back where they were left out"),
)
def test_limits_of_tasks_that_were_left_out_are_the_defaults(sagemaker: Any, job_request: Job) -> None:
    sagemaker.create_labeling_job(**job_request)
    defaults = {"MaxConcurrentTaskCount": 1_000, "TaskAvailabilityLifetimeInSeconds": 2_592_000}
    assert describe(sagemaker)["HumanTaskConfig"] == {**job_request["HumanTaskConfig"], **defaults}


@conformance(
    "DescribeLabelingJob fills in StoppingConditions: 100 percent of the input",
    assumed("Terraform's provider reads some back if omitted, no page says which; 100 percent stops nothing"),
)
def test_stopping_conditions_that_were_left_out_are_all_of_the_input(sagemaker: Any, job_request: Job) -> None:
    sagemaker.create_labeling_job(**job_request)
    assert describe(sagemaker)["StoppingConditions"] == {"MaxPercentageOfInputDatasetLabeled": 100}


@conformance("Given members are returned unchanged; TaskKeywords and LabelCategoryConfigS3Uri only if given", observed("3", "5", "18"))
def test_what_was_given_comes_back_unchanged(sagemaker: Any, job_request: Job) -> None:
    job_request["HumanTaskConfig"] |= {"MaxConcurrentTaskCount": 200, "TaskAvailabilityLifetimeInSeconds": 864_000}
    job_request["StoppingConditions"] = {"MaxHumanLabeledObjectCount": 7}
    sagemaker.create_labeling_job(**job_request)
    description = describe(sagemaker)
    assert description["HumanTaskConfig"] == job_request["HumanTaskConfig"]
    assert "TaskKeywords" not in description["HumanTaskConfig"]
    assert description["StoppingConditions"] == {"MaxHumanLabeledObjectCount": 7}


@conformance("A completed job has a FinalActiveLearningModelArn, which is empty without automated labeling", observed("4"))
@pytest.mark.usefixtures("started")
def test_the_output_names_no_model(sagemaker: Any, complete: Any) -> None:
    complete()
    manifest = "s3://reviews-data/output/reviews-1/manifests/output/output.manifest"
    expected = {"OutputDatasetS3Uri": manifest, "FinalActiveLearningModelArn": ""}
    assert describe(sagemaker)["LabelingJobOutput"] == expected


@conformance("A role ARN with another path than the role's is refused", documented("IAM user guide, reference_identifiers"))
def test_a_role_has_the_path_of_its_arn(sagemaker: Any, job_request: Job, client: Any, refused: Any) -> None:
    policy = client("iam").get_role(RoleName="labeling")["Role"]["AssumeRolePolicyDocument"]
    client("iam").create_role(RoleName="placed", Path="/ground-truth/", AssumeRolePolicyDocument=json.dumps(policy))
    arn = "arn:aws:iam::123456789012:role/ground-truth/placed"
    for wrong in (arn.replace("/ground-truth", ""), arn.replace("ground-truth", "other")):
        message = refused("ValidationException", sagemaker.create_labeling_job, **{**job_request, "RoleArn": wrong})
        assert message.startswith("The role ARN isn't valid.")
    sagemaker.create_labeling_job(**{**job_request, "RoleArn": arn})


@conformance("A job is Initializing, then InProgress", documented("API reference, DescribeLabelingJob"))
def test_a_job_starts_and_goes_on(sagemaker: Any, job_request: Job) -> None:
    sagemaker.create_labeling_job(**job_request)
    assert statuses(sagemaker, 4) == ["Initializing", "InProgress", "InProgress", "InProgress"]


@conformance("CreateLabelingJob returns 200 with only the ARN, as application/x-amz-json-1.1", observed("1"))
def test_the_answer_to_a_creation(sagemaker: Any, job_request: Job) -> None:
    answer = sagemaker.create_labeling_job(**job_request)
    metadata = answer.pop("ResponseMetadata")
    assert (metadata["HTTPStatusCode"], metadata["HTTPHeaders"]["content-type"]) == (200, "application/x-amz-json-1.1")
    assert answer == {"LabelingJobArn": "arn:aws:sagemaker:eu-west-1:123456789012:labeling-job/reviews-1"}


@conformance("A job is InProgress before its manifest is read, with all counters at 0", observed("7", "9", "11"))
@conformance("After reading the manifest, Unlabeled is the number of its lines and LastModifiedTime changes", observed("8"))
def test_objects_are_counted_once_the_manifest_is_read(sagemaker: Any, job_request: Job, clock: Any) -> None:
    sagemaker.create_labeling_job(**job_request)
    describe(sagemaker)
    clock.advance(seconds=1)
    unread = describe(sagemaker)
    clock.advance(seconds=360)
    read = describe(sagemaker)
    assert (unread["LabelingJobStatus"], read["LabelingJobStatus"]) == ("InProgress", "InProgress")
    assert set(unread["LabelCounters"].values()) == {0}
    assert read["LabelCounters"] == {**unread["LabelCounters"], "Unlabeled": 2}
    assert read["LastModifiedTime"] > unread["LastModifiedTime"]


@conformance("The description of a running job has no Tags without tags, no output, no FailureReason, and an empty KmsKeyId", observed("3"))
@conformance("Omitted members are not described: TaskKeywords, LabelCategoryConfigS3Uri", observed("5"))
@conformance("Given members are returned unchanged", observed("3", "18"))
def test_the_members_of_a_description(start: Callable[[Job], Job], job_request: Job) -> None:
    del job_request["LabelCategoryConfigS3Uri"]
    for function in ("PreHumanTaskLambdaArn", "AnnotationConsolidationConfig"):
        del job_request["HumanTaskConfig"][function]
    description = start(job_request)
    absent = {"Tags", "LabelingJobOutput", "FailureReason", "LabelingJobAlgorithmsConfig", "LabelCategoryConfigS3Uri"}
    assert not absent & set(description)
    assert "TaskKeywords" not in description["HumanTaskConfig"]
    assert description["OutputConfig"] == {**job_request["OutputConfig"], "KmsKeyId": ""}
    for member in ("LabelingJobName", "LabelAttributeName", "InputConfig", "RoleArn"):
        assert description[member] == job_request[member]
    assert description["HumanTaskConfig"] == description["HumanTaskConfig"] | job_request["HumanTaskConfig"]


@conformance("JobReferenceCode is the account and 16 letters and digits", observed("6"))
@pytest.mark.usefixtures("started")
def test_a_reference_code(sagemaker: Any) -> None:
    assert re.fullmatch(r"123456789012[0-9A-Za-z]{16}", describe(sagemaker)["JobReferenceCode"])


@conformance("Times have milliseconds", observed("10"))
def test_times_have_milliseconds(sagemaker: Any, job_request: Job, clock: Any) -> None:
    clock.advance(seconds=0.361782)
    sagemaker.create_labeling_job(**job_request)
    assert describe(sagemaker)["CreationTime"].microsecond == 361_000


def test_listing_moves_a_job_on_as_well(sagemaker: Any, job_request: Job) -> None:
    sagemaker.create_labeling_job(**job_request)
    seen = [sagemaker.list_labeling_jobs()["LabelingJobSummaryList"][0]["LabelingJobStatus"] for _ in range(2)]
    assert seen == ["Initializing", "InProgress"]


@conformance("A stopped job is Stopping, then Stopped", observed("14"))
@pytest.mark.parametrize("looks", [0, 1, 2])
def test_a_running_job_stops(sagemaker: Any, job_request: Job, looks: int) -> None:
    sagemaker.create_labeling_job(**job_request)
    statuses(sagemaker, looks)
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    assert statuses(sagemaker, 3) == ["Stopping", "Stopped", "Stopped"]


@pytest.mark.usefixtures("started")
def test_times_follow_the_states(sagemaker: Any, clock: Any) -> None:
    created = describe(sagemaker)["CreationTime"]
    clock.advance(seconds=60)
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    description = describe(sagemaker)
    assert description["CreationTime"] == created
    assert (description["LastModifiedTime"] - created).total_seconds() == 60


@conformance("StopLabelingJob returns 200 with an empty body", observed("2"))
@pytest.mark.usefixtures("started")
def test_the_answer_to_a_stop(sagemaker: Any, received_bodies: list[bytes]) -> None:
    answer = sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    assert (answer["ResponseMetadata"]["HTTPStatusCode"], received_bodies[-1]) == (200, b"")
    assert statuses(sagemaker, 2) == ["Stopping", "Stopped"]


@conformance("A work team can be deleted while one of its jobs is Stopping", observed("15"))
@pytest.mark.usefixtures("started")
def test_the_team_of_a_stopping_job_can_be_deleted(sagemaker: Any) -> None:
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    assert sagemaker.delete_workteam(WorkteamName="reviewers")["Success"] is True


@pytest.mark.usefixtures("started")
def test_stopping_twice_changes_nothing(sagemaker: Any) -> None:
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    statuses(sagemaker, 2)
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    assert statuses(sagemaker, 1) == ["Stopped"]


def test_a_failed_job_cannot_be_stopped(sagemaker: Any, job_request: Job, bucket: Any) -> None:
    bucket.put("input/manifest.jsonl", "")
    sagemaker.create_labeling_job(**job_request)
    assert statuses(sagemaker, 2) == ["Initializing", "Failed"]
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    assert statuses(sagemaker, 1) == ["Failed"]


@conformance("A job's name can never be reused, in upper or lower case: ResourceInUse", documented("API reference, CreateLabelingJob"))
@pytest.mark.parametrize("name", ["reviews-1", "REVIEWS-1", "Reviews-1"])
@pytest.mark.parametrize("stopped", [False, True])
def test_a_name_is_burnt_for_ever(sagemaker: Any, started: Job, refused: Any, name: str, stopped: bool) -> None:
    if stopped:
        sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
        statuses(sagemaker, 2)
    message = refused("ResourceInUse", sagemaker.create_labeling_job, **{**started, "LabelingJobName": name})
    assert "a labeling job with this name already exists (arn:aws:sagemaker:eu-west-1:123456789012:labeling-job/reviews-1)" in message


def test_a_refused_job_leaves_its_name_free_and_writes_nothing(sagemaker: Any, job_request: Job, refused: Any, bucket: Any) -> None:
    refused("ValidationException", sagemaker.create_labeling_job, **{**job_request, "LabelAttributeName": "source"})
    assert not [key for key in bucket.keys() if key.startswith("output/")]  # noqa: SIM118 - the bucket is no dict
    sagemaker.create_labeling_job(**job_request)
    assert statuses(sagemaker, 1) == ["Initializing"]


@conformance("Stopping a completed job is no error", observed("16"))
@pytest.mark.usefixtures("started")
def test_a_completed_job_may_be_stopped(sagemaker: Any, complete: Callable[..., Job]) -> None:
    complete()
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    assert statuses(sagemaker, 1) == ["Completed"]


@conformance("LabelingJobName is described in its original case", observed("12"))
def test_the_name_keeps_its_case(start: Callable[[Job], Job], job_request: Job) -> None:
    description = start({**job_request, "LabelingJobName": "Reviews-1"})
    assert description["LabelingJobName"] == "Reviews-1"


@pytest.mark.usefixtures("started")
def test_the_name_is_found_in_any_case(sagemaker: Any) -> None:
    assert describe(sagemaker, "REVIEWS-1")["LabelingJobName"] == "reviews-1"


@pytest.mark.parametrize("operation", ["describe_labeling_job", "stop_labeling_job"])
def test_a_missing_job_is_not_found(sagemaker: Any, refused: Any, operation: str) -> None:
    assert "'nothing'" in refused("ResourceNotFound", getattr(sagemaker, operation), LabelingJobName="nothing")


def test_running_jobs_count_against_the_quota(sagemaker: Any, started: Job, refused: Any, configure: Any) -> None:
    configure(labeling_job_quota=1)
    second = {**started, "LabelingJobName": "reviews-2"}
    message = refused("ResourceLimitExceeded", sagemaker.create_labeling_job, **second)
    assert message.startswith(
        "The account-level service limit 'Maximum number of Ground Truth labeling jobs' is 1 Labeling jobs, "
        "with current utilization of 1 Labeling jobs and a request delta of 1 Labeling jobs."
    )
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    sagemaker.create_labeling_job(**second)
    assert statuses(sagemaker, 1, "reviews-2") == ["Initializing"]


@conformance("The default quota of streaming labeling jobs is zero", documented("service quotas, L-C3E706F6"))
def test_a_new_account_has_no_streaming_jobs(sagemaker: Any, streaming_job: Job, refused: Any, configure: Any) -> None:
    configure()
    message = refused("ResourceLimitExceeded", sagemaker.create_labeling_job, **streaming_job)
    assert "'Maximum number of Ground Truth streaming labeling jobs' is 0 Labeling jobs" in message


def test_a_streaming_job_needs_no_manifest(start: Callable[[Job], Job], streaming_job: Job) -> None:
    assert start(streaming_job)["LabelingJobStatus"] == "InProgress"


def test_the_role_must_exist(sagemaker: Any, job_request: Job, refused: Any) -> None:
    job_request["RoleArn"] = "arn:aws:iam::123456789012:role/missing"
    message = refused("ValidationException", sagemaker.create_labeling_job, **job_request)
    assert message == NOT_ASSUMABLE


@conformance(
    "A role that SageMaker cannot assume is refused: the role ARN isn't valid",
    observed("public notes on a semantic segmentation job for awslabs/DefectDetectionApplication"),
)
def test_the_role_must_let_sagemaker_in(sagemaker: Any, job_request: Job, refused: Any, make_role: Callable[..., str]) -> None:
    job_request["RoleArn"] = make_role(name="lambda-only", service="lambda.amazonaws.com")
    message = refused("ValidationException", sagemaker.create_labeling_job, **job_request)
    assert message == NOT_ASSUMABLE


def test_a_foreign_role_cannot_be_passed(sagemaker: Any, job_request: Job, refused: Any) -> None:
    job_request["RoleArn"] = "arn:aws:iam::999999999999:role/labeling"
    assert "Cross-account pass role" in refused("ValidationException", sagemaker.create_labeling_job, **job_request)
