"""The permissions in the managed policies of a Ground Truth Plus project."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from ground_truth import GroundTruthPlusProject, ProjectBucket, ProjectTeam, Workforce
from ground_truth.ground_truth_plus import permission_only_actions as console
from ground_truth.settings import PlusProjectSettings
from tests.plus_environments import PLUS_ACCOUNT, SCENES
from tests.synth.cloud_assembly import Json, SynthesizedStack, synthesize
from tests.synth.conftest import Synthesis
from tests.synth.policies import statements

# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazongroundtruthlabeling.html
SIXTEEN = {
    "AssociatePatchToManifestJob",
    "CreateBatch",
    "CreateIntakeForm",
    "CreateProject",
    "CreateWorkflowDefinition",
    "DescribeConsoleJob",
    "GenerateLIDARPreviewTaskConfigJob",
    "GetBatch",
    "GetIntakeFormStatus",
    "ListBatches",
    "ListDatasetObjects",
    "ListProjects",
    "RunFilterOrSampleDatasetJob",
    "RunGenerateManifestByCrawlingJob",
    "RunGenerateManifestMetricsJob",
    "UpdateBatch",
}

BUCKET = f"${{GroundTruthPlusBucket {SCENES}/Bucket.Arn}}"
INPUT, OUTPUT = f"{BUCKET}/ground-truth-plus/input/{SCENES}/*", f"{BUCKET}/ground-truth-plus/output/{SCENES}/*"
PREFIXES = {"StringLike": {"s3:prefix": [f"ground-truth-plus/input/{SCENES}/*", f"ground-truth-plus/output/{SCENES}/*"]}}
SEE = {"GetBatch", "GetIntakeFormStatus", "ListBatches", "ListProjects"}
LOOK = {("s3:GetBucketLocation", BUCKET), ("s3:ListBucket", BUCKET)}


@pytest.fixture
def documented(plus: Synthesis) -> SynthesizedStack:
    return plus.stacks["documented/Foundation"]


def granted(stack: SynthesizedStack, policy: str) -> set[tuple[str, str]]:
    """Action and resource, one by one."""
    found = [statement for statement in statements(stack) if statement.owner == policy]
    assert all(statement.effect == "Allow" for statement in found)
    assert [statement.condition for statement in found if statement.condition] in ([], [PREFIXES])
    return {(action, resource) for statement in found for action in statement.actions for resource in statement.resources}


def in_console(names: set[str]) -> set[tuple[str, str]]:
    return {(f"groundtruthlabeling:{name}", "*") for name in names}


def test_every_action_of_the_console_is_decided_about() -> None:
    groups = (
        console.SEE_PROJECTS,
        console.REQUEST_PROJECTS,
        console.DECIDE_ABOUT_BATCHES,
        console.SET_UP_BY_AWS,
        console.OF_LABELING_JOBS,
    )
    names = [name for group in groups for name in group]
    assert sorted(names) == sorted(SIXTEEN)


def test_a_requester_fills_in_the_forms_and_the_input(documented: SynthesizedStack) -> None:
    pool = "${Workers/UserPool.Arn}"
    uploads = {"s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"}
    team = {"DescribeUserPool", "DescribeUserPoolClient", "ListGroups", "ListUserPoolClients", "ListUsersInGroup"}
    assert granted(documented, f"GroundTruthPlus {SCENES}/People/Requester") == {
        *in_console(SEE | {"CreateBatch", "CreateIntakeForm", "CreateProject"}),
        ("iam:PassRole", f"${{GroundTruthPlus {SCENES}/Role/Role.Arn}}"),
        *LOOK,
        *((action, INPUT) for action in uploads),
        ("s3:GetObject", OUTPUT),
        ("cognito-idp:ListUserPools", "*"),
        *((f"cognito-idp:{action}", pool) for action in team),
    }


def test_a_reviewer_decides_about_batches_and_reads_both_sides(documented: SynthesizedStack) -> None:
    assert granted(documented, f"GroundTruthPlus {SCENES}/People/Reviewer") == {
        *in_console(SEE | {"UpdateBatch"}),
        *LOOK,
        ("s3:GetObject", INPUT),
        ("s3:GetObject", OUTPUT),
    }


def test_a_reader_sees_statuses(documented: SynthesizedStack) -> None:
    assert granted(documented, f"GroundTruthPlus {SCENES}/People/Reader") == in_console(SEE)


def test_the_role_is_passed_on_without_a_condition(documented: SynthesizedStack) -> None:
    """AWS documents no value of iam:PassedToService for Ground Truth Plus; with a wrong one nobody could request a project."""
    passing = [statement for statement in statements(documented) if "iam:PassRole" in statement.actions]
    assert [(statement.owner, statement.condition) for statement in passing] == [
        (f"GroundTruthPlus {project}/People/Requester", None) for project in (SCENES, "speech")
    ]


def test_everything_is_only_where_aws_knows_nothing_finer(plus: Synthesis) -> None:
    """ListUserPools and the console's actions have no resource type in the service authorization reference."""
    for stack in plus.stacks.values():
        for statement in statements(stack):
            if "/People/" in statement.owner and "*" in statement.resources:
                assert {action for action in statement.actions if not action.startswith("groundtruthlabeling:")} <= {
                    "cognito-idp:ListUserPools"
                }
            if "/People/" in statement.owner:
                assert not [action for action in statement.actions if "*" in action]


def test_the_policies_are_attached_to_who_is_named(documented: SynthesizedStack) -> None:
    attached = {
        name: (policy["Properties"].get("Roles", []), policy["Properties"].get("Groups", []))
        for name, policy in documented.of_type("AWS::IAM::ManagedPolicy").items()
    }
    assert {name: people for name, people in attached.items() if people != ([], [])} == {
        f"GroundTruthPlus {SCENES}/People/Requester": (["Scientist"], ["Labeling"]),
        f"GroundTruthPlus {SCENES}/People/Reviewer": (["Scientist"], []),
    }
    assert len(attached) == 6


def settings(**changes: object) -> PlusProjectSettings:
    project: Json = {"name": "cars", "description": "Cars", "task_type": "image", "data_classification": "public", "contains_pii": False}
    return PlusProjectSettings.model_validate({**project, **changes})


@pytest.fixture
def stack(app: cdk.App) -> cdk.Stack:
    return cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="us-east-1"))


def test_in_account_mode_no_role_is_passed_on(stack: cdk.Stack, app: cdk.App) -> None:
    bucket = ProjectBucket(stack, "Bucket")
    GroundTruthPlusProject(stack, "Project", settings=settings(), bucket=bucket, account_id=PLUS_ACCOUNT, with_role=False)
    synthesized = synthesize(app).stacks["Labels"]
    assert "iam:PassRole" not in {action for action, _ in _all(synthesized, "Project/People/Requester")}
    assert "Project/Role/Role" not in synthesized.resources


def _all(stack: SynthesizedStack, policy: str) -> set[tuple[str, str]]:
    found = [statement for statement in statements(stack) if statement.owner == policy]
    return {(action, resource) for statement in found for action in statement.actions for resource in statement.resources}


def test_the_pool_of_an_adopted_workforce_is_named_by_its_handler(stack: cdk.Stack, app: cdk.App) -> None:
    team = ProjectTeam(stack, "Team", group_name="plus", pool=Workforce.adopt(stack, "Workforce", workforce_name="labeling"))
    GroundTruthPlusProject(stack, "Project", settings=settings(), bucket=ProjectBucket(stack, "Bucket"), team=team)
    found = _all(synthesize(app).stacks["Labels"], "Project/People/Requester")
    assert ("cognito-idp:ListGroups", "arn:aws:cognito-idp:us-east-1:111122223333:userpool/${Workforce.UserPool}") in found
