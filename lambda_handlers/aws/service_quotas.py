"""Names and codes of the quotas a deployment can run into.

Source: AWS General Reference, "Amazon SageMaker AI endpoints and quotas".
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.errors import ResourceError


@dataclass(frozen=True)
class ServiceQuota:
    """A quota per account and region, as Service Quotas lists it."""

    name: str
    code: str
    default: int


LABELING_JOBS = ServiceQuota("Ground Truth labeling jobs", "L-150039CA", 1)
STREAMING_LABELING_JOBS = ServiceQuota("Ground Truth streaming labeling jobs", "L-C3E706F6", 0)
WORK_TEAMS = ServiceQuota("Ground Truth work teams", "L-1BAEE5A7", 25)


@contextmanager
def named_when_exceeded(quota: ServiceQuota) -> Iterator[None]:
    """Turns ResourceLimitExceeded into an error that names the quota to raise."""
    try:
        yield
    except ClientError as error:
        if api_errors.code(error) != "ResourceLimitExceeded":
            raise
        raise ResourceError(
            f"the quota '{quota.name}' ({quota.code}, {quota.default} in a new account) is used up: {api_errors.message(error)}; "
            "raise it in Service Quotas (service code sagemaker) or make room, then deploy again"
        ) from error
