"""Custom::GroundTruthLabelingJob in the rows of the lifecycle table."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from lambda_handlers import labeling_job
from lambda_handlers.labeling_job.name import job_name
from tests.unit.lambda_handlers.cloudformation_side import Properties
from tests.unit.lambda_handlers.lifecycle.subject import REQUEST_ID, SECRET, Answer, Subject
from tests.unit.lambda_handlers.lifecycle.workteam_subject import nothing_more
from tests.unit.lambda_handlers.resource_properties import OUTPUT, labeling_job_properties

NAME = job_name(base="reviews", request_id=REQUEST_ID)


class LabelingJobSubject(Subject):
    """A text classification job. It can only be stopped: its record is permanent, and it lives as long as it runs."""

    package = labeling_job
    create_operation = ("sagemaker", "CreateLabelingJob")
    delete_operation = ("sagemaker", "StopLabelingJob")
    propagation_error = "Could not assume role arn:aws:iam::123456789012:role/labeling. Please ensure that the role exists"

    def set_up(self) -> Properties:
        return labeling_job_properties(self.aws)

    def live(self) -> set[str]:
        return {job.name for job in self.aws.backend.labeling_jobs.values() if job.is_running}

    def state(self) -> Any:
        return copy.deepcopy(self.aws.backend.labeling_jobs), self.aws.versions(OUTPUT)

    def data(self, id: str) -> Answer:
        arn = self._described(id)["LabelingJobArn"]
        manifest = f"s3://{OUTPUT}/jobs/{id}/manifests/output/output.manifest"
        return {"LabelingJobName": id, "LabelingJobArn": arn, "OutputManifestS3Uri": manifest}

    @property
    def changed(self) -> Properties:
        return {**self.properties, "Tags": [{"Key": "owner", "Value": "data"}]}

    @property
    def replaced(self) -> Properties:
        return {name: value for name, value in self.properties.items() if name != "LabelCategoryConfig"} | {"Labels": ["good", "poor"]}

    @property
    def misused(self) -> list[Properties]:
        return [
            {**self.properties, "HumanTaskConfig": SECRET},
            {**self.properties, "RoleArn": {"Secret": SECRET}},
            {**self.properties, "LabelCategoryConfig": {"labels": [{"label": "a", "secret": SECRET}]}},
        ]

    @property
    def text_like(self) -> Properties:
        task = {**self.properties["HumanTaskConfig"], "TaskTitle": "3", "TaskDescription": "true", "TaskTimeLimitInSeconds": "3600"}
        return {**self.properties, "HumanTaskConfig": task}

    def text_like_is_kept(self, id: str) -> bool:
        found = self._described(id)["HumanTaskConfig"]
        names = ("TaskTitle", "TaskDescription", "TaskTimeLimitInSeconds", "NumberOfHumanWorkersPerDataObject")
        return [found[name] for name in names] == ["3", "true", 3600, 3]

    def break_creation(self) -> Properties:
        self.fault(("sagemaker", "DescribeLabelingJob"), code="InternalFailure", message="out of order")
        return self.properties

    def foreign(self) -> tuple[str, str]:
        answer = self.theirs.create(self.properties, request_id=REQUEST_ID)
        return answer["PhysicalResourceId"], f"exists already and was made by Resource1A2B3C4D of stack {self.theirs.stack_id}"

    def use_up_quota(self) -> str:
        self.aws.set_up(labeling_job_quota=0)
        return "'Ground Truth labeling jobs' (L-150039CA, 1 in a new account)"

    def fail_after_creation(self) -> str:
        self.aws.set_up(dataset_object_quota=1)
        return "a labeling job can have at most 1"

    def remove_by_hand(self, id: str) -> None:
        self.aws.sagemaker.stop_labeling_job(LabelingJobName=id)
        self.aws.job(id).status = "Stopped"

    def become(self, status: str, id: str) -> None:
        self.aws.job(id).status = status

    def obstacles(self) -> Iterator[tuple[str, Callable[[], None]]]:
        self.fault(self.delete_operation, code="AccessDeniedException", message="not allowed to stop")
        yield "not allowed to stop", nothing_more
        self.fault(self.delete_operation, code="ResourceInUse", message="another change is under way")
        yield "another change is under way", nothing_more

    def reach_deadline(self) -> tuple[str, Answer]:
        self.aws.set_up(labeling_job_change_seconds=5000)
        return NAME, self.create()

    def go_on(self) -> None:
        self.aws.set_up()

    def put_into_data(self, value: Any) -> None:
        answered = {"LabelingJobName": NAME, "LabelingJobArn": value, "LabelingJobStatus": "InProgress"}
        self.fault(("sagemaker", "DescribeLabelingJob"), answer=answered)

    def _described(self, name: str) -> Any:
        return self.aws.sagemaker.describe_labeling_job(LabelingJobName=name)
