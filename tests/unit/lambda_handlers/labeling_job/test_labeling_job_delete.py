"""Custom::GroundTruthLabelingJob: stopping a job and deleting its leftovers."""

from typing import Any

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import STREAMING, end, status


def test_delete_stops_and_waits(aws: Aws, job: CustomResource, properties: Properties) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert status(aws, name) == "Stopped"
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"


@pytest.mark.parametrize(
    ("before", "after", "stops"),
    [
        ("Initializing", "Stopped", 1),
        ("InProgress", "Stopped", 1),
        ("Stopping", "Stopped", 0),
        ("Stopped", "Stopped", 0),
        ("Completed", "Completed", 0),
        ("Failed", "Failed", 0),
    ],
)
def test_delete_in_every_state(aws: Aws, job: CustomResource, properties: Properties, before: str, after: str, stops: int) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    aws.job(name).status = before
    aws.watch("sagemaker")
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert status(aws, name) == after
    assert aws.called("StopLabelingJob") == stops


def test_a_job_that_ends_while_it_is_being_stopped_is_no_failure(aws: Aws, job: CustomResource, properties: Properties) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    ended = aws.fault("sagemaker", "StopLabelingJob", message="The job is not running", meanwhile=lambda: end(aws, name))
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert ended.times == 0


def test_a_job_that_cannot_be_stopped_is_a_failure(aws: Aws, job: CustomResource, properties: Properties) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    aws.fault("sagemaker", "StopLabelingJob", code="AccessDeniedException", message="not allowed")
    answer = job.delete(properties, id=name)
    assert answer["Status"] == "FAILED"
    assert "not allowed" in answer["Reason"]
    assert answer["PhysicalResourceId"] == name


def test_the_queue_of_a_streaming_job_is_deleted_with_it(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.set_up(streaming_labeling_job_quota=1)
    properties["InputConfig"] = STREAMING
    name = job.create(properties)["PhysicalResourceId"]
    aws.sqs.create_queue(QueueName="GroundTruth-other")
    assert len(aws.sqs.list_queues(QueueNamePrefix=f"GroundTruth-{name}")["QueueUrls"]) == 1
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert [url.rpartition("/")[2] for url in aws.sqs.list_queues()["QueueUrls"]] == ["GroundTruth-other"]
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"


@pytest.mark.parametrize("odd", [None, "", "x", 3, True, [], ["a"], {}, {"a": {"b": [1]}}, "\x00", "é" * 70])
@pytest.mark.parametrize("id", ["reviews-0000aaaa", "dev-Labeling-1ABCDEF"])
def test_no_property_breaks_a_delete(aws: Aws, job: CustomResource, properties: Properties, id: str, odd: Any) -> None:
    """With any value from an earlier version, or from a refused template."""
    aws.stack_status = "DELETE_IN_PROGRESS"
    for changes in (
        {"LabelingJobName": odd},
        {"InputConfig": odd},
        {"InputConfig": {"DataSource": odd}},
        {"OutputConfig": odd},
        {"Tags": odd},
    ):
        assert job.delete({**properties, **changes}, id=id)["Status"] == "SUCCESS"
