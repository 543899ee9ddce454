"""Access to the data of a Ground Truth Plus project: AWS's documented policies, compared semantically, and the narrowed ones."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms

from ground_truth import GroundTruthPlusAccountAccess, GroundTruthPlusProject, GroundTruthPlusRole, PlusFolders, ProjectBucket
from ground_truth.settings import PlusProjectSettings
from tests.plus_environments import PLUS_ACCOUNT, SCENES, SPEECH
from tests.synth.cloud_assembly import Json, SynthesizedStack, synthesize
from tests.synth.conftest import Synthesis
from tests.synth.policies import as_tuple, statements

# The developer guide's former page on sharing data, with its placeholders filled in and without its comments, which are invalid JSON.
DOCUMENTED_BUCKET_POLICY = """
{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {
                "AWS": ["999999999999"]
            },
            "Action": [
                "s3:GetObject",
                "s3:GetBucketLocation",
                "s3:ListBucket",
                "s3:PutObject"
            ],
            "Resource": [
                "arn:aws:s3:::your-bucket-name",
                "arn:aws:s3:::your-bucket-name/*"
            ]
        }
    ]
}
"""

# https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-request-project.html
DOCUMENTED_PERMISSIONS = """
{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": [
                "s3:GetObject",
                "s3:GetBucketLocation",
                "s3:ListBucket",
                "s3:PutObject"
            ],
            "Resource": [
                "arn:aws:s3:::your-bucket-name",
                "arn:aws:s3:::your-bucket-name/*"
            ]
        }
    ]
}
"""

DOCUMENTED_TRUST = """
{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {
                "Service": "sagemaker-ground-truth-plus.amazonaws.com"
            },
            "Action": "sts:AssumeRole"
        }
    ]
}
"""

SETTINGS = PlusProjectSettings(
    name="cars", description="Boxes around cars", task_type="image", data_classification="public", contains_pii=False
)


def documented(text: str, *, bucket: str) -> Json:
    """A documented policy for a bucket."""
    policy: Json = json.loads(text.replace("arn:aws:s3:::your-bucket-name", f"${{{bucket}.Arn}}"))
    return meaning(policy)


def meaning(policy: Json) -> Json:
    """A normalized policy, independent of order and of single values or lists."""
    found = [{key: element(value) for key, value in statement.items()} for statement in policy["Statement"]]
    return {**policy, "Statement": sorted(found, key=str)}


def element(value: Any) -> Any:
    return {key: element(entry) for key, entry in value.items()} if isinstance(value, dict) else as_tuple(value)


def allowing(policy: Json) -> Json:
    """A bucket policy without this application's denial of plain HTTP."""
    return {**policy, "Statement": [statement for statement in policy["Statement"] if statement["Effect"] == "Allow"]}


@pytest.fixture
def stack(app: cdk.App) -> cdk.Stack:
    """An empty stack in a region with Ground Truth Plus."""
    return cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="us-east-1"))


@pytest.mark.parametrize("project", [SCENES, SPEECH])
def test_account_mode_is_the_documented_bucket_policy(plus: Synthesis, project: str) -> None:
    bucket = f"GroundTruthPlusBucket {project}/Bucket"
    policy = plus.stacks["documented/Foundation"].properties(f"{bucket}/Policy")["PolicyDocument"]
    assert meaning(allowing(policy)) == documented(DOCUMENTED_BUCKET_POLICY, bucket=bucket)


@pytest.mark.parametrize("project", [SCENES, SPEECH])
def test_role_mode_is_the_documented_role(plus: Synthesis, project: str) -> None:
    stack, role = plus.stacks["documented/Foundation"], f"GroundTruthPlus {project}/Role/Role"
    assert meaning(stack.properties(role)["AssumeRolePolicyDocument"]) == meaning(json.loads(DOCUMENTED_TRUST))
    policy = stack.properties(f"{role}/DefaultPolicy")
    assert policy["Roles"] == [f"${{{role}}}"]
    assert meaning(policy["PolicyDocument"]) == documented(DOCUMENTED_PERMISSIONS, bucket=f"GroundTruthPlusBucket {project}/Bucket")


def reaching(stack: SynthesizedStack, owner: str) -> set[str]:
    """The resources that an owner's policy opens to Ground Truth Plus."""
    return {
        resource
        for statement in statements(stack)
        if statement.owner == owner and statement.effect == "Allow"
        for resource in statement.resources
    }


@pytest.mark.parametrize("project", [SCENES, SPEECH])
def test_only_the_location_of_a_project_is_reached_with_its_role(plus: Synthesis, project: str) -> None:
    stack, bucket = plus.stacks["documented/Foundation"], f"${{GroundTruthPlusBucket {project}/Bucket.Arn}}"
    assert reaching(stack, f"GroundTruthPlus {project}/Role/Role/DefaultPolicy") == {bucket, f"{bucket}/*"}


def test_only_the_locations_of_projects_are_reached_by_the_account(plus: Synthesis) -> None:
    for name, stack in plus.stacks.items():
        for statement in statements(stack):
            if PLUS_ACCOUNT in statement.principals:
                assert statement.owner.startswith("GroundTruthPlusBucket " if name.startswith("documented") else "InputBucket/")


def test_no_other_role_trusts_the_service(plus: Synthesis) -> None:
    for stack in plus.stacks.values():
        trusts = {path: role["Properties"]["AssumeRolePolicyDocument"] for path, role in stack.of_type("AWS::IAM::Role").items()}
        trusting = [path for path, trust in trusts.items() if "sagemaker-ground-truth-plus" in json.dumps(trust)]
        assert sorted(trusting) == sorted(f"GroundTruthPlus {name}/Role/Role" for name in projects_of(plus, stack))


def projects_of(plus: Synthesis, stack: SynthesizedStack) -> list[str]:
    settings = plus.environment_of(stack.name).ground_truth_plus
    assert settings is not None
    return [project.name for project in settings.projects]


def test_a_narrowed_role_reads_input_writes_output_and_lists_both(plus: Synthesis) -> None:
    policy = plus.stacks["narrowed/Foundation"].properties("GroundTruthPlus cars/Role/Role/DefaultPolicy")["PolicyDocument"]
    assert policy["Statement"] == narrowed("cars")


def narrowed(project: str) -> list[Json]:
    bucket = "${InputBucket/Bucket.Arn}"
    input_prefix, output_prefix = f"ground-truth-plus/input/{project}/*", f"ground-truth-plus/output/{project}/*"
    return [
        {"Effect": "Allow", "Action": "s3:GetBucketLocation", "Resource": bucket},
        {
            "Effect": "Allow",
            "Action": "s3:ListBucket",
            "Resource": bucket,
            "Condition": {"StringLike": {"s3:prefix": [input_prefix, output_prefix]}},
        },
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"{bucket}/{input_prefix}"},
        {"Effect": "Allow", "Action": "s3:PutObject", "Resource": f"{bucket}/{output_prefix}"},
    ]


def test_a_narrowed_bucket_policy_says_the_same_of_every_project(plus: Synthesis) -> None:
    policy = plus.stacks["narrowed/Foundation"].properties("InputBucket/Bucket/Policy")["PolicyDocument"]
    expected = [statement for project in ("cars", "cars-2") for statement in narrowed(project)]
    assert granted(allowing(policy)["Statement"], of_principal=True) == granted(expected)


def granted(found: list[Json], *, of_principal: bool = False) -> set[tuple[str, str, str]]:
    """Action, resource and condition, one by one: CDK merges equal statements."""
    if of_principal:
        assert {statement["Principal"]["AWS"] for statement in found} == {PLUS_ACCOUNT}
    return {
        (action, resource, json.dumps(statement.get("Condition")))
        for statement in found
        for action in as_tuple(statement["Action"])
        for resource in as_tuple(statement["Resource"])
    }


def test_without_projects_all_of_them_are_narrowed_to_their_folders(stack: cdk.Stack, app: cdk.App) -> None:
    GroundTruthPlusRole(stack, "Role", bucket=ProjectBucket(stack, "Bucket"), narrowed_to=PlusFolders())
    policy = synthesize(app).stacks["Labels"].properties("Role/Role/DefaultPolicy")["PolicyDocument"]
    objects = [statement["Resource"] for statement in policy["Statement"] if statement["Action"] in ("s3:GetObject", "s3:PutObject")]
    assert objects == ["${Bucket/Bucket.Arn}/ground-truth-plus/input/*", "${Bucket/Bucket.Arn}/ground-truth-plus/output/*"]


USE = ["kms:Decrypt", "kms:GenerateDataKey"]


def test_a_key_that_is_made_is_opened_to_both_modes(stack: cdk.Stack, app: cdk.App) -> None:
    bucket = ProjectBucket(stack, "Bucket", encryption_key=kms.Key(stack, "Key"))
    GroundTruthPlusProject(stack, "Project", settings=SETTINGS, bucket=bucket, account_id=PLUS_ACCOUNT)
    synthesized = synthesize(app).stacks["Labels"]
    for_account = {"Action": USE, "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{PLUS_ACCOUNT}:root"}, "Resource": "*"}
    assert for_account in synthesized.properties("Key")["KeyPolicy"]["Statement"]
    role = synthesized.properties("Project/Role/Role/DefaultPolicy")["PolicyDocument"]["Statement"]
    assert {"Action": USE, "Effect": "Allow", "Resource": "${Key.Arn}"} in role
    requester = synthesized.properties("Project/People/Requester")["PolicyDocument"]["Statement"]
    assert {"Action": USE, "Effect": "Allow", "Resource": "${Key.Arn}"} in requester
    reviewer = synthesized.properties("Project/People/Reviewer")["PolicyDocument"]["Statement"]
    assert {"Action": "kms:Decrypt", "Effect": "Allow", "Resource": "${Key.Arn}"} in reviewer
    assert "kms:" not in json.dumps(synthesized.properties("Project/People/Reader"))


KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/0123abcd-0123-abcd-0123-0123456789ab"


def warnings(stack: cdk.Stack) -> list[str]:
    """The warnings of a stack's constructs at synthesis."""
    return [str(entry.data) for construct in stack.node.find_all() for entry in construct.node.metadata if entry.type == "aws:cdk:warning"]


def test_the_statement_that_an_existing_key_needs_is_told_in_account_mode(stack: cdk.Stack) -> None:
    bucket = ProjectBucket(stack, "Bucket", encryption_key=kms.Key.from_key_arn(stack, "Key", KEY_ARN))
    GroundTruthPlusAccountAccess(stack, "Account", bucket=bucket, account_id=PLUS_ACCOUNT)
    (warning,) = warnings(stack)
    statement = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{PLUS_ACCOUNT}:root"}, "Action": USE, "Resource": "*"}
    assert warning.startswith(
        f"the policy of the existing key {KEY_ARN} is not managed here: Ground Truth Plus can use the key only if its policy has the "
        f"statement {json.dumps(statement)}. The policy of an AWS managed key such as aws/s3 cannot be changed, so that another account "
        "can never use it: if this is one, take a customer managed key"
    )


def test_nothing_is_told_where_nothing_is_to_be_done(stack: cdk.Stack) -> None:
    made = ProjectBucket(stack, "B", encryption_key=kms.Key(stack, "K"))
    GroundTruthPlusAccountAccess(stack, "Made", bucket=made, account_id=PLUS_ACCOUNT)
    GroundTruthPlusAccountAccess(stack, "None", bucket=ProjectBucket(stack, "C"), account_id=PLUS_ACCOUNT)
    existing = ProjectBucket(stack, "D", encryption_key=kms.Key.from_key_arn(stack, "Key", KEY_ARN))
    GroundTruthPlusRole(stack, "Role", bucket=existing)
    assert warnings(stack) == []


def test_a_project_without_either_mode(stack: cdk.Stack) -> None:
    with pytest.raises(ValueError, match=r"^Ground Truth Plus project 'cars': expected an account_id, a role, or both$"):
        GroundTruthPlusProject(stack, "Project", settings=SETTINGS, bucket=ProjectBucket(stack, "Bucket"), with_role=False)


def test_a_project_in_another_region(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Elsewhere", env=cdk.Environment(region="eu-west-1"))
    expected = "^Ground Truth Plus project 'cars' in 'eu-west-1': expected us-east-1, the one region of Ground Truth Plus$"
    with pytest.raises(ValueError, match=expected):
        GroundTruthPlusProject(stack, "Project", settings=SETTINGS, bucket=ProjectBucket(stack, "Bucket"))


def test_a_project_in_a_region_that_nobody_knows_yet(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Anywhere")
    GroundTruthPlusProject(stack, "Project", settings=SETTINGS, bucket=ProjectBucket(stack, "Bucket"))
    assert "Project/Role/Role" in synthesize(app).stacks["Anywhere"].resources
