"""Requests from the developer guide pass through an environment file unchanged.

From the file through model, construct and template to the handler's request: only the job name's suffix and the
ownership tags are added.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aws_cdk as cdk
import boto3
import pytest
import yaml

from ground_truth import EnvironmentStage
from ground_truth.environment import load_environment
from lambda_handlers.aws.service_shapes import input_shape
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job.desired import DesiredLabelingJob
from tests.synth.cloud_assembly import CloudAssembly, synthesize
from tests.synth.documented_requests import ACCOUNT, DOCUMENTED_REQUESTS, GUIDE, REGION, DocumentedRequest

OWNERSHIP = {"ground-truth-cdk:stack-id": "a stack", "ground-truth-cdk:logical-id": "a job"}
TOLD_BY_THE_TASK_TYPE = ("PreHumanTaskLambdaArn", "AnnotationConsolidationConfig")


def job_of(documented: DocumentedRequest, number: int) -> dict[str, Any]:
    """The request as a job of an environment file: functions and AWS's page follow from `task_type`, the rest is copied."""
    request = {name: value for name, value in documented.request.items() if value is not None}
    task = {name: value for name, value in request["HumanTaskConfig"].items() if name not in TOLD_BY_THE_TASK_TYPE}
    if documented.human_task_ui:
        del task["UiConfig"]
    name = f"{request['LabelingJobName'][:50]}-{number:02}"
    return {**request, "LabelingJobName": name, "task_type": documented.task_type, "HumanTaskConfig": task}


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> CloudAssembly:
    """All requests as jobs of one environment."""
    folder = tmp_path_factory.mktemp("documented")
    document = {
        "account": ACCOUNT,
        "region": REGION,
        "workforce": {"mode": "import", "name": "labeling"},
        "teams": [{"name": "reviewers", "description": "Reviews"}],
        "labeling_jobs": [job_of(documented, number) for number, documented in enumerate(DOCUMENTED_REQUESTS)],
    }
    path: Path = folder / "documented.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    app = cdk.App(outdir=str(folder / "cdk.out"), analytics_reporting=False)
    EnvironmentStage(app, environment=load_environment(path))
    return synthesize(app)


def sent(assembly: CloudAssembly, number: int) -> dict[str, Any]:
    """The handler's request for the job with that number."""
    stack = assembly.stacks["documented/Labeling"]
    jobs = {job["Properties"]["LabelingJobName"]: job["Properties"] for job in stack.custom_resources.values()}
    (properties,) = [found for name, found in jobs.items() if name.endswith(f"-{number:02}")]
    event = {
        "RequestType": "Create",
        "RequestId": "one",
        "StackId": "a stack",
        "LogicalResourceId": "a job",
        "ResourceType": "Custom::GroundTruthLabelingJob",
        "ResponseURL": "https://example.com/answer",
        "ResourceProperties": properties,
    }
    sagemaker = boto3.client("sagemaker", region_name=REGION)
    desired = DesiredLabelingJob.from_request(Request.from_event(event), api=input_shape(sagemaker, "CreateLabelingJob"))
    return desired.creation(name="made by the handler", ownership_tags=OWNERSHIP)


@pytest.mark.parametrize(
    ("number", "documented"),
    [pytest.param(number, documented, id=documented.page) for number, documented in enumerate(DOCUMENTED_REQUESTS)],
)
def test_the_documented_request(assembly: CloudAssembly, number: int, documented: DocumentedRequest) -> None:
    """The page is `{GUIDE}/<page>.html`."""
    request = sent(assembly, number)
    expected = {name: value for name, value in documented.request.items() if value is not None}
    ours = [tag for tag in request["Tags"] if tag["Key"].startswith("ground-truth-cdk:")]
    assert {tag["Key"] for tag in ours} == {*OWNERSHIP, "ground-truth-cdk:properties"}
    users = [tag for tag in request["Tags"] if tag not in ours]
    assert request | {"LabelingJobName": expected["LabelingJobName"], "Tags": users} == expected


def test_every_page_is_of_the_guide() -> None:
    assert len({f"{GUIDE}/{documented.page}.html" for documented in DOCUMENTED_REQUESTS}) == len(DOCUMENTED_REQUESTS) == 13
