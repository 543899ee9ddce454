"""Custom::GroundTruthLabelingJob."""

import copy
import json
from typing import Any

from moto.sqs.models import sqs_backends

from faults.account import Account
from faults.neighbour import JOB, LINE, TEMPLATE, labeling_job_request
from faults.resource_types.resource_type import ResourceType, difference, owned
from faults.snapshot import ACCOUNT_ID, REGION
from faults.stack import Held, Properties
from lambda_handlers import labeling_job
from lambda_handlers.labeling_job.streaming_queue import queue_name
from sandbox.ground_truth.labeling_job import RUNNING_STATUSES

BUCKET = "reviews"


class LabelingJob(ResourceType):
    """A job with plain labels over a manifest of two lines; its base name is the neighbour's, too."""

    name = "LabelingJob"
    type = "Custom::GroundTruthLabelingJob"
    package = labeling_job
    beside_a_workforce = True
    can_be_renamed = True
    endings: tuple[str, ...] = ("Stopped", "Failed", "Completed")

    def set_up(self, account: Account) -> None:
        account.s3.create_bucket(Bucket=BUCKET)
        account.s3.put_object(Bucket=BUCKET, Key="input.manifest", Body=f"{LINE}\n{LINE}\n")
        account.s3.put_object(Bucket=BUCKET, Key="template.liquid", Body=TEMPLATE)
        self.created = _properties(account)
        self.changed = {**self.created, "Tags": [{"Key": "owner", "Value": "data"}]}
        self.replaced = {**self.created, "Labels": ["good", "bad", "neutral"]}
        self.renamed = {**self.created, "LabelingJobName": "opinions"}
        self.refused = {**self.created, "LabelAttributeName": "not valid!"}
        self.ended: dict[str, str] = {}

    def begin(self) -> None:
        self.ended.clear()

    def end(self, account: Account, held: Held, status: str) -> None:
        """As a person stops it, or as Ground Truth ends it."""
        job, now = account.ground_truth.labeling_jobs[held.physical_id.lower()], account.clock.date()
        if status == "Stopped":
            account.sagemaker.stop_labeling_job(LabelingJobName=job.name)
            while job.is_running:
                account.clock.sleep(60)
                account.sagemaker.describe_labeling_job(LabelingJobName=job.name)
        elif status == "Failed":
            job.fail("ClientError: the role may no longer read the manifest", now=now)
        else:
            job.become(status, now=now)
        self.ended[job.name] = status

    def live(self, account: Account, stack_id: str) -> list[str]:
        jobs = account.ground_truth.labeling_jobs.values()
        return [job.name for job in jobs if job.status in RUNNING_STATUSES and owned(job.tags, stack_id)]

    def losses(self, account: Account, held: Held) -> list[str]:
        job = account.ground_truth.labeling_jobs.get(held.physical_id.lower())
        if job is None:
            return [f"there is no labeling job {held.physical_id}"]
        return difference(f"the labeling job {job.name}", job.status, self.ended.get(job.name, "InProgress"))

    def problems(self, account: Account, held: Held) -> list[str]:
        if losses := self.losses(account, held):
            return losses
        job = account.ground_truth.labeling_jobs[held.physical_id.lower()]
        uri = job.request["LabelCategoryConfigS3Uri"]
        document = json.loads(account.s3.get_object(Bucket=BUCKET, Key=uri.removeprefix(f"s3://{BUCKET}/"))["Body"].read())
        desired = {tag["Key"]: tag["Value"] for tag in held.properties["Tags"]}
        return [
            *difference("its labels", [label["label"] for label in document["labels"]], held.properties["Labels"]),
            *difference("its tags", {key: value for key, value in job.tags.items() if ":" not in key}, desired),
        ]

    def remains(self, account: Account, stack_id: str) -> list[str]:
        return self.live(account, stack_id)


class StreamingLabelingJob(LabelingJob):
    """A job that takes its objects from a topic, for which Ground Truth makes a queue and leaves it behind."""

    name = "StreamingLabelingJob"
    own_operations = frozenset({"GetQueueUrl", "DeleteQueue"})
    # It takes objects until it is stopped.
    endings = ("Stopped", "Failed")

    def set_up(self, account: Account) -> None:
        super().set_up(account)
        source = {"DataSource": {"SnsDataSource": {"SnsTopicArn": "arn:aws:sns:us-east-1:123456789012:reviews"}}}
        self.created, self.changed, self.replaced, self.renamed, self.refused = (
            {**properties, "InputConfig": source} for properties in (self.created, self.changed, self.replaced, self.renamed, self.refused)
        )

    def problems(self, account: Account, held: Held) -> list[str]:
        others = [name for name in _queues(account) if name != queue_name(held.physical_id)]
        return [*super().problems(account, held), *(f"the queue {name} is of a job that is gone" for name in others)]

    def remains(self, account: Account, stack_id: str) -> list[str]:
        return [*super().remains(account, stack_id), *(f"the queue {name}" for name in _queues(account))]


def _queues(account: Account) -> list[str]:
    """The queues of all jobs but the neighbour's."""
    made = {queue_name(job.name) for job in account.ground_truth.labeling_jobs.values() if job.name != JOB}
    return sorted(made & set(sqs_backends[ACCOUNT_ID][REGION].queues))


def _properties(account: Account) -> Properties:
    properties: dict[str, Any] = copy.deepcopy(labeling_job_request(account, bucket=BUCKET))
    del properties["LabelCategoryConfigS3Uri"]
    properties["HumanTaskConfig"] |= {"NumberOfHumanWorkersPerDataObject": "3", "TaskTimeLimitInSeconds": "600"}
    return {**properties, "LabelingJobName": "reviews", "Labels": ["good", "bad"], "Tags": [{"Key": "project", "Value": "reviews"}]}
