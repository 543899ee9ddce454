"""Fields that are valid individually and invalid together, and the messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from ground_truth.environment.dataset import DatasetSettings

Load = Callable[[Mapping[str, object]], list[str]]

JOB = "labeling_jobs.0"
TASK = f"{JOB}.HumanTaskConfig"
WORKTEAM = "arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/other"
PREPARE = "arn:aws:lambda:eu-west-1:111122223333:function:prepare"
CONSOLIDATE = {"AnnotationConsolidationLambdaArn": "arn:aws:lambda:eu-west-1:111122223333:function:consolidate"}
ALGORITHM = "arn:aws:sagemaker:eu-west-1:027400017018:labeling-job-algorithm-specification"
NAMED_ENTITIES_PAGE = "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/NamedEntityRecognition"
TOPIC = "arn:aws:sns:eu-west-1:111122223333:objects"

TABLE: list[tuple[dict[str, object], list[str]]] = [
    # buckets, Ground Truth Plus, tags
    (
        {"input_bucket.kms_key_arn": "arn:aws:kms:eu-west-1:111122223333:key/abc"},
        ['input_bucket.kms_key_arn: "arn:aws:kms:eu-west-1:111122223333:key/abc": only with encryption: kms'],
    ),
    (
        {"input_bucket.name": "data", "output_bucket.name": "data"},
        ['output_bucket.name: "data": another name than that of the input bucket'],
    ),
    (
        {"ground_truth_plus": {"access": "both"}},
        ["ground_truth_plus.account_id: missing: required with access: both: the account that your AWS expert named, 12 digits in quotes"],
    ),
    (
        {"ground_truth_plus": {"access": "role", "account_id": "999999999999"}},
        ['ground_truth_plus.account_id: "999999999999": only with access: account or both'],
    ),
    ({"tags": {"aws:x": "1"}}, ['tags.aws:x: "1": a tag key that does not start with aws: or ground-truth-cdk:']),
    ({"tags": {f"key-{number}": "x" for number in range(51)}}, ["tags: 51 tags: at most 50 tags"]),
    (
        {f"{JOB}.Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]},
        ['labeling_jobs[0].Tags[1].Key: "a": each tag key once: labeling_jobs[0].Tags[0].Key has it'],
    ),
    (
        {f"{JOB}.Tags": [{"Key": "AWS:x", "Value": "1"}]},
        ['labeling_jobs[0].Tags[0].Key: "AWS:x": a tag key that does not start with aws: or ground-truth-cdk:'],
    ),
    # teams and members
    ({"teams.1.name": "Reviewers"}, ['teams[1].name: "Reviewers": a name that no other team has: teams[0] has it']),
    (
        {"teams.1.name": "e" * 60},
        [
            f'teams[1].name: "{"e" * 60}": 1 to 63 characters matching [a-zA-Z0-9](-*[a-zA-Z0-9]){{0,62}} (WorkteamName) '
            f"together with the environment's name: dev-{'e' * 60}"
        ],
    ),
    (
        {"teams.0.members": ["one@example.com", "one@example.com"]},
        ['teams[0].members[1]: "one@example.com": each worker once per team'],
    ),
    (
        {"teams.1.members": ["One@example.com"]},
        ['teams[1].members[0]: "One@example.com": the same spelling everywhere: teams[0].members[0] is one@example.com'],
    ),
    (
        {"teams.1.members": [{"email": "one@example.com", "existing": True}]},
        [
            'teams[1].members[0]: {"email": "one@example.com", "existing": true}: '
            "the same `existing` everywhere: teams[0].members[0] differs"
        ],
    ),
    # names of jobs and teams
    ({f"{JOB}.team": "reviewer"}, ['labeling_jobs[0].team: "reviewer": a team of this file, did you mean reviewers?']),
    ({f"{JOB}.team": "xyz"}, ['labeling_jobs[0].team: "xyz": a team of this file: reviewers, editors']),
    # exclusive alternatives
    (
        {f"{TASK}.WorkteamArn": WORKTEAM},
        [f'labeling_jobs[0].HumanTaskConfig.WorkteamArn: "{WORKTEAM}": not together with team'],
    ),
    ({f"{JOB}.team": None}, ["labeling_jobs[0].team: missing: required: team or HumanTaskConfig.WorkteamArn"]),
    (
        {f"{TASK}.PreHumanTaskLambdaArn": PREPARE, f"{TASK}.AnnotationConsolidationConfig": CONSOLIDATE},
        [
            f'labeling_jobs[0].HumanTaskConfig.PreHumanTaskLambdaArn: "{PREPARE}": not together with task_type',
            "labeling_jobs[0].HumanTaskConfig.AnnotationConsolidationConfig: "
            f'{{"AnnotationConsolidationLambdaArn": "{CONSOLIDATE["AnnotationConsolidationLambdaArn"]}"}}: not together with task_type',
        ],
    ),
    (
        {f"{JOB}.task_type": None},
        ["labeling_jobs[0].task_type: missing: required: task_type, or for a custom job template or HumanTaskConfig.UiConfig"],
    ),
    (
        {f"{JOB}.task_type": None, f"{TASK}.PreHumanTaskLambdaArn": PREPARE},
        ["labeling_jobs[0].template: missing: required: template or HumanTaskConfig.UiConfig"],
    ),
    (
        {f"{JOB}.task_type": None, f"{TASK}.AnnotationConsolidationConfig": CONSOLIDATE},
        ["labeling_jobs[0].template: missing: required: template or HumanTaskConfig.UiConfig"],
    ),
    (
        {f"{JOB}.task_type": "PassThrough"},
        ["labeling_jobs[0].template: missing: required: template or HumanTaskConfig.UiConfig"],
    ),
    (
        {f"{TASK}.UiConfig": {"UiTemplateS3Uri": "https://bucket.s3.amazonaws.com/t.html"}},
        [
            'labeling_jobs[0].HumanTaskConfig.UiConfig.UiTemplateS3Uri: "https://bucket.s3.amazonaws.com/t.html": s3://<bucket>/<key>',
        ],
    ),
    ({f"{JOB}.labels": None}, ["labeling_jobs[0].labels: missing: required: labels, label_categories or LabelCategoryConfigS3Uri"]),
    (
        {f"{JOB}.LabelCategoryConfigS3Uri": "s3://bucket/labels.json"},
        ['labeling_jobs[0].LabelCategoryConfigS3Uri: "s3://bucket/labels.json": not together with labels'],
    ),
    ({f"{JOB}.dataset": None}, ["labeling_jobs[0].dataset: missing: required: dataset, stream or InputConfig.DataSource"]),
    (
        {f"{JOB}.InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://bucket/k"}}}},
        ['labeling_jobs[0].InputConfig.DataSource.S3DataSource: {"ManifestS3Uri": "s3://bucket/k"}: not together with dataset'],
    ),
    (
        {f"{JOB}.dataset": None, f"{JOB}.InputConfig": {"DataSource": {}}},
        ["labeling_jobs[0].InputConfig.DataSource: {}: S3DataSource, SnsDataSource or both"],
    ),
    ({f"{JOB}.dataset": {}}, ["labeling_jobs[0].dataset: {}: exactly one of " + ", ".join(DatasetSettings.model_fields)]),
    (
        {f"{TASK}.UiConfig": {"UiTemplateS3Uri": "s3://bucket/t.html", "HumanTaskUiArn": NAMED_ENTITIES_PAGE}},
        [
            'labeling_jobs[0].HumanTaskConfig.UiConfig: {"HumanTaskUiArn": "arn:aws:sagemaker:eu-west-1:394669845002:'
            'human-task-ui/NamedEntityRecognition", ...: exactly one of UiTemplateS3Uri, HumanTaskUiArn',
        ],
    ),
    # label attribute names
    (
        {f"{JOB}.LabelAttributeName": "topic-ref"},
        ['labeling_jobs[0].LabelAttributeName: "topic-ref": a name that must not end with -ref (TextMultiClass)'],
    ),
    (
        {f"{JOB}.task_type": "SemanticSegmentation"},
        ['labeling_jobs[0].LabelAttributeName: "topics" (from LabelingJobName): a name that must end with -ref (SemanticSegmentation)'],
    ),
    (
        {f"{JOB}.LabelAttributeName": "source"},
        ['labeling_jobs[0].LabelAttributeName: "source": a name other than source and source-ref, which hold the object'],
    ),
    (
        {f"{JOB}.LabelAttributeName": "topic-metadata"},
        ['labeling_jobs[0].LabelAttributeName: "topic-metadata": a name that does not end with -metadata'],
    ),
    # labels
    ({f"{JOB}.labels": ["web"]}, ["labeling_jobs[0].labels: 1 label: 2 or more labels (TextMultiClass)"]),
    (
        {f"{JOB}.task_type": "BoundingBox", f"{JOB}.labels": [str(number) + "x" for number in range(51)]},
        ["labeling_jobs[0].labels: 51 labels: 1 to 50 labels (BoundingBox)"],
    ),
    ({f"{JOB}.labels": ["web", "data", "web"]}, ['labeling_jobs[0].labels[2]: "web": each label once']),
    (
        {f"{JOB}.task_type": "NamedEntityRecognition"},
        ['labeling_jobs[0].labels: ["web", "data"]: label_categories instead, with instructions (NamedEntityRecognition)'],
    ),
    (
        {
            f"{JOB}.task_type": "VideoObjectDetection",
            f"{JOB}.LabelAttributeName": "a-ref",
            f"{JOB}.labels": [f"label {number}" for number in range(31)],
            f"{TASK}.NumberOfHumanWorkersPerDataObject": 1,
        },
        ["labeling_jobs[0].labels: 31 labels: 1 to 30 labels (VideoObjectDetection)"],
    ),
    (
        {
            f"{JOB}.task_type": "SemanticSegmentation",
            f"{JOB}.LabelAttributeName": "a-ref",
            f"{JOB}.labels": [f"label {number}" for number in range(21)],
            f"{JOB}.LabelingJobAlgorithmsConfig": {"LabelingJobAlgorithmSpecificationArn": f"{ALGORITHM}/semantic-segmentation"},
        },
        ["labeling_jobs[0].labels: 21 labels: 1 to 20 labels (SemanticSegmentation with automated labeling)"],
    ),
    # limits of the task type
    (
        {f"{JOB}.task_type": "3DPointCloudObjectDetection"},
        ["labeling_jobs[0].HumanTaskConfig.NumberOfHumanWorkersPerDataObject: 3: 1 (3DPointCloudObjectDetection)"],
    ),
    (
        {f"{TASK}.TaskTimeLimitInSeconds": 28_801},
        ["labeling_jobs[0].HumanTaskConfig.TaskTimeLimitInSeconds: 28801: 30 to 28800 (TextMultiClass)"],
    ),
    (
        {f"{TASK}.TaskAvailabilityLifetimeInSeconds": 2_592_001},
        ["labeling_jobs[0].HumanTaskConfig.TaskAvailabilityLifetimeInSeconds: 2592001: 60 to 2592000 (30 days)"],
    ),
    (
        {f"{JOB}.LabelingJobAlgorithmsConfig": {"LabelingJobAlgorithmSpecificationArn": f"{ALGORITHM}/image-classification"}},
        [
            f'labeling_jobs[0].LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn: "{ALGORITHM}/image-classification": '
            f"{ALGORITHM}/text-classification (TextMultiClass)"
        ],
    ),
    (
        {
            f"{JOB}.task_type": "ImageMultiClassMultiLabel",
            f"{JOB}.LabelingJobAlgorithmsConfig": {"LabelingJobAlgorithmSpecificationArn": "arn:x"},
        },
        [
            'labeling_jobs[0].LabelingJobAlgorithmsConfig: {"LabelingJobAlgorithmSpecificationArn": "arn:x"}: '
            "nothing: ImageMultiClassMultiLabel has no automated labeling"
        ],
    ),
    (
        {
            f"{JOB}.dataset": None,
            f"{JOB}.InputConfig": {"DataSource": {"SnsDataSource": {"SnsTopicArn": TOPIC}}},
            f"{JOB}.LabelingJobAlgorithmsConfig": {"LabelingJobAlgorithmSpecificationArn": f"{ALGORITHM}/text-classification"},
        },
        [
            'labeling_jobs[0].LabelingJobAlgorithmsConfig: {"LabelingJobAlgorithmSpecificationArn": '
            '"arn:aws:sagemaker:eu-west-1:027400017018:labeling-job-algo...: nothing: a streaming job has no automated labeling'
        ],
    ),
    # ARNs
    (
        {f"{JOB}.OutputConfig": {"SnsTopicArn": "arn:aws:sns:us-east-1:111122223333:labels"}},
        ['labeling_jobs[0].OutputConfig.SnsTopicArn: "arn:aws:sns:us-east-1:111122223333:labels": an ARN of the region eu-west-1'],
    ),
    (
        {"input_bucket": {"encryption": "kms", "kms_key_arn": "arn:aws:kms:us-east-1:111122223333:key/abc"}},
        ['input_bucket.kms_key_arn: "arn:aws:kms:us-east-1:111122223333:key/abc": an ARN of the region eu-west-1'],
    ),
    (
        {f"{JOB}.RoleArn": "arn:aws:iam::999999999999:role/labeling"},
        ['labeling_jobs[0].RoleArn: "arn:aws:iam::999999999999:role/labeling": an ARN of the account 111122223333'],
    ),
    (
        {f"{JOB}.team": None, f"{TASK}.WorkteamArn": "arn:aws:sagemaker:eu-west-1:394669845002:workteam/public-crowd/default"},
        [
            'labeling_jobs[0].HumanTaskConfig.WorkteamArn: "arn:aws:sagemaker:eu-west-1:394669845002:workteam/public-crowd/default": '
            "a private or vendor work team, since Amazon Mechanical Turk closed on 30 September 2026"
        ],
    ),
]


@pytest.mark.parametrize(("changes", "lines"), TABLE, ids=[str(number) for number in range(len(TABLE))])
def test_fields_that_contradict_each_other_are_named(mistakes_of: Load, changes: dict[str, object], lines: list[str]) -> None:
    assert mistakes_of(changes) == [f"environments/dev.yaml: {line}" for line in lines]


def test_two_jobs_of_one_name_are_refused_whatever_the_case(mistakes_of: Load) -> None:
    second = {
        "LabelingJobName": "Topics",
        "team": "editors",
        "task_type": "TextMultiClass",
        "labels": ["a", "b"],
        "dataset": {"input_bucket_key": "k"},
        "HumanTaskConfig": {
            "TaskTitle": "x",
            "TaskDescription": "x",
            "NumberOfHumanWorkersPerDataObject": 1,
            "TaskTimeLimitInSeconds": 30,
        },
    }
    assert mistakes_of({"labeling_jobs.1": second}) == [
        'environments/dev.yaml: labeling_jobs[1].LabelingJobName: "Topics": '
        "a name that no other job has (case is ignored): labeling_jobs[0] has it"
    ]


def test_a_task_with_a_page_of_aws_takes_no_template(mistakes_of: Load, removed: object) -> None:
    lines = mistakes_of(
        {
            f"{JOB}.task_type": "VideoObjectTracking",
            f"{JOB}.labels": removed,
            f"{JOB}.LabelCategoryConfigS3Uri": "s3://bucket/labels.json",
            f"{JOB}.LabelAttributeName": "tracks-ref",
            f"{TASK}.NumberOfHumanWorkersPerDataObject": 1,
            f"{TASK}.UiConfig": {"UiTemplateS3Uri": "s3://bucket/template.html"},
        }
    )
    assert lines == [
        'environments/dev.yaml: labeling_jobs[0].HumanTaskConfig.UiConfig.UiTemplateS3Uri: "s3://bucket/template.html": '
        "nothing: VideoObjectTracking has a page that AWS provides, VideoObjectTracking"
    ]


def test_a_page_of_another_task_is_refused(mistakes_of: Load, removed: object) -> None:
    wrong = NAMED_ENTITIES_PAGE.replace("NamedEntityRecognition", "VideoObjectTracking")
    lines = mistakes_of(
        {
            f"{JOB}.task_type": "NamedEntityRecognition",
            f"{JOB}.labels": removed,
            f"{JOB}.LabelCategoryConfigS3Uri": "s3://bucket/labels.json",
            f"{TASK}.UiConfig": {"HumanTaskUiArn": wrong},
        }
    )
    assert lines == [
        f'environments/dev.yaml: labeling_jobs[0].HumanTaskConfig.UiConfig.HumanTaskUiArn: "{wrong}": '
        f"{NAMED_ENTITIES_PAGE}, or nothing (NamedEntityRecognition)"
    ]


@pytest.mark.parametrize(
    "functions",
    [
        {},
        {f"{TASK}.PreHumanTaskLambdaArn": PREPARE},
        {f"{TASK}.AnnotationConsolidationConfig": CONSOLIDATE},
        {f"{TASK}.PreHumanTaskLambdaArn": PREPARE, f"{TASK}.AnnotationConsolidationConfig": CONSOLIDATE},
    ],
    ids=["none", "pre-annotation", "post-annotation", "both"],
)
def test_a_custom_job_may_have_functions_of_its_own(mistakes_of: Load, removed: object, functions: dict[str, object]) -> None:
    changes: dict[str, object] = {
        f"{JOB}.task_type": removed,
        f"{JOB}.labels": removed,
        f"{TASK}.UiConfig": {"UiTemplateS3Uri": "s3://bucket/template.liquid"},
        **functions,
    }
    assert mistakes_of(changes) == []
    assert mistakes_of({**changes, f"{JOB}.LabelAttributeName": "x-ref"}) == [
        'environments/dev.yaml: labeling_jobs[0].LabelAttributeName: "x-ref": a name that must not end with -ref (a custom task)'
    ]
