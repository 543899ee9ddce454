"""The outputs of a project in the Foundation stack: values for the console's forms, which the runbook reads too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import aws_cdk as cdk

from ground_truth.ground_truth_plus.project import GroundTruthPlusProject
from ground_truth.settings.plus_outputs import (
    CLIENT_ID,
    DELIVERY_TOPIC_ARN,
    GROUP_NAME,
    INPUT_LOCATION,
    OUTPUT_LOCATION,
    READER_POLICY_ARN,
    REQUESTER_POLICY_ARN,
    REVIEWER_POLICY_ARN,
    ROLE_ARN,
    USER_POOL_ID,
    output_name,
)


@dataclass(frozen=True)
class _Output:
    what: str
    value: str
    description: str


def add_outputs(stack: cdk.Stack, project: GroundTruthPlusProject) -> None:
    """Make the values of a project outputs of its stack."""
    for output in _outputs(project):
        name = output_name(output.what, project.settings.name)
        cdk.CfnOutput(stack, name, value=output.value, description=f"{project.settings.name}: {output.description}")


def _outputs(project: GroundTruthPlusProject) -> Iterator[_Output]:
    if project.role is not None:
        yield _Output(ROLE_ARN, project.role.role_arn, "for the form that requests the project")
    yield _Output(INPUT_LOCATION, project.input_location, "below it a folder for each batch")
    yield _Output(OUTPUT_LOCATION, project.output_location, "where labels are delivered, a folder for each batch")
    if project.team is not None:
        yield _Output(USER_POOL_ID, project.team.user_pool_id, "for the form that imports the project team")
        yield _Output(CLIENT_ID, project.team.client_id, "for the form that imports the project team")
        yield _Output(GROUP_NAME, project.team.group_name, "for the form that imports the project team")
    yield _Output(REQUESTER_POLICY_ARN, project.people.requester.managed_policy_arn, "for who requests it and creates batches")
    yield _Output(REVIEWER_POLICY_ARN, project.people.reviewer.managed_policy_arn, "for who accepts and rejects batches")
    yield _Output(READER_POLICY_ARN, project.people.reader.managed_policy_arn, "for who looks at it")
    if project.delivery.topic is not None:
        yield _Output(DELIVERY_TOPIC_ARN, project.delivery.topic.topic_arn, "told of each file that is delivered")
