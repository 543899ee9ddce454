"""Jobs completed as if by workers, and their output."""

import json
from typing import Any

from sandbox.complete_labeling_job import complete_labeling_job
from tests.e2e.account_view import AccountView


def complete(account: AccountView, base_name: str) -> dict[str, Any]:
    """Complete the running job with that base name, and return its description."""
    (name,) = [job for job in account.live_jobs() if job[:-9] == base_name]
    return dict(complete_labeling_job(account.exports, name))


def labeled_lines(account: AccountView, job: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of the job's output manifest."""
    bucket, _, key = job["LabelingJobOutput"]["OutputDatasetS3Uri"].removeprefix("s3://").partition("/")
    body = account.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    return [json.loads(line) for line in body.decode().splitlines()]
