"""The service inside moto: in-process, in moto's server, and removed with the mock."""

import json
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.moto_server.werkzeug_app import create_backend_app
from moto.sagemaker.responses import SageMakerResponse

from sandbox import ground_truth


def post(operation: str, body: str) -> Any:
    credential = "AKIAIOSFODNN7EXAMPLE/20261101/eu-west-1/sagemaker/aws4_request"
    headers = {
        "X-Amz-Target": f"SageMaker.{operation}",
        "Content-Type": "application/x-amz-json-1.1",
        "Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=0",
    }
    return create_backend_app("sagemaker").test_client().post("/", headers=headers, data=body)


def test_installing_twice_changes_nothing() -> None:
    before = (SageMakerResponse.list_tags, SageMakerResponse.parse_parameters)
    ground_truth.install()
    assert (SageMakerResponse.list_tags, SageMakerResponse.parse_parameters) == before


def test_the_server_answers() -> None:
    answer = post("ListWorkteams", "{}")
    assert (answer.status_code, json.loads(answer.text)) == (200, {"Workteams": []})


def test_the_server_refuses_as_aws_does() -> None:
    answer = post("DescribeWorkteam", json.dumps({"WorkteamName": "nobody"}))
    assert answer.status_code == 400
    assert json.loads(answer.text)["__type"] == "ValidationException"


@pytest.mark.parametrize("body", ["no json", "[]", '{"WorkteamName": 5}'])
def test_the_server_refuses_what_it_cannot_read(body: str) -> None:
    answer = post("DescribeWorkteam", body)
    assert answer.status_code == 400
    assert json.loads(answer.text)["__type"] == "SerializationException"


@pytest.mark.usefixtures("workforce")
def test_another_mock_is_another_account(sagemaker: Any) -> None:
    assert len(sagemaker.list_workforces()["Workforces"]) == 1
    with mock_aws():
        sagemaker.list_workforces()
    mock = mock_aws()
    mock.reset()
    assert sagemaker.list_workforces()["Workforces"] == []


def test_other_operations_are_still_moto_s(sagemaker: Any, make_role: Any) -> None:
    sagemaker.create_model(ModelName="m", ExecutionRoleArn=make_role())
    assert [model["ModelName"] for model in sagemaker.list_models()["Models"]] == ["m"]


def test_a_client_with_its_own_checks_works_too(workforce: str) -> None:
    checked = boto3.client("sagemaker", region_name="eu-west-1")
    assert checked.describe_workforce(WorkforceName=workforce)["Workforce"]["WorkforceName"] == workforce
