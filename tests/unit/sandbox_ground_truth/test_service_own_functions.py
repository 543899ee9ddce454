"""Custom labeling workflows: the caller's own functions exist, may be invoked, and answer in the documented form."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented

Job = dict[str, Any]
ACCOUNT = "arn:aws:lambda:eu-west-1:123456789012:function:"
POST_MEMBER = "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn"


@pytest.fixture
def custom_job(job_request: Job, make_function: Callable[[str], str]) -> Job:
    """A request for a custom workflow with two functions that AWS would take."""
    job_request["HumanTaskConfig"] |= {
        "PreHumanTaskLambdaArn": make_function("prepare"),
        "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": make_function("consolidate")},
    }
    return job_request


@pytest.fixture
def counters(custom_job: Job, start: Any, rights: Any) -> Callable[[Callable[[Any], Any]], tuple[int, int]]:
    """Unlabeled and failed objects, when the pre-annotation function is this one."""

    def counted(prepare: Callable[[Any], Any]) -> tuple[int, int]:
        rights.functions[f"{ACCOUNT}prepare"] = prepare
        found = start(custom_job)["LabelCounters"]
        return found["Unlabeled"], found["FailedNonRetryableError"]

    return counted


@conformance("Functions of one's own that do not exist in the account and region are refused", assumed("AWS's behavior is not documented"))
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


def test_the_role_must_be_allowed_to_invoke_them(failure: Any, custom_job: Job, rights: Any) -> None:
    rights.denied.add("lambda:InvokeFunction")
    assert failure(custom_job) == (
        "ClientError: The role arn:aws:iam::123456789012:role/labeling must be allowed lambda:InvokeFunction "
        f"on '{ACCOUNT}prepare' (AccessDenied)."
    )


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


@pytest.mark.parametrize(
    "answer",
    [None, "text", {}, {"task": 1}, {"taskInput": {}, "isHumanAnnotationRequired": "true"}],
)
def test_an_answer_of_another_form_fails_the_object_and_not_the_job(counters: Any, answer: object) -> None:
    assert counters(lambda _: answer) == (1, 1)


def test_a_function_that_raises_fails_the_object(counters: Any) -> None:
    assert counters(lambda _: 1 / 0) == (1, 1)


@pytest.mark.parametrize(("required", "unlabeled"), [(True, 2), (False, 1)])
def test_an_object_may_need_no_worker(counters: Any, required: bool, unlabeled: int) -> None:
    assert counters(lambda event: {"taskInput": event["dataObject"], "isHumanAnnotationRequired": required}) == (unlabeled, 0)
