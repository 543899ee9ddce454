"""Custom labeling workflows: the caller's functions must exist, be invocable, and respond in the documented form."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed

Job = dict[str, Any]
ACCOUNT = "arn:aws:lambda:eu-west-1:123456789012:function:"
POST_MEMBER = "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn"


@pytest.fixture
def counters(custom_job: Job, start: Any, rights: Any) -> Callable[[Callable[[Any], Any]], tuple[int, int]]:
    """The numbers of unlabeled and failed objects with this pre-annotation function."""

    def counted(prepare: Callable[[Any], Any]) -> tuple[int, int]:
        rights.functions[f"{ACCOUNT}prepare"] = prepare
        found = start(custom_job)["LabelCounters"]
        return found["Unlabeled"], found["FailedNonRetryableError"]

    return counted


@conformance("Custom functions that do not exist in the account and region are refused", assumed("AWS's behavior is undocumented"))
@pytest.mark.parametrize(("name", "member"), [("prepare", "HumanTaskConfig.PreHumanTaskLambdaArn"), ("consolidate", POST_MEMBER)])
def test_functions_must_exist(sagemaker: Any, custom_job: Job, client: Callable[[str], Any], refused: Any, name: str, member: str) -> None:
    client("lambda").delete_function(FunctionName=name)
    assert refused("ValidationException", sagemaker.create_labeling_job, **custom_job) == (
        f"{member} '{ACCOUNT}{name}': the function must exist in account 123456789012, region eu-west-1 (ResourceNotFoundException)."
    )


def test_functions_of_strangers_do_not_exist(sagemaker: Any, custom_job: Job, refused: Any) -> None:
    arn = "arn:aws:lambda:eu-west-1:999999999999:function:prepare"
    custom_job["HumanTaskConfig"]["PreHumanTaskLambdaArn"] = arn
    message = refused("ValidationException", sagemaker.create_labeling_job, **custom_job)
    assert message.endswith("the function must exist in account 123456789012, region eu-west-1 (it is in account 999999999999).")


def invocation_failure(function: str, code: str) -> str:
    return (
        f"ClientError: Exception invoking the Lambda function {ACCOUNT}{function}. LambdaErrorCode: {code}. Ensure the Lambda function "
        "exists, that the role arn:aws:iam::123456789012:role/labeling has permissions to invoke it and try your request again."
    )


@conformance("A role that may not invoke the functions fails the job, with Lambda's AccessDeniedException", observed("31a"))
@pytest.mark.parametrize(("function", "member"), [("prepare", None), ("consolidate", "PreHumanTaskLambdaArn")])
def test_the_role_must_be_allowed_to_invoke_them(failure: Any, custom_job: Job, rights: Any, function: str, member: str | None) -> None:
    rights.denied.add("lambda:InvokeFunction")
    if member is not None:
        del custom_job["HumanTaskConfig"][member]
    assert failure(custom_job) == invocation_failure(function, "AccessDeniedException")


@conformance(
    "A custom job has a pre-annotation function, a post-annotation function, both or none", documented("API reference, HumanTaskConfig")
)
@pytest.mark.parametrize("members", [("PreHumanTaskLambdaArn",), ("AnnotationConsolidationConfig",), ()])
def test_either_function_may_be_missing(start: Any, custom_job: Job, rights: Any, members: tuple[str, ...]) -> None:
    rights.functions[f"{ACCOUNT}prepare"] = lambda event: {"taskInput": event["dataObject"]}
    for member in {"PreHumanTaskLambdaArn", "AnnotationConsolidationConfig"} - set(members):
        del custom_job["HumanTaskConfig"][member]
    assert start(custom_job)["LabelingJobStatus"] == "InProgress"
    assert [action for action, _, _ in rights.used] == ["lambda:InvokeFunction"] * len(members)


def test_functions_that_aws_provides_need_no_right(start: Any, job_request: Job, use_functions: Any, rights: Any) -> None:
    rights.denied.add("lambda:InvokeFunction")
    job_request["HumanTaskConfig"].update(use_functions("PassThrough"))
    assert start(job_request)["LabelingJobStatus"] == "InProgress"


def test_the_first_object_is_prepared_when_the_job_starts(counters: Any, rights: Any) -> None:
    assert counters(lambda event: {"taskInput": event["dataObject"]["source"]}) == (2, 0)
    event = {
        "version": "2018-10-16",
        "labelingJobArn": "arn:aws:sagemaker:eu-west-1:123456789012:labeling-job/reviews-1",
        "dataObject": {"source": "Good."},
    }
    assert rights.invoked == [(f"{ACCOUNT}prepare", event)]


@conformance(
    "A pre-annotation function whose response has another form than the documented one fails the job", assumed("the stricter reading")
)
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "its answer must be"),
        ("text", "its answer must be"),
        ({}, "its answer must be"),
        ({"task": 1}, "its answer must be"),
        ({"taskInput": {}, "isHumanAnnotationRequired": "true"}, 'isHumanAnnotationRequired must be true or false, not "true"'),
    ],
)
def test_an_answer_of_another_form_fails_the_job(failure: Any, custom_job: Job, rights: Any, answer: object, reason: str) -> None:
    rights.functions[f"{ACCOUNT}prepare"] = lambda _: answer
    assert failure(custom_job).startswith(f"ClientError: The pre-annotation function {ACCOUNT}prepare failed: {reason}")


@conformance(
    "A pre-annotation function that raises an error fails the job, with this message, when the job is already InProgress", observed("23")
)
def test_a_function_that_raises_fails_the_job(sagemaker: Any, describe: Any, custom_job: Job, rights: Any) -> None:
    rights.functions[f"{ACCOUNT}prepare"] = lambda _: 1 / 0
    sagemaker.create_labeling_job(**custom_job)
    descriptions = [describe() for _ in range(3)]
    assert [description["LabelingJobStatus"] for description in descriptions] == ["Initializing", "InProgress", "Failed"]
    assert descriptions[-1]["FailureReason"] == invocation_failure("prepare", "Unhandled")


def test_a_later_object_fails_the_job_too(start: Any, complete: Callable[..., Job], custom_job: Job, rights: Any) -> None:
    def prepare(event: Job) -> Job:
        return {"taskInput": 1 / (event["dataObject"]["source"] != "Bad.")}

    rights.functions[f"{ACCOUNT}prepare"] = prepare
    assert start(custom_job)["LabelingJobStatus"] == "InProgress"
    description = complete()
    assert (description["LabelingJobStatus"], description["FailureReason"]) == ("Failed", invocation_failure("prepare", "Unhandled"))


def test_a_job_that_fails_before_it_was_looked_at_is_told(
    sagemaker: Any, describe: Any, complete: Callable[..., Job], custom_job: Job, rights: Any
) -> None:
    rights.functions[f"{ACCOUNT}prepare"] = lambda _: 1 / 0
    sagemaker.create_labeling_job(**custom_job)
    describe()
    assert complete()["FailureReason"] == invocation_failure("prepare", "Unhandled")


def test_an_object_is_prepared_once(start: Any, complete: Callable[..., Job], custom_job: Job, rights: Any) -> None:
    rights.functions[f"{ACCOUNT}prepare"] = lambda event: {"taskInput": event["dataObject"]}
    rights.functions[f"{ACCOUNT}consolidate"] = lambda _: []
    start(custom_job)
    complete()
    assert [event["dataObject"]["source"] for arn, event in rights.invoked if arn.endswith("prepare")] == ["Good.", "Bad."]


@conformance("A failed streaming job is no longer subscribed", assumed("nobody could deliver to it"))
def test_a_streaming_job_that_fails_is_not_subscribed(
    failure: Any, streaming_job: Job, bucket: Any, make_function: Callable[[str], str], rights: Any, client: Callable[[str], Any]
) -> None:
    rights.functions[f"{ACCOUNT}prepare"] = lambda _: 1 / 0
    source = streaming_job["InputConfig"]["DataSource"]
    source["S3DataSource"] = {"ManifestS3Uri": bucket.uri("input/manifest.jsonl")}
    streaming_job["HumanTaskConfig"]["PreHumanTaskLambdaArn"] = make_function("prepare")
    del streaming_job["HumanTaskConfig"]["AnnotationConsolidationConfig"]
    assert failure(streaming_job) == invocation_failure("prepare", "Unhandled")
    assert client("sns").list_subscriptions_by_topic(TopicArn=source["SnsDataSource"]["SnsTopicArn"])["Subscriptions"] == []


@pytest.mark.parametrize(("required", "unlabeled"), [(True, 2), (False, 1)])
def test_an_object_may_need_no_worker(counters: Any, required: bool, unlabeled: int) -> None:
    assert counters(lambda event: {"taskInput": event["dataObject"], "isHumanAnnotationRequired": required}) == (unlabeled, 0)
