"""The quotas a deployment can run into, told when it does."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError

from labeling_rules.quotas import LABELING_JOBS, STREAMING_LABELING_JOBS, WORK_TEAMS, ServiceQuota
from lambda_handlers.aws import api_errors
from lambda_handlers.errors import ResourceError

__all__ = ["LABELING_JOBS", "STREAMING_LABELING_JOBS", "WORK_TEAMS", "named_when_exceeded"]


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
