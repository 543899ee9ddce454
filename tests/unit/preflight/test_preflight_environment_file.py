"""A batch from an environment file and its stack's outputs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ground_truth.preflight import Batch, CouldNotCheckError, DataKind
from ground_truth.preflight.environment_file import batch_of_environment, kind_of
from tests.plus_environments import DOCUMENTED, SCENES, SPEECH
from tests.unit.preflight.account_fake import ROLE, client_error

OUTPUTS = {
    "GroundTruthPlusInputLocationstreetscenes": "s3://scenes-bucket/ground-truth-plus/input/street-scenes/",
    "GroundTruthPlusRoleArnstreetscenes": ROLE,
}


class Session:
    """A session whose CloudFormation knows one stack."""

    def __init__(self, outputs: Mapping[str, str]) -> None:
        self._outputs = outputs
        self.region = ""

    def client(self, service: str, *, region_name: str) -> Session:
        assert service == "cloudformation"
        self.region = region_name
        return self

    def describe_stacks(self, *, StackName: str) -> Any:  # noqa: N803 - the API's name
        if StackName != "documented-Foundation":
            raise client_error("ValidationError", "DescribeStacks", f"Stack with id {StackName} does not exist")
        return {"Stacks": [{"Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in self._outputs.items()]}]}


def write(folder: Path, document: Mapping[str, Any], name: str = "documented") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(yaml.safe_dump(dict(document)), encoding="utf-8")
    return file


def batch(file: Path, outputs: Mapping[str, str] = OUTPUTS, *, project: str = SCENES, name: str = "batch1", **kind: DataKind) -> Batch:
    session: Any = Session(outputs)
    found = batch_of_environment(file, session=session, project=project, batch=name, **kind)
    assert session.region == "us-east-1"
    return found


def test_a_batch_is_what_the_file_says_and_where_the_stack_put_it(tmp_path: Path) -> None:
    assert batch(write(tmp_path, DOCUMENTED)) == Batch(
        bucket="scenes-bucket",
        project="street-scenes",
        name="batch1",
        kind=DataKind.IMAGE,
        data_classification="internal",
        role_arn=ROLE,
        prefix="ground-truth-plus/input/street-scenes/batch1/",
        output_prefix="ground-truth-plus/output/street-scenes/batch1/",
    )


def test_a_project_without_a_role_and_without_a_list_of_batches(tmp_path: Path) -> None:
    outputs = {"GroundTruthPlusInputLocationspeech": "s3://speech-bucket/ground-truth-plus/input/speech/"}
    found = batch(write(tmp_path, DOCUMENTED), outputs, project=SPEECH, name="any")
    assert (found.bucket, found.kind, found.role_arn) == ("speech-bucket", DataKind.AUDIO, None)


def test_a_kind_can_be_given(tmp_path: Path) -> None:
    assert batch(write(tmp_path, DOCUMENTED), kind=DataKind.VIDEO_FRAMES).kind is DataKind.VIDEO_FRAMES


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"project": "scenes"}, "'scenes' is no project of .*documented.yaml: street-scenes, speech"),
        ({"name": "batch3"}, "'batch3' is no batch of street-scenes in .*documented.yaml: batch1, batch2"),
        ({"outputs": {}}, "the stack documented-Foundation has no output for the project street-scenes: deploy .*documented.yaml first"),
    ],
)
def test_what_is_not_there_is_named(tmp_path: Path, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(CouldNotCheckError, match=f"^{message}$"):
        batch(write(tmp_path, DOCUMENTED), **arguments)


def test_a_stack_that_is_not_deployed(tmp_path: Path) -> None:
    with pytest.raises(CouldNotCheckError, match="outputs of the stack other-Foundation cannot be read: ValidationError: Stack with id"):
        batch(write(tmp_path, DOCUMENTED, name="other"))


def test_an_environment_without_ground_truth_plus(tmp_path: Path) -> None:
    document = {key: value for key, value in DOCUMENTED.items() if key != "ground_truth_plus"}
    with pytest.raises(CouldNotCheckError, match=r"'street-scenes' is no project of .*: there is none"):
        batch(write(tmp_path, document))


def test_a_file_with_mistakes_has_each_of_them(tmp_path: Path) -> None:
    with pytest.raises(CouldNotCheckError, match=r"documented.yaml: region: .*"):
        batch(write(tmp_path, {**DOCUMENTED, "region": "us-east-9"}))


@pytest.mark.parametrize(
    ("task_type", "kind"),
    [
        ("image", DataKind.IMAGE),
        ("Images with boxes", DataKind.IMAGE),
        ("video", DataKind.VIDEO),
        ("Video frames", DataKind.VIDEO_FRAMES),
        ("text", DataKind.TEXT),
        ("audio", DataKind.AUDIO),
        ("3D point cloud", DataKind.POINT_CLOUD),
        ("Point-cloud tracking", DataKind.POINT_CLOUD),
        ("something else", DataKind.CUSTOM),
    ],
)
def test_a_task_type_tells_the_kind_of_data(task_type: str, kind: DataKind) -> None:
    assert kind_of(task_type) is kind
