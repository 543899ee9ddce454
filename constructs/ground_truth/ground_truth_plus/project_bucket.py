"""The bucket of a Ground Truth Plus project: a place of its own, its input expired and its requests counted."""

import hashlib

import aws_cdk as cdk

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.settings.plus_folders import PlusFolders

_LONGEST_METRICS_ID = 64


class ProjectBucket(DataBucket):
    """A bucket for one project, input and output. AWS documents no CORS rule for Ground Truth Plus, so it has none."""


def expire_input(bucket: DataBucket, *, project: str, after: cdk.Duration) -> None:
    """Remove the input of a project after some days; the bucket keeps old versions for as long as it does with any object."""
    bucket.bucket.add_lifecycle_rule(id=f"Input of {project}", prefix=PlusFolders(project).input(), expiration=after)


def count_requests(bucket: DataBucket, *, project: str) -> None:
    """Have CloudWatch count the requests to input and to output, as the filters `<project>-input` and `<project>-output`."""
    folders = PlusFolders(project)
    for name, prefix in {"input": folders.input(), "output": folders.output()}.items():
        bucket.bucket.add_metric(id=_metrics_id(f"{project}-{name}"), prefix=prefix)


def _metrics_id(name: str) -> str:
    """S3 takes 64 characters: of a longer name the beginning, and a digest that tells it from others that begin so."""
    if len(name) <= _LONGEST_METRICS_ID:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST_METRICS_ID - 9]}-{digest}"
