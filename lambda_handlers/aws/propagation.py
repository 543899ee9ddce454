"""Wordings of AWS for something that was created moments ago and is not visible everywhere yet, and for errors that will not pass.

Told by the message: the code is ValidationException, which a real mistake has too. The table is told in docs/propagation.md.
"""

import re
from dataclasses import dataclass
from typing import Literal

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.aws.denial import denial

Subject = Literal["role", "workers"]
"""What is not visible yet: an execution role or its trust policy (IAM); a user pool, app client or group (Cognito)."""

# How a message names a role, and what names no user pool, group or client: the name of something else that ends so.
_ROLE = r"\brole (arn:\S+|with name \S+|'[^']*'|\"[^\"]*\")"
_OF_ITS_OWN = r"(?<![\w/'\"-])"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Words by which waiting may help. `pattern` is searched for in the message, whatever the case; `source` says where it was seen."""

    subject: Subject
    pattern: str
    source: str


WORDINGS: tuple[Wording, ...] = (
    Wording(
        subject="role",
        pattern=r"role ARN isn't valid\. Make sure the role exists",
        source="CreateLabelingJob: public notes on a semantic segmentation job for awslabs/DefectDetectionApplication",
    ),
    Wording(
        subject="role",
        pattern=r"trust relationship policy allows the action",
        source="CreateModel, CreateEndpoint: bentoml/BentoML #892",
    ),
    Wording(
        subject="role",
        pattern=r"execution role ARN\b.{0,300}?\bis invalid",
        source="CreateFeatureGroup: hashicorp/terraform-provider-aws, internal/service/sagemaker/feature_group.go",
    ),
    Wording(
        subject="role",
        pattern=r"could not assume role",
        source="CreateTransformJob: awslabs/predictive-maintenance-using-machine-learning #3",
    ),
    Wording(
        subject="role",
        pattern=r"unable to perform: sts:AssumeRole on the role",
        source="training jobs, CreateDomain: astronomer/docs #1695",
    ),
    Wording(
        subject="role",
        pattern=r"unable to assume the role",
        source="training jobs: aws/sagemaker-python-sdk #35, #43",
    ),
    Wording(
        subject="role",
        pattern=r"could not access role",
        source="reported by users of SageMaker; no public source was found",
    ),
    Wording(
        subject="role",
        pattern=r"not authorized to perform:? sts:AssumeRole",
        source="AWS STS, passed on by a service: IAM user guide, troubleshoot_roles",
    ),
    Wording(
        subject="role",
        pattern=rf"{_ROLE} (cannot be found|could not be found|was not found|does not exist)",
        source="AWS IAM, NoSuchEntity, passed on by a service: API reference, GetRole",
    ),
    Wording(
        subject="role",
        pattern=r"(can ?not|not able to|failed to|denied when trying to) (be )?assumed?\b",
        source="other services' message for the same, such as Lambda's: AWS re:Post knowledge center, lambda-function-assume-iam-role",
    ),
    Wording(
        subject="workers",
        pattern=rf"{_OF_ITS_OWN}(user ?pool|user ?group|group|client)\b[^;]{{0,200}}?\b(does not exist|do not exist|doesn't exist)",
        source="Amazon Cognito, ResourceNotFoundException of DescribeUserPool and DescribeUserPoolClient, passed on by SageMaker",
    ),
    Wording(
        subject="workers",
        pattern=rf"{_OF_ITS_OWN}(user ?pool|user ?group|group|client)\b[^;]{{0,200}}?\bnot (be )?found",
        source="Amazon Cognito, ResourceNotFoundException of GetGroup, passed on by SageMaker",
    ),
    Wording(
        subject="workers",
        pattern=rf"(could not find|cannot find|not found|does not exist).{{0,60}}{_OF_ITS_OWN}(user ?pool|user ?group|app client)",
        source="SageMaker's own message is not known; hashicorp/terraform-provider-aws, internal/service/sagemaker/workteam.go, retries "
        "any ValidationException",
    ),
)


def wording(error: ClientError) -> Wording | None:
    """By which words the error says that something is not there yet; None for an error that says anything else."""
    message = api_errors.message(error)
    return next((known for known in WORDINGS if re.search(known.pattern, message, re.IGNORECASE | re.DOTALL)), None)


def is_propagation(error: ClientError) -> bool:
    """True if waiting may help: what the call names is not visible yet, or a policy of ours that grants it is not in force yet."""
    denied = denial(error)
    return wording(error) is not None or (denied is not None and denied.is_lifted_by_own_policy)
