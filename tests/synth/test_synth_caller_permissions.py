"""The custom resources compared with their native types: the handlers have the permissions that AWS requires, for each mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import aws_cdk as cdk
import pytest

from ground_truth import WorkerPool, Workforce, WorkforceVpc, Workteam
from ground_truth.functions.custom_resource import ResourceType
from ground_truth.workers.workforce import WORKFORCE
from ground_truth.workers.workteam import WORKTEAM
from tests.caller_permissions import OPERATIONS, named_by_aws, resource_types
from tests.synth.cloud_assembly import Json, SynthesizedStack, synthesize
from tests.synth.conftest import Synthesis
from tests.synth.policies import as_tuple
from tests.unit.lambda_handlers.handler_account import PERMITTED

SIBLINGS = {WORKFORCE: "AWS::SageMaker::Workforce", WORKTEAM: "AWS::SageMaker::Workteam"}
"""Custom resource type -> native type."""

DONE = {"create": OPERATIONS, "adopt": ("read", "update"), "import": ("read",)}
"""The operations per mode: an adopted workforce is neither created nor deleted, an imported one only read."""

_OTHERS_TAGS = "the tags of a workforce that others made are neither read nor changed: it is never deleted"
NOT_GRANTED: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {
        ("adopt", "read"): {"sagemaker:ListTags": _OTHERS_TAGS},
        ("adopt", "update"): dict.fromkeys(("sagemaker:AddTags", "sagemaker:DeleteTags", "sagemaker:ListTags"), _OTHERS_TAGS),
        ("import", "read"): {"sagemaker:ListTags": _OTHERS_TAGS},
    }
)
"""Mode and operation of a workforce -> permissions that AWS names and its handler lacks -> reason."""

VPC = WorkforceVpc("vpc-1", ["sg-1"], ["subnet-1", "subnet-2"])
IN_A_VPC_ONLY = "ec2:"


@dataclass(frozen=True)
class Deployed:
    """A stack with a workforce of a mode, in a VPC or not, and a work team."""

    mode: str
    in_vpc: bool
    stack: SynthesizedStack

    def granted(self, resource_type: ResourceType) -> set[str]:
        """The actions of every policy of a handler's role."""
        role = f"${{{resource_type.construct_id}/Role}}"
        policies = [policy["Properties"] for policy in self.stack.of_type("AWS::IAM::Policy").values()]
        documents = [policy["PolicyDocument"] for policy in policies if policy["Roles"] == [role]]
        return {action for document in documents for statement in document["Statement"] for action in as_tuple(statement["Action"])}

    def named(self, resource_type: ResourceType, operation: str) -> set[str]:
        """The permissions that AWS names."""
        actions = named_by_aws(SIBLINGS[resource_type], operation)
        return {action for action in actions if self.in_vpc or not action.startswith(IN_A_VPC_ONLY)}

    def statement(self, policy: str, action: str) -> Json:
        """The only statement of a policy with an action."""
        statements = self.stack.properties(policy)["PolicyDocument"]["Statement"]
        (found,) = (statement for statement in statements if action in as_tuple(statement["Action"]))
        return dict(found)


def deploy(folder: Path, mode: str, vpc: WorkforceVpc | None) -> Deployed:
    app = cdk.App(outdir=str(folder), analytics_reporting=False)
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    if mode == "create":
        pool = WorkerPool(stack, "Workers", domain_prefix="labels-workers")
        workforce = Workforce(stack, "Workforce", workforce_name="labels", worker_pool=pool, vpc=vpc)
    elif mode == "adopt":
        workforce = Workforce.adopt(stack, "Workforce", workforce_name="labels", vpc=vpc)
    else:
        workforce = Workforce.import_existing(stack, "Workforce", workforce_name="labels")
    Workteam(stack, "Team", workforce=workforce, workteam_name="reviewers", description="Reads reviews")
    return Deployed(mode, vpc is not None, synthesize(app).stacks["Labels"])


# An imported workforce keeps its VPC.
@pytest.fixture(scope="module", params=[("create", None), ("create", VPC), ("adopt", None), ("adopt", VPC), ("import", None)])
def deployed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return deploy(tmp_path_factory.mktemp("permissions"), *request.param)


@pytest.fixture(scope="module")
def in_vpc(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return deploy(tmp_path_factory.mktemp("permissions"), "adopt", VPC)


def test_these_have_a_native_sibling_and_no_others(linted: Synthesis) -> None:
    """Fails when CloudFormation gets another native type."""
    ours = {resource["Type"] for stack in linted.stacks.values() for resource in stack.custom_resources.values()}
    known = {name for name in ours if name.replace("Custom::GroundTruth", "AWS::SageMaker::") in resource_types()}
    assert known == {resource_type.name for resource_type in SIBLINGS}


def test_the_handler_of_work_teams_may_do_what_aws_names(deployed: Deployed) -> None:
    missing = {operation: deployed.named(WORKTEAM, operation) - deployed.granted(WORKTEAM) for operation in OPERATIONS}
    assert missing == {operation: set() for operation in OPERATIONS}


def test_the_handler_of_the_workforce_may_do_what_aws_names(deployed: Deployed) -> None:
    missing = {operation: deployed.named(WORKFORCE, operation) - deployed.granted(WORKFORCE) for operation in DONE[deployed.mode]}
    assert missing == {operation: set(NOT_GRANTED.get((deployed.mode, operation), {})) for operation in missing}


@pytest.mark.parametrize("resource_type", SIBLINGS, ids=lambda resource_type: resource_type.module)
def test_a_handler_may_do_nothing_that_neither_aws_names_nor_it_calls(deployed: Deployed, resource_type: ResourceType) -> None:
    by_aws = {action for operation in OPERATIONS for action in deployed.named(resource_type, operation)}
    calls = {f"{service}:{operation}" for service, operations in PERMITTED[resource_type.module].items() for operation in operations}
    own_logs = {"logs:CreateLogStream", "logs:PutLogEvents"}
    assert deployed.granted(resource_type) - by_aws - calls - own_logs == set()


def test_the_rights_in_a_vpc_outlast_the_update_that_gives_it_up(in_vpc: Deployed) -> None:
    """They are in a separate policy, which CloudFormation deletes after the workforce was updated."""
    assert "ec2:" not in str(in_vpc.stack.properties("GroundTruthWorkforceHandler/Policy"))
    assert "Workforce/VpcPolicy" in in_vpc.stack.resources["Workforce"]["DependsOn"]


def test_only_endpoints_of_the_portal_are_deleted(in_vpc: Deployed) -> None:
    services = ["*sagemaker-task-resources*", "aws.sagemaker*labeling*"]
    assert in_vpc.statement("Workforce/VpcPolicy", "ec2:DeleteVpcEndpoints") == {
        "Effect": "Allow",
        "Action": "ec2:DeleteVpcEndpoints",
        "Resource": "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/*",
        "Condition": {"StringLikeIfExists": {"ec2:VpceServiceName": services}},
    }


def test_the_teams_change_the_pool_of_the_workforce_and_no_other(deployed: Deployed) -> None:
    adopted = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${Workforce.UserPool}"
    expected = "${Workers/UserPool.Arn}" if deployed.mode == "create" else adopted
    assert deployed.statement("GroundTruthWorkteamHandler/Policy", "cognito-idp:UpdateUserPool")["Resource"] == expected
