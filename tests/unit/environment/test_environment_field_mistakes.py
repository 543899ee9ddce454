"""Single invalid fields: the line that names each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Load = Callable[[Mapping[str, object]], list[str]]

NAME_PATTERN = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"
BASE_NAME_PATTERN = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,53}"
REGIONS = (
    "ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2, ca-central-1, "
    "eu-central-1, eu-west-1, eu-west-2, us-east-1, us-east-2, us-west-2"
)
BUCKET_NAME = "3 to 63 lower-case letters, digits, dots and hyphens by the S3 bucket naming rules"
DOMAIN_PREFIX = "1 to 63 lower-case letters, digits and inner hyphens, without aws, amazon or cognito"
EMAIL = "an e-mail address of at most 128 characters"
KMS_KEY = "the ARN of a KMS key: arn:aws:kms:<region>:<account>:key/<id>, not of an alias, which no IAM policy can name as a resource"
JOB = "labeling_jobs.0"
TASK = f"{JOB}.HumanTaskConfig"

TABLE: list[tuple[str, object, str]] = [
    # (field, value, the line after "environments/dev.yaml: ")
    ("account", 111122223333, "account: 111122223333: a text: put it in quotes"),
    ("account", "1111", 'account: "1111": 12 digits, in quotes'),
    ("account", "1111-2222-3333", 'account: "1111-2222-3333": 12 digits, in quotes'),
    ("region", "us-west-1", f'region: "us-west-1": one of {REGIONS}'),
    ("region", ["us-east-1"], 'region: ["us-east-1"]: a text'),
    ("data_on_destroy", "delete", 'data_on_destroy: "delete": one of retain or destroy'),
    ("regoin", "us-east-1", 'regoin: "us-east-1": unknown field, did you mean region?'),
    ("tags", ["a"], 'tags: ["a"]: a mapping'),
    ("tags.cost", 12, "tags.cost: 12: a text: put it in quotes"),
    ("tags.a;b", "x", 'tags.a;b: "a;b": 1 to 128 characters matching ([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*) (Key)'),
    ("tags.cost", "a;b", 'tags.cost: "a;b": at most 256 characters matching ([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*) (Value)'),
    ("input_bucket", "data", 'input_bucket: "data": a mapping'),
    ("input_bucket.name", "My-Bucket", f'input_bucket.name: "My-Bucket": {BUCKET_NAME}'),
    ("input_bucket.name", "ab", f'input_bucket.name: "ab": {BUCKET_NAME}'),
    ("input_bucket.name", "192.168.0.1", f'input_bucket.name: "192.168.0.1": {BUCKET_NAME}'),
    ("input_bucket.name", "a..b", f'input_bucket.name: "a..b": {BUCKET_NAME}'),
    ("input_bucket.name", "data-s3alias", f'input_bucket.name: "data-s3alias": {BUCKET_NAME}'),
    ("output_bucket.encryption", "aes", 'output_bucket.encryption: "aes": one of s3-managed or kms'),
    ("output_bucket", {"encryption": "kms", "kms_key_arn": "alias/x"}, f'output_bucket.kms_key_arn: "alias/x": {KMS_KEY}'),
    ("input_bucket.noncurrent_version_expiration_days", 0, "input_bucket.noncurrent_version_expiration_days: 0: 1 or more"),
    ("input_bucket.noncurrent_version_expiration_days", "30", 'input_bucket.noncurrent_version_expiration_days: "30": a whole number'),
    ("input_bucket.noncurrent_version_expiration_days", True, "input_bucket.noncurrent_version_expiration_days: true: a whole number"),
    ("ground_truth_plus", {}, "ground_truth_plus.access: missing: required: one of account, role, both"),
    ("ground_truth_plus", {"access": "none"}, 'ground_truth_plus.access: "none": one of account, role or both'),
    (
        "ground_truth_plus",
        {"access": "both", "account_id": 999999999999},
        "ground_truth_plus.account_id: 999999999999: a text: put it in quotes",
    ),
    ("workforce", {"name": "x"}, "workforce.mode: missing: one of create, adopt, import"),
    ("workforce.mode", "reuse", 'workforce.mode: "reuse": one of create, adopt, import'),
    ("workforce.name", "a_b", 'workforce.name: "a_b": 1 to 63 characters matching [a-zA-Z0-9]([a-zA-Z0-9\\-]){0,62} (WorkforceName)'),
    ("workforce", {"mode": "create", "name": "x"}, "workforce.user_pool: missing: required: a mapping"),
    ("workforce", {"mode": "import", "name": "x", "user_pool": {}}, "workforce.user_pool: {}: unknown field, known here: mode, name"),
    ("workforce.user_pool", {}, f"workforce.user_pool.domain_prefix: missing: required: {DOMAIN_PREFIX}"),
    ("workforce.user_pool.domain_prefix", "my-aws-pool", f'workforce.user_pool.domain_prefix: "my-aws-pool": {DOMAIN_PREFIX}'),
    ("workforce.user_pool.domain_prefix", "workers-", f'workforce.user_pool.domain_prefix: "workers-": {DOMAIN_PREFIX}'),
    ("workforce.user_pool.mfa", "on", 'workforce.user_pool.mfa: "on": one of off, optional or required'),
    (
        "workforce.user_pool.invitation",
        {"subject": "Hello", "message": "Welcome {username}"},
        'workforce.user_pool.invitation.message: "Welcome {username}": 6 to 20000 characters with {username} and {####}',
    ),
    (
        "workforce.user_pool.invitation",
        {"subject": "", "message": "{username} {####}"},
        'workforce.user_pool.invitation.subject: "": 1 to 140 characters',
    ),
    ("workforce.source_ip_cidrs", [], "workforce.source_ip_cidrs: []: 1 to 10 ranges"),
    (
        "workforce.source_ip_cidrs",
        ["203.0.113.0"],
        'workforce.source_ip_cidrs[0]: "203.0.113.0": an IPv4 or IPv6 range such as 203.0.113.0/24 (Cidrs)',
    ),
    (
        "workforce.WorkforceVpcConfig",
        {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"]},
        "workforce.WorkforceVpcConfig.Subnets: missing: required: 1 to 16 items (Subnets)",
    ),
    (
        "workforce.WorkforceVpcConfig",
        {"VpcId": "labels", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]},
        'workforce.WorkforceVpcConfig.VpcId: "labels": at most 32 characters matching vpc-[0-9a-z]* (VpcId)',
    ),
    ("teams.0.description", "", 'teams[0].description: "": 1 to 200 characters matching .+ (Description)'),
    ("teams.1.name", "a b", f'teams[1].name: "a b": 1 to 63 characters matching {NAME_PATTERN} (WorkteamName)'),
    ("teams.0.members", "one@example.com", 'teams[0].members: "one@example.com": a list'),
    ("teams.0.members.0", "example.com", f'teams[0].members[0]: "example.com": {EMAIL}'),
    ("teams.0.members.0", 7, "teams[0].members[0]: 7: a mapping"),
    ("teams.1.members.0.email", "three@", f'teams[1].members[0].email: "three@": {EMAIL}'),
    ("teams.1.members.0.existing", "maybe", 'teams[1].members[0].existing: "maybe": true or false'),
    ("teams.1.notifications", 1, "teams[1].notifications: 1: true or false"),
    (
        f"{JOB}.LabelingJobName",
        "-topics",
        f'labeling_jobs[0].LabelingJobName: "-topics": 1 to 54 characters matching {BASE_NAME_PATTERN} (LabelingJobName)',
    ),
    (
        f"{JOB}.LabelingJobName",
        "a" * 55,
        f'labeling_jobs[0].LabelingJobName: "{"a" * 55}": 1 to 54 characters matching {BASE_NAME_PATTERN} (LabelingJobName)',
    ),
    (
        f"{JOB}.LabelAttributeName",
        "a b",
        'labeling_jobs[0].LabelAttributeName: "a b": 1 to 127 characters matching [a-zA-Z0-9](-*[a-zA-Z0-9]){0,126} (LabelAttributeName)',
    ),
    (f"{JOB}.labels", ["web", ""], 'labeling_jobs[0].labels[1]: "": 1 to 256 characters'),
    (f"{JOB}.labels", ["web", "data", None], "labeling_jobs[0].labels[2]: missing: a text"),
    (f"{JOB}.stream", None, "labeling_jobs[0].stream: missing: a mapping; {} is enough"),
    (
        f"{JOB}.LabelingJobAlgorithmsConfig",
        None,
        "labeling_jobs[0].LabelingJobAlgorithmsConfig: missing: a mapping; {} is enough",
    ),
    (f"{JOB}.labels", ["web", 2], "labeling_jobs[0].labels[1]: 2: a text: put it in quotes"),
    (f"{JOB}.dataset", {"input_bucket_key": ""}, 'labeling_jobs[0].dataset.input_bucket_key: "": 1 to 1024 characters'),
    (
        f"{JOB}.OutputConfig",
        {"S3OutputPath": "out"},
        'labeling_jobs[0].OutputConfig.S3OutputPath: "out": at most 1024 characters matching (https|s3)://([^/]+)/?(.*) (S3OutputPath)',
    ),
    *(
        (
            f"{JOB}.OutputConfig",
            {"S3OutputPath": f"s3://{bucket}/x"},
            f'labeling_jobs[0].OutputConfig.S3OutputPath: "s3://{bucket}/x": '
            "s3://<bucket>/<key> with a bucket name of 3 to 255 letters, digits, dots, hyphens and underscores",
        )
        for bucket in ("My_Bucket!!", "my bucket", "ab")
    ),
    (f"{JOB}.output_config", {}, "labeling_jobs[0].output_config: {}: unknown field, did you mean OutputConfig?"),
    (
        f"{JOB}.RoleArn",
        "arn:aws:iam::1:role/x",
        'labeling_jobs[0].RoleArn: "arn:aws:iam::1:role/x": '
        "20 to 2048 characters matching arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+ (RoleArn)",
    ),
    (
        f"{JOB}.InputConfig",
        {"DataAttributes": {"ContentClassifiers": ["FreeOfCost"]}},
        'labeling_jobs[0].InputConfig.DataAttributes.ContentClassifiers[0]: "FreeOfCost": '
        "one of FreeOfPersonallyIdentifiableInformation, FreeOfAdultContent (ContentClassifiers)",
    ),
    (
        f"{JOB}.StoppingConditions",
        {"MaxPercentageOfInputDatasetLabeled": 101},
        "labeling_jobs[0].StoppingConditions.MaxPercentageOfInputDatasetLabeled: 101: 1 to 100 (MaxPercentageOfInputDatasetLabeled)",
    ),
    (
        f"{JOB}.StoppingConditions",
        {"MaxHumanLabeledObjectCount": 0},
        "labeling_jobs[0].StoppingConditions.MaxHumanLabeledObjectCount: 0: 1 or more (MaxHumanLabeledObjectCount)",
    ),
    (
        f"{JOB}.Tags",
        [{"Key": "a"}],
        "labeling_jobs[0].Tags[0].Value: missing: required: at most 256 characters matching ([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*) (Value)",
    ),
    (
        f"{TASK}.NumberOfHumanWorkersPerDataObject",
        12,
        "labeling_jobs[0].HumanTaskConfig.NumberOfHumanWorkersPerDataObject: 12: 1 to 9 (NumberOfHumanWorkersPerDataObject)",
    ),
    (
        f"{TASK}.NumberOfHumanWorkersPerDataObject",
        "3",
        'labeling_jobs[0].HumanTaskConfig.NumberOfHumanWorkersPerDataObject: "3": a whole number',
    ),
    (
        f"{TASK}.NumberOfHumanWorkersPerDataObject",
        1.5,
        "labeling_jobs[0].HumanTaskConfig.NumberOfHumanWorkersPerDataObject: 1.5: a whole number",
    ),
    (
        f"{TASK}.TaskTimeLimitInSeconds",
        5,
        "labeling_jobs[0].HumanTaskConfig.TaskTimeLimitInSeconds: 5: 30 or more (TaskTimeLimitInSeconds)",
    ),
    (
        f"{TASK}.MaxConcurrentTaskCount",
        5001,
        "labeling_jobs[0].HumanTaskConfig.MaxConcurrentTaskCount: 5001: 1 to 5000 (MaxConcurrentTaskCount)",
    ),
    (f"{TASK}.TaskKeywords", [], "labeling_jobs[0].HumanTaskConfig.TaskKeywords: []: 1 to 5 items (TaskKeywords)"),
    (
        f"{TASK}.TaskKeywords",
        ["a-b"],
        'labeling_jobs[0].HumanTaskConfig.TaskKeywords[0]: "a-b": 1 to 30 characters matching [A-Za-z0-9]+( [A-Za-z0-9]+)* (TaskKeywords)',
    ),
    (
        f"{TASK}.TaskDescription",
        "two\nlines",
        'labeling_jobs[0].HumanTaskConfig.TaskDescription: "two\\nlines": 1 to 255 characters matching .+ (TaskDescription)',
    ),
    (f"{TASK}.TaskTitel", "x", 'labeling_jobs[0].HumanTaskConfig.TaskTitel: "x": unknown field, did you mean TaskTitle?'),
    (
        f"{TASK}.PublicWorkforceTaskPrice",
        {"AmountInUsd": {"Cents": 3}},
        'labeling_jobs[0].HumanTaskConfig.PublicWorkforceTaskPrice: {"AmountInUsd": {"Cents": 3}}: '
        "nothing: Amazon Mechanical Turk closed on 30 September 2026",
    ),
]


@pytest.mark.parametrize(("path", "value", "line"), TABLE, ids=[f"{path}={value}"[:60] for path, value, _ in TABLE])
def test_a_wrong_field_is_one_line(mistakes_of: Load, path: str, value: object, line: str) -> None:
    assert mistakes_of({path: value}) == [f"environments/dev.yaml: {line}"]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("account", "account: missing: required: 12 digits, in quotes"),
        ("region", f"region: missing: required: one of {REGIONS}"),
        ("workforce", "workforce: missing: required: a mapping"),
        ("teams.0.name", f"teams[0].name: missing: required: 1 to 63 characters matching {NAME_PATTERN} (WorkteamName)"),
        (f"{TASK}.TaskTitle", "labeling_jobs[0].HumanTaskConfig.TaskTitle: missing: required: 1 to 128 characters matching"),
    ],
)
def test_a_missing_field_is_named_with_what_is_allowed(mistakes_of: Load, removed: object, path: str, line: str) -> None:
    mistakes = [mistake for mistake in mistakes_of({path: removed}) if "missing" in mistake]
    assert mistakes[0].startswith(f"environments/dev.yaml: {line}")


def test_a_task_type_that_does_not_exist_lists_those_that_do(mistakes_of: Load) -> None:
    (line,) = mistakes_of({f"{JOB}.task_type": "TextMulticlass"})
    assert line.startswith('environments/dev.yaml: labeling_jobs[0].task_type: "TextMulticlass": one of BoundingBox, ImageMultiClass, ')
    assert line.endswith(", PassThrough")


@pytest.mark.parametrize("bucket", ["My_Old_Bucket", "a.b-c", "abc"])
def test_a_bucket_that_may_exist(mistakes_of: Load, bucket: str) -> None:
    assert mistakes_of({f"{JOB}.OutputConfig": {"S3OutputPath": f"s3://{bucket}"}}) == []


def test_a_bare_stream_is_the_only_mistake_of_a_job_without_dataset(mistakes_of: Load, removed: object) -> None:
    line = "environments/dev.yaml: labeling_jobs[0].stream: missing: a mapping; {} is enough"
    assert mistakes_of({f"{JOB}.dataset": removed, f"{JOB}.stream": None}) == [line]
    assert mistakes_of({f"{JOB}.dataset": removed, f"{JOB}.stream": {}}) == []


def test_a_long_value_is_cut(mistakes_of: Load) -> None:
    (line,) = mistakes_of({f"{TASK}.TaskTitle": "x" * 5_000})
    assert '"xxxxxxxxxx' in line
    assert "...: 1 to 128 characters" in line
    assert len(line) < 400


def test_teams_have_an_upper_limit(mistakes_of: Load) -> None:
    teams = [{"name": f"team-{number}", "description": "x"} for number in range(26)]
    lines = mistakes_of({"teams": teams, f"{JOB}.team": "team-1"})
    assert [line.rpartition(": ")[2] for line in lines] == ["1 to 25 teams"]
