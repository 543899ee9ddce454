"""Ground Truth Plus with IAM enforced: its account and role may use four actions in the locations of their projects only."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from ministack.core import iam_actions

from ground_truth.ground_truth_plus import permission_only_actions as console
from sandbox.inventory import remaining
from sandbox.process import PROJECT, Sandbox
from tests.e2e.account_view import AccountView
from tests.e2e.iam_callers import Caller, remove_user, root_of, session_of, user_of
from tests.e2e.s3_calls import BUCKET_CALLS, NOT_OF_A_BUCKET, OBJECT_CALLS, allowed_actions
from tests.e2e.scenario import Synthesize
from tests.plus_environments import ACCOUNT, DOCUMENTED, NARROWED, PLUS_ACCOUNT, SCENES, SPEECH

FOUR = {"GetObject", "GetBucketLocation", "ListBucket", "PutObject"}
LIST = {"GetBucketLocation", "ListBucket"}
READ, WRITE = LIST | {"GetObject"}, LIST | {"PutObject"}
FIND_BUCKET = {"GetBucketLocation"}
NOTHING: set[str] = set()

ELSEWHERE = "reports/2026.txt"


def input_of(project: str) -> str:
    return f"ground-truth-plus/input/{project}/batch1/one.jpg"


def output_of(project: str) -> str:
    return f"ground-truth-plus/output/{project}/batch1/output.manifest"


@dataclass(frozen=True)
class Deployed:
    """Both environments, and the callers."""

    account: AccountView
    environments: Path
    documented: dict[str, str]
    narrowed: dict[str, str]
    callers: dict[str, Caller]

    def bucket(self, name: str) -> str:
        """A bucket by its content."""
        locations = {
            SCENES: self.documented["GroundTruthPlusInputLocationstreetscenes"],
            SPEECH: self.documented["GroundTruthPlusInputLocationspeech"],
            "shared": self.narrowed["GroundTruthPlusInputLocationcars"],
            "input": f"s3://{self.documented['InputBucketName']}/",
            "output": f"s3://{self.documented['OutputBucketName']}/",
        }
        return locations[name].split("/")[2]


@pytest.fixture(scope="module")
def deployed(sandbox: Sandbox, bootstrapped: Callable[[str], AccountView], synthesize: Synthesize) -> Iterator[Deployed]:
    account = bootstrapped("us-east-1")
    documented = copy.deepcopy(DOCUMENTED)
    # In a pool that is only made there is nobody yet.
    documented["ground_truth_plus"]["projects"][1]["team"]["members"] = ["member-1@example.com"]
    cli = synthesize(documented=documented, narrowed=NARROWED)
    _make_people(account)
    cli.run("deploy", "documented/Foundation")
    cli.run("deploy", "narrowed/Foundation")
    outputs = {name: account.outputs(f"{name}-Foundation") for name in ("documented", "narrowed")}
    deployed = Deployed(account, cli.environments, outputs["documented"], outputs["narrowed"], _callers(sandbox, outputs))
    _fill(deployed)
    yield deployed
    _remove_users(sandbox, outputs["documented"])
    cli.run("destroy", "--force", "narrowed/*")
    cli.run("destroy", "--force", "documented/*")
    _remove_people(account)
    assert remaining(account.items()) == []


def _make_people(account: AccountView) -> None:
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}]}
    account.client("iam").create_role(RoleName="Scientist", AssumeRolePolicyDocument=json.dumps(trust))
    account.client("iam").create_group(GroupName="Labeling")


def _remove_people(account: AccountView) -> None:
    account.client("iam").delete_role(RoleName="Scientist")
    account.client("iam").delete_group(GroupName="Labeling")


_POLICIES = {name: f"GroundTruthPlus{name.capitalize()}PolicyArnstreetscenes" for name in ("requester", "reviewer", "reader")}
_ADMINISTRATORS = {PLUS_ACCOUNT: "labeler", "888888888888": "stranger", ACCOUNT: "administrator"}
"""Accounts -> a user whom that account refuses nothing."""


def _callers(sandbox: Sandbox, outputs: dict[str, dict[str, str]]) -> dict[str, Caller]:
    root, documented, narrowed = root_of(sandbox, ACCOUNT), outputs["documented"], outputs["narrowed"]
    return {
        **{name: user_of(root_of(sandbox, account), name) for account, name in _ADMINISTRATORS.items()},
        **{name: user_of(root, name, policy_arn=documented[policy]) for name, policy in _POLICIES.items()},
        "role of street-scenes": session_of(documented["GroundTruthPlusRoleArnstreetscenes"], assumed_by=root, name="GroundTruthPlus"),
        "role of cars": session_of(narrowed["GroundTruthPlusRoleArncars"], assumed_by=root, name="GroundTruthPlus"),
    }


def _remove_users(sandbox: Sandbox, outputs: dict[str, str]) -> None:
    for account, name in _ADMINISTRATORS.items():
        remove_user(root_of(sandbox, account), name)
    for name, policy in _POLICIES.items():
        remove_user(root_of(sandbox, ACCOUNT), name, policy_arn=outputs[policy])


def _fill(deployed: Deployed) -> None:
    """Create an object at every tested key: S3 reveals whether an object exists only to callers who may list the bucket."""
    keys = {
        SCENES: [input_of(SCENES), output_of(SCENES), ELSEWHERE],
        SPEECH: [input_of(SPEECH)],
        "shared": [input_of("cars"), output_of("cars"), input_of("cars-2"), output_of("cars-2"), ELSEWHERE],
        "input": [ELSEWHERE],
        "output": [ELSEWHERE],
    }
    for bucket, names in keys.items():
        for key in names:
            deployed.account.upload(bucket=deployed.bucket(bucket), key=key, text="{}")


def test_every_action_of_s3_is_tried() -> None:
    tables = (iam_actions._S3_QUERY_ACTIONS, iam_actions._S3_BUCKET_QUERY_ACTIONS, iam_actions._S3_OBJECT_QUERY_ACTIONS)
    known = {action for table in tables for methods in table.values() for action in methods.values()}
    known |= {*iam_actions._S3_ACTIONS.values(), *iam_actions._S3_VERSIONED_ACTIONS.values()}
    # Named in functions rather than in tables.
    known |= {"BypassGovernanceRetention", "ListObjectAnnotations"}
    assert {call.action for call in (*BUCKET_CALLS, *OBJECT_CALLS)} == known - set(NOT_OF_A_BUCKET)
    assert len(known) > 70


@pytest.mark.parametrize(
    ("caller", "bucket", "key", "expected"),
    [
        # The documented access: the account reaches all projects' buckets, a role only its own.
        ("labeler", SCENES, input_of(SCENES), FOUR),
        ("labeler", SCENES, output_of(SCENES), FOUR),
        ("labeler", SCENES, ELSEWHERE, FOUR),
        ("labeler", SPEECH, input_of(SPEECH), FOUR),
        ("labeler", "input", ELSEWHERE, NOTHING),
        ("labeler", "output", ELSEWHERE, NOTHING),
        ("role of street-scenes", SCENES, input_of(SCENES), FOUR),
        ("role of street-scenes", SCENES, output_of(SCENES), FOUR),
        ("role of street-scenes", SCENES, ELSEWHERE, FOUR),
        ("role of street-scenes", SPEECH, input_of(SPEECH), NOTHING),
        ("role of street-scenes", "input", ELSEWHERE, NOTHING),
        ("role of street-scenes", "output", ELSEWHERE, NOTHING),
        # The narrowed access.
        ("labeler", "shared", input_of("cars"), READ),
        ("labeler", "shared", output_of("cars"), WRITE),
        ("labeler", "shared", input_of("cars-2"), READ),
        ("labeler", "shared", ELSEWHERE, FIND_BUCKET),
        ("role of cars", "shared", input_of("cars"), READ),
        ("role of cars", "shared", output_of("cars"), WRITE),
        ("role of cars", "shared", input_of("cars-2"), FIND_BUCKET),
        ("role of cars", "shared", output_of("cars-2"), FIND_BUCKET),
        ("role of cars", "shared", ELSEWHERE, FIND_BUCKET),
        ("role of cars", SCENES, input_of(SCENES), NOTHING),
        # Nobody else has access.
        ("stranger", SCENES, input_of(SCENES), NOTHING),
        ("stranger", "shared", input_of("cars"), NOTHING),
    ],
)
def test_what_ground_truth_plus_may_do_to_a_bucket(deployed: Deployed, caller: str, bucket: str, key: str, expected: set[str]) -> None:
    assert allowed_actions(deployed.callers[caller].client("s3"), bucket=deployed.bucket(bucket), key=key) == expected


@pytest.mark.parametrize("caller", ["administrator", "labeler", "stranger", "requester"])
def test_nobody_but_the_service_assumes_the_role(deployed: Deployed, caller: str) -> None:
    role = deployed.documented["GroundTruthPlusRoleArnstreetscenes"]
    with pytest.raises(ClientError) as refused:
        deployed.callers[caller].client("sts").assume_role(RoleArn=role, RoleSessionName="somebody")
    assert refused.value.response["Error"]["Code"] == "AccessDenied"


UPLOAD = READ | {"PutObject", "DeleteObject", "AbortMultipartUpload", "ListMultipartUploadParts"}


@pytest.mark.parametrize(
    ("caller", "bucket", "key", "expected"),
    [
        ("requester", SCENES, input_of(SCENES), UPLOAD),
        ("requester", SCENES, output_of(SCENES), READ),
        ("requester", SCENES, ELSEWHERE, FIND_BUCKET),
        ("requester", SPEECH, input_of(SPEECH), NOTHING),
        ("reviewer", SCENES, input_of(SCENES), READ),
        ("reviewer", SCENES, output_of(SCENES), READ),
        ("reviewer", SCENES, ELSEWHERE, FIND_BUCKET),
        ("reader", SCENES, output_of(SCENES), NOTHING),
    ],
)
def test_what_people_may_do_to_a_bucket(deployed: Deployed, caller: str, bucket: str, key: str, expected: set[str]) -> None:
    assert allowed_actions(deployed.callers[caller].client("s3"), bucket=deployed.bucket(bucket), key=key) == expected


SEE = set(console.SEE_PROJECTS)
SIXTEEN = SEE | {*console.REQUEST_PROJECTS, *console.DECIDE_ABOUT_BATCHES, *console.SET_UP_BY_AWS, *console.OF_LABELING_JOBS}


@pytest.mark.parametrize(
    ("caller", "expected"),
    [
        ("requester", SEE | set(console.REQUEST_PROJECTS)),
        ("reviewer", SEE | set(console.DECIDE_ABOUT_BATCHES)),
        ("reader", SEE),
    ],
)
def test_what_people_may_do_in_the_console(deployed: Deployed, caller: str, expected: set[str]) -> None:
    """These actions have no API; IAM's simulator knows them."""
    names = [f"{console.PREFIX}:{name}" for name in sorted(SIXTEEN)]
    assert simulated(deployed, caller, names, resource="*") == {f"{console.PREFIX}:{name}" for name in expected}


def test_only_the_requester_passes_on_a_role_and_only_that_of_the_project(deployed: Deployed) -> None:
    own, other = (deployed.documented[f"GroundTruthPlusRoleArn{project}"] for project in ("streetscenes", "speech"))
    passing = {
        (caller, role) for caller in _POLICIES for role in (own, other) if simulated(deployed, caller, ["iam:PassRole"], resource=role)
    }
    assert passing == {("requester", own)}


def simulated(deployed: Deployed, user: str, actions: list[str], *, resource: str) -> set[str]:
    results = deployed.account.client("iam").simulate_principal_policy(
        PolicySourceArn=f"arn:aws:iam::{ACCOUNT}:user/{user}", ActionNames=actions, ResourceArns=[resource]
    )["EvaluationResults"]
    return {result["EvalActionName"] for result in results if result["EvalDecision"] == "allowed"}


def test_policies_are_attached_to_who_is_named(deployed: Deployed) -> None:
    iam = deployed.account.client("iam")
    of_role = {policy["PolicyArn"] for policy in iam.list_attached_role_policies(RoleName="Scientist")["AttachedPolicies"]}
    of_group = {policy["PolicyArn"] for policy in iam.list_attached_group_policies(GroupName="Labeling")["AttachedPolicies"]}
    assert of_role == {deployed.documented[_POLICIES["requester"]], deployed.documented[_POLICIES["reviewer"]]}
    assert of_group == {deployed.documented[_POLICIES["requester"]]}


@pytest.mark.parametrize(
    ("project", "members"), [("streetscenes", {"member-1@example.com", "worker-1@example.com"}), ("speech", {"member-1@example.com"})]
)
def test_a_team_is_what_the_import_form_asks_for(deployed: Deployed, project: str, members: set[str]) -> None:
    cognito = deployed.account.client("cognito-idp")
    pool, client, group = (deployed.documented[f"GroundTruthPlus{what}{project}"] for what in ("UserPoolId", "ClientId", "GroupName"))
    assert cognito.describe_user_pool(UserPoolId=pool)["UserPool"]["Domain"].startswith("ground-truth-plus-")
    assert cognito.describe_user_pool_client(UserPoolId=pool, ClientId=client)["UserPoolClient"]["ClientSecret"]
    users = cognito.list_users_in_group(UserPoolId=pool, GroupName=group)["Users"]
    assert {user["Username"] for user in users} == members


def runbook(deployed: Deployed, environment: str, *options: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ground_truth", "runbook", environment, "--environments", str(folder), *options]
    variables = deployed.account.sandbox.environment() | {"PYTHONPATH": "constructs"}
    return subprocess.run(command, cwd=PROJECT, env=variables, capture_output=True, text=True, check=False)


def test_the_runbook_has_the_values_of_the_deployment(deployed: Deployed) -> None:
    page = runbook(deployed, "documented", "--project", SCENES, folder=deployed.environments).stdout
    outputs = {name: value for name, value in deployed.documented.items() if name.endswith("streetscenes")}
    assert [name for name, value in outputs.items() if f"`{value}`" not in page] == []
    assert f"`{outputs['GroundTruthPlusInputLocationstreetscenes']}batch2/`" in page
    assert "<output " not in page


def test_the_runbook_of_an_environment_that_is_not_deployed(deployed: Deployed, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text((deployed.environments / "documented.yaml").read_text())
    finished = runbook(deployed, "other", folder=tmp_path)
    assert finished.returncode == 1
    assert "stack other-Foundation does not exist in us-east-1" in finished.stderr
