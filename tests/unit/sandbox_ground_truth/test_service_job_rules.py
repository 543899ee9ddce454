"""Refusals of CreateLabelingJob beyond the model, each with the invalid member."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed

Job = dict[str, Any]
EXAMPLE_FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:prepare"


@pytest.fixture
def refusal(sagemaker: Any, refused: Any) -> Callable[[Job], str]:
    """The message of a job's refusal as invalid."""

    def call(request: Job) -> str:
        message: str = refused("ValidationException", sagemaker.create_labeling_job, **request)
        return message

    return call


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("source", "is reserved"),
        ("source-ref", "is reserved"),
        ("sentiment-metadata", "must not end with '-metadata'"),
        ("sentiment-ref", "must not end with '-ref' for the task type TextMultiClass"),
    ],
)
def test_label_attributes_of_text(job_request: Job, refusal: Any, name: str, reason: str) -> None:
    message = refusal({**job_request, "LabelAttributeName": name})
    assert message.startswith(f"LabelAttributeName '{name}'")
    assert reason in message


def test_labels_of_frames_are_references(frame_job: Job, refusal: Any) -> None:
    assert refusal({**frame_job, "LabelAttributeName": "cars"}) == (
        "The value of the LabelAttributeName field for the Video Object Tracking task type must end with '-ref'."
    )


@conformance(
    "The label attribute ends with `-ref` if and only if labels are files",
    documented("API reference, CreateLabelingJob; developer guide, sms-data-output"),
)
@pytest.mark.parametrize(
    ("task_type", "name"), [("VerificationSemanticSegmentation", "mask-ref"), ("3DPointCloudObjectDetection", "cars-ref")]
)
def test_label_attributes_by_task_type(job_request: Job, refusal: Any, use_functions: Any, task_type: str, name: str) -> None:
    job_request["HumanTaskConfig"].update(use_functions(task_type))
    assert refusal({**job_request, "LabelAttributeName": name}).startswith(f"LabelAttributeName '{name}' must not end")


@conformance("A label attribute without the `-ref` of its task type is refused with AWS's message", observed("78"))
@pytest.mark.parametrize(
    ("task_type", "words"),
    [
        ("SemanticSegmentation", "Semantic Segmentation"),
        ("3DPointCloudObjectTracking", "3D Point Cloud Object Tracking"),
    ],
)
def test_a_label_attribute_without_ref(job_request: Job, refusal: Any, use_functions: Any, task_type: str, words: str) -> None:
    job_request["HumanTaskConfig"].update(use_functions(task_type))
    expected = f"The value of the LabelAttributeName field for the {words} task type must end with '-ref'."
    assert refusal({**job_request, "LabelAttributeName": "mask"}) == expected


def test_there_must_be_data(job_request: Job, refusal: Any) -> None:
    job_request["InputConfig"]["DataSource"] = {}
    assert refusal(job_request) == "InputConfig.DataSource must have an S3DataSource or an SnsDataSource."


@pytest.mark.parametrize("holder", ["InputConfig.DataSource.SnsDataSource", "OutputConfig"])
def test_topics_are_in_the_region(job_request: Job, refusal: Any, holder: str) -> None:
    topic = "arn:aws:sns:us-east-1:123456789012:objects"
    if holder == "OutputConfig":
        job_request["OutputConfig"]["SnsTopicArn"] = topic
    else:
        job_request["InputConfig"]["DataSource"]["SnsDataSource"] = {"SnsTopicArn": topic}
    assert refusal(job_request) == f"{holder}.SnsTopicArn '{topic}' must be a topic in region eu-west-1."


@pytest.mark.parametrize("uri", ["https://bucket.s3.amazonaws.com/labels.json", "s3://bucket", "s3://bucket/folder/"])
def test_inputs_are_objects_in_s3(job_request: Job, refusal: Any, uri: str) -> None:
    message = refusal({**job_request, "LabelCategoryConfigS3Uri": uri})
    assert message.startswith(f"LabelCategoryConfigS3Uri '{uri}' must")


def test_the_output_is_in_s3(job_request: Job, refusal: Any) -> None:
    job_request["OutputConfig"]["S3OutputPath"] = "https://example.com/out"
    assert "OutputConfig.S3OutputPath 'https://example.com/out' must be an S3 URI" in refusal(job_request)


def test_a_worker_interface_is_one_of_two(job_request: Job, refusal: Any) -> None:
    job_request["HumanTaskConfig"]["UiConfig"] = {}
    assert refusal(job_request) == "HumanTaskConfig.UiConfig must have exactly one of UiTemplateS3Uri and HumanTaskUiArn."


@conformance(
    "A job has one worker page, a template or a HumanTaskUi ARN, depending on its task type", documented("API reference, UiConfig")
)
def test_both_worker_interfaces_are_too_many(frame_job: Job, refusal: Any) -> None:
    frame_job["HumanTaskConfig"]["UiConfig"]["UiTemplateS3Uri"] = "s3://reviews-data/input/template.liquid"
    assert refusal(frame_job) == "HumanTaskConfig.UiConfig must have exactly one of UiTemplateS3Uri and HumanTaskUiArn."


@conformance(
    "Named entities have AWS's page or a worker task template",
    documented("aws/amazon-sagemaker-examples, the notebooks of streaming jobs; developer guide, crowd-entity-annotation"),
)
def test_named_entities_have_a_page_or_a_template(sagemaker: Any, job_request: Job, bucket: Any, use_functions: Any) -> None:
    job_request["HumanTaskConfig"].update(use_functions("NamedEntityRecognition"))
    bucket.put("input/template.liquid", "<crowd-entity-annotation name='e' labels='[]'></crowd-entity-annotation>")
    sagemaker.create_labeling_job(**job_request)
    assert [sagemaker.describe_labeling_job(LabelingJobName="reviews-1")["LabelingJobStatus"] for _ in range(2)][1] == "InProgress"


def test_text_classification_brings_a_template(job_request: Job, refusal: Any) -> None:
    arn = "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/NamedEntityRecognition"
    job_request["HumanTaskConfig"]["UiConfig"] = {"HumanTaskUiArn": arn}
    assert "cannot be used with the task type TextMultiClass; provide UiTemplateS3Uri" in refusal(job_request)


@conformance("A HumanTaskUi ARN is that of the task type; a custom one is refused", assumed("the stricter reading"))
@pytest.mark.parametrize(
    "interface",
    [
        {"HumanTaskUiArn": "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/VideoObjectDetection"},
        {"HumanTaskUiArn": "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/VideoObjectTracking"},
        {"HumanTaskUiArn": "arn:aws:sagemaker:eu-west-1:123456789012:human-task-ui/VideoObjectTracking"},
        {"UiTemplateS3Uri": "s3://reviews-data/input/template.liquid"},
    ],
)
def test_frames_have_the_interface_of_their_type(frame_job: Job, refusal: Any, interface: dict[str, str]) -> None:
    frame_job["HumanTaskConfig"]["UiConfig"] = interface
    expected = "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/VideoObjectTracking"
    assert refusal(frame_job) == f"HumanTaskConfig.UiConfig.HumanTaskUiArn must be '{expected}' for the task type VideoObjectTracking."


def test_point_cloud_interfaces_have_no_3d_in_their_names(frame_job: Job, refusal: Any, use_functions: Any) -> None:
    frame_job["HumanTaskConfig"].update(use_functions("3DPointCloudObjectTracking"))
    arn = "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/3DPointCloudObjectTracking"
    frame_job["HumanTaskConfig"]["UiConfig"] = {"HumanTaskUiArn": arn}
    assert "human-task-ui/PointCloudObjectTracking'" in refusal(frame_job)


def test_functions_of_another_region_are_refused(job_request: Job, refusal: Any, use_functions: Any) -> None:
    job_request["HumanTaskConfig"].update(use_functions("TextMultiClass", region="us-east-1", account="432418664414"))
    assert refusal(job_request).endswith("must be a function in region eu-west-1.")


@conformance("The built-in functions must be of the right account, region and task type", documented("API reference, HumanTaskConfig"))
def test_functions_of_another_regions_account_are_refused(job_request: Job, refusal: Any, use_functions: Any) -> None:
    job_request["HumanTaskConfig"].update(use_functions("TextMultiClass", account="432418664414"))
    message = refusal(job_request)
    assert message.startswith("HumanTaskConfig.PreHumanTaskLambdaArn")
    assert message.endswith("must be in account 568282634449 in region eu-west-1.")


def test_a_function_that_aws_does_not_have_is_refused(job_request: Job, refusal: Any, use_functions: Any) -> None:
    job_request["HumanTaskConfig"].update(use_functions("VideoClassification"))
    assert refusal(job_request).endswith("PRE-VideoClassification' is not a function that Ground Truth provides.")


def test_both_functions_are_of_one_type(job_request: Job, refusal: Any, use_functions: Any) -> None:
    pre = use_functions("TextMultiClassMultiLabel")["PreHumanTaskLambdaArn"]
    job_request["HumanTaskConfig"]["PreHumanTaskLambdaArn"] = pre
    assert refusal(job_request).endswith("must be of the same task type, not 'TextMultiClassMultiLabel' and 'TextMultiClass'.")


def test_a_built_in_function_does_not_go_with_ones_own(job_request: Job, refusal: Any) -> None:
    job_request["HumanTaskConfig"]["PreHumanTaskLambdaArn"] = EXAMPLE_FUNCTION
    assert refusal(job_request).endswith("must be of the same task type, not 'custom' and 'TextMultiClass'.")


@conformance("Only a built-in task type needs a label category configuration file", documented("API reference, CreateLabelingJob"))
@pytest.mark.parametrize("functions", ["own", "pass through", "mixed", "none"])
def test_custom_workflows_need_no_label_file(
    sagemaker: Any, job_request: Job, use_functions: Any, make_function: Callable[[str], str], functions: str
) -> None:
    task = job_request["HumanTaskConfig"]
    assert make_function("prepare") == EXAMPLE_FUNCTION
    own = {
        "PreHumanTaskLambdaArn": EXAMPLE_FUNCTION,
        "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": EXAMPLE_FUNCTION},
    }
    pass_through = use_functions("PassThrough")
    mixed = {**own, "PreHumanTaskLambdaArn": pass_through["PreHumanTaskLambdaArn"]}
    for member in own:
        del task[member]
    task.update({"own": own, "pass through": pass_through, "mixed": mixed, "none": {}}[functions])
    del job_request["LabelCategoryConfigS3Uri"]
    assert sagemaker.create_labeling_job(**job_request)["LabelingJobArn"]


def test_built_in_task_types_need_a_label_file(job_request: Job, refusal: Any) -> None:
    del job_request["LabelCategoryConfigS3Uri"]
    assert refusal(job_request) == "LabelCategoryConfigS3Uri is required for the task type TextMultiClass."


@conformance("The public workforce is refused", documented("closure FAQ of Amazon Mechanical Turk"))
def test_the_public_workforce_is_closed(job_request: Job, refusal: Any) -> None:
    job_request["HumanTaskConfig"]["WorkteamArn"] = "arn:aws:sagemaker:eu-west-1:394669845002:workteam/public-crowd/default"
    assert "the Amazon Mechanical Turk workforce closed on 30 September 2026" in refusal(job_request)


def test_there_is_no_price_any_more(job_request: Job, refusal: Any) -> None:
    job_request["HumanTaskConfig"]["PublicWorkforceTaskPrice"] = {"AmountInUsd": {"Dollars": 0, "Cents": 3}}
    message = refusal(job_request)
    assert message.startswith("HumanTaskConfig.PublicWorkforceTaskPrice")
    assert "closed on 30 September 2026" in message


@conformance("A missing work team is refused as `does not exist or you do not have access to it`", observed("26"))
@pytest.mark.parametrize(
    "team",
    [
        "eu-west-1:123456789012:workteam/private-crowd/nobody",
        "us-east-1:123456789012:workteam/private-crowd/reviewers",
        "eu-west-1:999999999999:workteam/private-crowd/reviewers",
        "eu-west-1:999999999999:workteam/vendor-crowd/labelers",
        "eu-west-1:123456789012:workteam/reviewers",
    ],
)
def test_the_team_must_exist_here(job_request: Job, refusal: Any, team: str) -> None:
    job_request["HumanTaskConfig"]["WorkteamArn"] = f"arn:aws:sagemaker:{team}"
    assert "does not exist or you do not have access to it" in refusal(job_request)


@conformance(
    "A vendor's work team must be one that the account subscribes to", documented("developer guide, sms-workforce-management-vendor")
)
def test_a_vendor_team_must_be_subscribed_to(sagemaker: Any, job_request: Job, configure: Any) -> None:
    arn = "arn:aws:sagemaker:eu-west-1:999999999999:workteam/vendor-crowd/labelers"
    configure(subscribed_workteam_arns=frozenset({arn}))
    job_request["HumanTaskConfig"]["WorkteamArn"] = arn
    assert sagemaker.create_labeling_job(**job_request)["LabelingJobArn"]


@conformance("Video frames and point clouds have one worker", documented("developer guide, sms-video-task-types and sms-point-cloud"))
def test_frames_have_one_worker(frame_job: Job, refusal: Any) -> None:
    frame_job["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"] = 2
    assert refusal(frame_job) == (
        "HumanTaskConfig.NumberOfHumanWorkersPerDataObject must be 1 for the task type VideoObjectTracking, not 2."
    )


@conformance("Image, text and custom tasks last at most eight hours", documented("API reference, HumanTaskConfig"))
def test_text_tasks_last_eight_hours_at_most(sagemaker: Any, job_request: Job, refusal: Any) -> None:
    job_request["HumanTaskConfig"]["TaskTimeLimitInSeconds"] = 28_801
    assert "must be at most 28800 for the task type TextMultiClass, not 28801" in refusal(job_request)
    job_request["HumanTaskConfig"]["TaskTimeLimitInSeconds"] = 28_800
    assert sagemaker.create_labeling_job(**job_request)["LabelingJobArn"]


@conformance("Frame tasks last at most 30 days", documented("API reference, HumanTaskConfig; the developer guide says 7 days"))
def test_frame_tasks_last_thirty_days_at_most(sagemaker: Any, frame_job: Job, refusal: Any, configure: Any) -> None:
    frame_job["HumanTaskConfig"]["TaskTimeLimitInSeconds"] = 2_592_001
    assert "must be at most 2592000" in refusal(frame_job)
    frame_job["HumanTaskConfig"]["TaskTimeLimitInSeconds"] = 2_592_000
    configure(frame_task_time_limit=604_800)
    assert "must be at most 604800" in refusal(frame_job)
    configure()
    assert sagemaker.create_labeling_job(**frame_job)["LabelingJobArn"]


def test_tasks_are_available_for_thirty_days_at_most(job_request: Job, refusal: Any) -> None:
    job_request["HumanTaskConfig"]["TaskAvailabilityLifetimeInSeconds"] = 2_592_001
    assert refusal(job_request) == "HumanTaskConfig.TaskAvailabilityLifetimeInSeconds must be at most 2592000, not 2592001."


def test_more_than_a_thousand_tasks_at_once_need_support(sagemaker: Any, job_request: Job, refused: Any) -> None:
    job_request["HumanTaskConfig"]["MaxConcurrentTaskCount"] = 1001
    message = refused("ResourceLimitExceeded", sagemaker.create_labeling_job, **job_request)
    assert message.startswith("HumanTaskConfig.MaxConcurrentTaskCount must be at most 1000, not 1001.")


def algorithm(name: str, *, region: str = "eu-west-1") -> dict[str, str]:
    arn = f"arn:aws:sagemaker:{region}:027400017018:labeling-job-algorithm-specification/{name}"
    return {"LabelingJobAlgorithmSpecificationArn": arn}


def test_the_algorithm_is_that_of_the_task_type(job_request: Job, refusal: Any) -> None:
    message = refusal({**job_request, "LabelingJobAlgorithmsConfig": algorithm("image-classification")})
    assert message == (
        "LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn must be 'arn:aws:sagemaker:eu-west-1:027400017018:"
        "labeling-job-algorithm-specification/text-classification' for the task type TextMultiClass."
    )


def test_not_every_task_type_labels_by_itself(job_request: Job, refusal: Any, use_functions: Any) -> None:
    job_request["HumanTaskConfig"].update(use_functions("TextMultiClassMultiLabel"))
    message = refusal({**job_request, "LabelingJobAlgorithmsConfig": algorithm("text-classification")})
    assert "cannot be used with the task type TextMultiClassMultiLabel" in message
