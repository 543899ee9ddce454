"""The functions of the custom resources: logging, timeouts and dependencies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lambda_handlers.aws.denial import GRANTED_ACTIONS, PASSED_ROLE_ACTIONS
from lambda_handlers.aws.patient_client import LONGEST_WAIT_SECONDS, PROPAGATION_SECONDS
from lambda_handlers.custom_resource.sender import STACK_ID
from tests.synth.cloud_assembly import Json, SynthesizedStack
from tests.synth.conftest import Synthesis
from tests.synth.policies import statements

LONGEST_SERVICE_TIMEOUT = 3600
"""Maximum seconds that CloudFormation waits for a custom resource."""


def functions(synthesis: Synthesis) -> Iterator[tuple[SynthesizedStack, str, Json]]:
    for stack in synthesis.stacks.values():
        for path, function in stack.of_type("AWS::Lambda::Function").items():
            yield stack, path, function["Properties"]


def custom_resources(synthesis: Synthesis) -> Iterator[tuple[SynthesizedStack, str, Json]]:
    for stack in synthesis.stacks.values():
        for path, resource in stack.custom_resources.items():
            yield stack, path, resource


def function_of(stack: SynthesizedStack, resource: Json) -> Json:
    """The function of a custom resource, by its service token."""
    token: str = resource["Properties"]["ServiceToken"]
    return stack.properties(token.removeprefix("${").removesuffix(".Arn}"))


def policies_of(stack: SynthesizedStack, function: Json) -> list[str]:
    """The paths of the policies of a function's role."""
    role = function["Role"].removesuffix(".Arn}") + "}"
    return [path for path, policy in stack.of_type("AWS::IAM::Policy").items() if role in policy["Properties"]["Roles"]]


def test_every_function_has_a_log_group_of_its_own_that_goes_with_the_stack(synthesis: Synthesis) -> None:
    found = list(functions(synthesis))
    assert found
    for stack, path, function in found:
        group = function["LoggingConfig"]["LogGroup"]
        assert group == f"${{{path.removesuffix('/Function')}/Logs}}"
        log_group = stack.resources[group[2:-1]]
        assert log_group["Type"] == "AWS::Logs::LogGroup"
        assert log_group["DeletionPolicy"] == "Delete"
        assert log_group["Properties"]["RetentionInDays"] == 30


def test_a_function_logs_to_its_own_group_and_can_create_none(synthesis: Synthesis) -> None:
    """A group created by a late invocation, after the stack's own was deleted, would remain for ever."""
    for stack, path, function in functions(synthesis):
        policies = policies_of(stack, function)
        assert policies
        logging = [
            statement
            for statement in statements(stack)
            if statement.owner in policies and any(action.startswith("logs:") for action in statement.actions)
        ]
        assert [(statement.actions, statement.resources) for statement in logging] == [
            (("logs:CreateLogStream", "logs:PutLogEvents"), (f"${{{path.removesuffix('/Function')}/Logs.Arn}}",))
        ]


def test_no_late_delivery_outlives_cloudformations_patience(synthesis: Synthesis) -> None:
    """The last run starts within the event's maximum age, runs up to the function's timeout, and ends before the ServiceTimeout."""
    for stack, _path, resource in custom_resources(synthesis):
        function = resource["Properties"]["ServiceToken"].removesuffix(".Arn}") + "}"
        ages = [
            config["Properties"]["MaximumEventAgeInSeconds"]
            for config in stack.of_type("AWS::Lambda::EventInvokeConfig").values()
            if config["Properties"]["FunctionName"] == function
        ]
        (age,) = ages
        timeout = function_of(stack, resource)["Timeout"]
        assert age + timeout <= int(resource["Properties"]["ServiceTimeout"])


def actions_of(documents: Iterator[Json]) -> set[str]:
    granted = [statement["Action"] for document in documents for statement in document["Statement"]]
    return {action for some in granted for action in ([some] if isinstance(some, str) else some)}


def test_a_function_knows_its_own_stack(synthesis: Synthesis) -> None:
    """Anyone who may invoke it can put another stack's id into an event."""
    for stack, _path, resource in custom_resources(synthesis):
        assert function_of(stack, resource)["Environment"]["Variables"][STACK_ID] == "${AWS::StackId}"


def test_a_function_is_told_what_its_own_policy_grants(synthesis: Synthesis) -> None:
    """Denials of other actions are not retried."""
    for stack, _path, resource in custom_resources(synthesis):
        function = function_of(stack, resource)
        granted = actions_of(stack.properties(path)["PolicyDocument"] for path in policies_of(stack, function))
        assert function["Environment"]["Variables"][GRANTED_ACTIONS].split() == sorted(granted)
        assert {"cloudformation:DescribeStacks", "logs:PutLogEvents"} < granted


def test_a_function_is_told_what_the_roles_may_do_that_it_passes_on(synthesis: Synthesis) -> None:
    for stack, path, resource in custom_resources(synthesis):
        told = function_of(stack, resource)["Environment"]["Variables"][PASSED_ROLE_ACTIONS]
        if resource["Type"] != "Custom::GroundTruthLabelingJob":
            assert told == "none"
            continue
        own = actions_of(policy["PolicyDocument"] for policy in stack.properties(f"{path}/ExecutionRole/Role")["Policies"])
        assert {"s3:GetObject", "logs:PutLogEvents"} < own <= set(told.split())


def test_a_function_repeats_for_two_minutes_what_its_policy_grants(synthesis: Synthesis) -> None:
    for stack, _path, resource in custom_resources(synthesis):
        seconds = float(function_of(stack, resource)["Environment"]["Variables"][PROPAGATION_SECONDS])
        assert seconds == LONGEST_WAIT_SECONDS == 120


def test_there_is_one_function_per_resource_type(synthesis: Synthesis) -> None:
    for stack in synthesis.stacks.values():
        served: dict[str, set[str]] = {}
        for resource in stack.custom_resources.values():
            served.setdefault(resource["Properties"]["ServiceToken"], set()).add(resource["Type"])
        assert all(len(types) == 1 for types in served.values())
        assert len(served) == len(stack.of_type("AWS::Lambda::Function"))


def test_a_function_is_named_by_its_module(synthesis: Synthesis) -> None:
    modules = {
        "Custom::GroundTruthBucketContents": "bucket_contents",
        "Custom::GroundTruthWorkforce": "workforce",
        "Custom::GroundTruthWorkteam": "workteam",
        "Custom::GroundTruthLabelingJob": "labeling_job",
    }
    for stack, _path, resource in custom_resources(synthesis):
        function = function_of(stack, resource)
        assert function["Handler"] == f"lambda_handlers.{modules[resource['Type']]}.handler"


def test_cloudformation_waits_longer_than_the_function_works(synthesis: Synthesis) -> None:
    for stack, _path, resource in custom_resources(synthesis):
        waits = int(resource["Properties"]["ServiceTimeout"])
        assert function_of(stack, resource)["Timeout"] < waits < LONGEST_SERVICE_TIMEOUT


def test_a_custom_resource_lives_within_the_life_of_its_handlers_policy(synthesis: Synthesis) -> None:
    """Without the dependency the policy may be deleted before the resource."""
    for stack, path, resource in custom_resources(synthesis):
        policies = policies_of(stack, function_of(stack, resource))
        assert policies
        assert set(policies) <= set(resource["DependsOn"]), f"{stack.name}/{path}"


@pytest.mark.parametrize("bucket", ["InputBucket", "OutputBucket"])
def test_a_bucket_is_emptied_while_it_still_refuses_plain_http(synthesis: Synthesis, bucket: str) -> None:
    contents = synthesis.stacks["sandbox/Foundation"].resources[f"{bucket}/Contents"]
    assert f"{bucket}/Bucket/Policy" in contents["DependsOn"]


def test_a_job_starts_when_its_role_can_read_its_files(synthesis: Synthesis) -> None:
    jobs = [(stack, path, resource) for stack, path, resource in custom_resources(synthesis) if resource["Type"].endswith("LabelingJob")]
    assert jobs
    for stack, path, resource in jobs:
        # All its policies are inline in the role, which the job refers to.
        assert resource["Properties"]["RoleArn"] == f"${{{path}/ExecutionRole/Role.Arn}}"
        assert [policy["PolicyName"] for policy in stack.properties(f"{path}/ExecutionRole/Role")["Policies"]] == ["Labeling"]
