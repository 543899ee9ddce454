"""AWS's messages for propagation, and messages that no retry will change."""

from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from lambda_handlers import labeling_job, workteam
from lambda_handlers.aws.propagation import WORDINGS, is_propagation, wording
from tests.unit.lambda_handlers.cloudformation_side import FakeClock, MakeCustomResource
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import labeling_job_properties, workteam_properties

pytestmark = pytest.mark.slow

DOCUMENT = Path(__file__).parents[3] / "docs" / "propagation.md"
ROLE = "arn:aws:iam::123456789012:role/ground-truth/r"
TRUST = 'its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".'

ROLES = [
    f"The role ARN isn't valid. Make sure the role exists and that {TRUST}",
    f'The execution role ARN "{ROLE}" is invalid. Please ensure that the role exists and that {TRUST}',
    "The execution role ARN is invalid.",
    f'Could not access model data at s3://b/k. Please ensure that the role "{ROLE}" exists and that {TRUST}',
    f"Could not assume role {ROLE}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.",
    "InvalidInputException: SageMaker is unable to perform: sts:AssumeRole on the role. Check if you have a trust relationship for "
    "'sagemaker.amazonaws.com' to assume the role.",
    f"ClientError: SageMaker was unable to assume the role '{ROLE}'",
    f"Could not access role {ROLE}.",
    f"User: arn:aws:sts::123456789012:assumed-role/f/f is not authorized to perform: sts:AssumeRole on resource: {ROLE}",
    "The role with name r cannot be found.",
    f"Role {ROLE} does not exist",
    "The role defined for the function cannot be assumed by Lambda.",
]
WORKERS = [
    "User pool us-east-1_abc does not exist.",
    "User pool client 1h57kf5cpq17m0eml12EXAMPLE does not exist.",
    "Cognito DescribeUserPool failed: User pool us-east-1_abc does not exist.",
    "Group not found.",
    "The user group labelers could not be found",
    "Could not find the user pool us-east-1_abc",
]
FOR_GOOD = [
    "1 validation error detected: Value 'arn:aws:iam::1:role/x' at 'roleArn' failed to satisfy constraint: Member must satisfy regular "
    r"expression pattern: ^arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+$",
    "Cross-account pass role is not allowed.",
    "You cannot use a user pool of another account",
    "Cannot create more than one workforce for account 123456789012. If you are trying to update existing workforce, please use "
    "UpdateWorkforce API",
    # A missing resource whose name ends like a group's or role's.
    "The specified Workteam 'arn:aws:sagemaker:us-east-1:123456789012:workteam/private-crowd/the-group' does not exist or you do not "
    "have access to it.",
    "The work team 'group' does not exist or you do not have access to it.",
    "The work team 'new-client' does not exist",
    "The S3 bucket 'the-role' you entered in Input dataset location cannot be reached. Either the bucket does not exist, or you do not "
    "have permission to access it.",
    "No workforce found with name 'user-pool' in account 123456789012, region us-east-1.",
    "All of the CognitoMemberDefinition objects must have the same ClientId and UserPool values.",
]


def error(message: str) -> ClientError:
    return ClientError({"Error": {"Code": "ValidationException", "Message": message}}, "CreateLabelingJob")


@pytest.mark.parametrize("message", [*ROLES, *WORKERS])
def test_what_is_not_visible_yet_is_known_by_its_words(message: str) -> None:
    found = wording(error(message))
    assert found is not None
    assert found.subject == ("role" if message in ROLES else "workers")
    assert is_propagation(error(message))


@pytest.mark.parametrize("message", FOR_GOOD)
def test_what_will_not_change_is_not_waited_for(message: str) -> None:
    assert wording(error(message)) is None
    assert not is_propagation(error(message))


def rows() -> list[tuple[str, str]]:
    """The document's table: observed messages and their sources."""
    lines = [line.strip("| ").split(" | ") for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return [(cells[0].strip("`"), cells[1]) for cells in lines if len(cells) == 2]


@pytest.mark.parametrize(("words", "source"), rows())
def test_the_document_has_words_of_each_row_of_the_table_and_their_source(words: str, source: str) -> None:
    found = wording(error(words))
    assert found is not None
    assert found.source == source


def test_the_document_has_every_row() -> None:
    assert {source for _, source in rows()} == {known.source for known in WORDINGS}


@pytest.mark.parametrize("message", ROLES)
def test_a_job_waits_for_its_role(aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock, message: str) -> None:
    properties = labeling_job_properties(aws)
    aws.fault("sagemaker", "CreateLabelingJob", times=3, message=message)
    assert custom_resource(labeling_job).create(properties)["Status"] == "SUCCESS"
    assert clock.slept[:3] == [0.2, 0.4, 0.8]


@pytest.mark.parametrize("message", FOR_GOOD)
def test_a_job_fails_at_once_for_what_will_not_change(
    aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock, message: str
) -> None:
    properties = labeling_job_properties(aws)
    aws.fault("sagemaker", "CreateLabelingJob", times=-1, message=message)
    answer = custom_resource(labeling_job).create(properties)
    assert message in answer["Reason"]
    assert clock.slept == []


def test_the_reason_names_the_role_where_sagemaker_does_not(aws: Aws, custom_resource: MakeCustomResource) -> None:
    properties = labeling_job_properties(aws)
    aws.fault("sagemaker", "CreateLabelingJob", times=-1, message=ROLES[0])
    reason = custom_resource(labeling_job).create(properties)["Reason"]
    assert f"{ROLES[0]} (still so after 113 seconds of trying again); the role is {properties['RoleArn']}" in reason


def test_the_reason_names_a_group_that_there_is_none_of(aws: Aws, custom_resource: MakeCustomResource) -> None:
    config = aws.user_pool()
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    aws.fault("sagemaker", "CreateWorkteam", times=-1, message="Group not found.")
    reason = custom_resource(workteam).create(workteam_properties(config))["Reason"]
    assert "Group not found. (still so after 113 seconds of trying again)" in reason
    named = f"the group 'labelers' of the user pool {config['UserPool']}, with the app client {config['ClientId']}"
    assert f"the work team 'reviews' names {named}" in reason
