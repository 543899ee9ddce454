"""Valid files, and the mistakes of all files at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from ground_truth.environment import (
    CreateWorkforce,
    EnvironmentFileError,
    Mistake,
    load_environment,
    load_environments,
)

ENVIRONMENTS = Path(__file__).parents[3] / "environments"


def test_the_environments_of_the_repository_load() -> None:
    environments = {environment.name: environment for environment in load_environments(ENVIRONMENTS)}
    assert list(environments) == ["dev", "prod", "sandbox"]
    assert environments["dev"].data_on_destroy == "destroy"
    assert environments["prod"].data_on_destroy == "retain"


@pytest.mark.parametrize("name", ["dev", "prod", "sandbox"])
def test_editors_find_the_schema(name: str) -> None:
    first = (ENVIRONMENTS / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=environment.schema.json"


def test_a_file_becomes_an_environment(write: Callable[..., Path]) -> None:
    environment = load_environment(write(name="stage-2"))
    assert environment.name == "stage-2"
    assert environment.resolve("data/x.txt") == environment.folder / "data/x.txt"
    assert isinstance(environment.workforce, CreateWorkforce)
    assert environment.workforce.user_pool.mfa == "optional"
    assert [(member.email, member.existing) for team in environment.teams for member in team.members] == [
        ("one@example.com", False),
        ("two@example.com", False),
        ("three@example.com", True),
    ]
    assert environment.team("editors").notifications is False
    assert environment.input_bucket.encryption == "s3-managed"


def test_a_job_has_the_parameters_of_the_api(write: Callable[..., Path]) -> None:
    (job,) = load_environment(write()).labeling_jobs
    assert job.built_in_task is not None
    assert job.built_in_task.crowd_element == "crowd-classifier"
    assert job.api_parameters() == {
        "LabelingJobName": "topics",
        "LabelAttributeName": "topics",
        "InputConfig": {},
        "OutputConfig": {},
        "HumanTaskConfig": {
            "TaskTitle": "What is it about?",
            "TaskDescription": "Choose one.",
            "NumberOfHumanWorkersPerDataObject": 3,
            "TaskTimeLimitInSeconds": 300,
        },
        "Tags": [],
    }


def test_an_environment_cannot_be_changed(write: Callable[..., Path]) -> None:
    environment = load_environment(write())
    with pytest.raises(ValidationError, match="frozen"):
        environment.region = "us-east-1"


def test_every_mistake_of_every_file_comes_at_once(write: Callable[..., Path], folder: Path) -> None:
    write(
        {"account": 1, "regoin": "x", "labeling_jobs.0.HumanTaskConfig.NumberOfHumanWorkersPerDataObject": 12, "labeling_jobs.0.team": "x"}
    )
    write({"ground_truth_plus": {"access": "account"}, "labeling_jobs.0.labels": ["one"]}, name="prod")
    (folder / "test.yaml").write_text("a: b: c\n", encoding="utf-8")
    with pytest.raises(EnvironmentFileError) as caught:
        load_environments(folder)
    assert [(mistake.file, mistake.path) for mistake in caught.value.mistakes] == [
        ("environments/dev.yaml", "account"),
        ("environments/dev.yaml", "labeling_jobs[0].HumanTaskConfig.NumberOfHumanWorkersPerDataObject"),
        ("environments/dev.yaml", "regoin"),
        ("environments/dev.yaml", "labeling_jobs[0].team"),
        ("environments/prod.yaml", "ground_truth_plus.account_id"),
        ("environments/prod.yaml", "labeling_jobs[0].labels"),
        ("environments/test.yaml", "line 1, column 5"),
    ]
    assert str(caught.value).splitlines() == [str(mistake) for mistake in caught.value.mistakes]


def test_two_environments_cannot_create_the_one_workforce(write: Callable[..., Path], folder: Path) -> None:
    write(name="a")
    write(name="b")
    write({"region": "us-east-1"}, name="c")
    write({"workforce": {"mode": "adopt", "name": "labeling"}}, name="d")
    with pytest.raises(EnvironmentFileError) as caught:
        load_environments(folder)
    assert caught.value.mistakes == [
        Mistake(
            "environments/b.yaml",
            "workforce.mode",
            '"create"',
            "adopt or import: a creates the workforce of account 111122223333 in eu-west-1, and there is only one",
        )
    ]


def test_a_workforce_is_adopted_by_the_name_that_another_file_creates_it_with(write: Callable[..., Path], folder: Path) -> None:
    write(name="a")
    write({"workforce": {"mode": "adopt", "name": "labelling"}}, name="b")
    write({"workforce": {"mode": "import", "name": "Labeling"}}, name="c")
    write({"workforce": {"mode": "adopt", "name": "elsewhere"}, "account": "444455556666"}, name="d")
    write({"workforce": {"mode": "adopt", "name": "elsewhere"}, "region": "us-east-1"}, name="e")
    with pytest.raises(EnvironmentFileError) as caught:
        load_environments(folder)
    allowed = "labeling: a creates the workforce of account 111122223333 in eu-west-1, and there is only one"
    assert [str(mistake) for mistake in caught.value.mistakes] == [
        f'environments/b.yaml: workforce.name: "labelling": {allowed}',
        f'environments/c.yaml: workforce.name: "Labeling": {allowed}',
    ]


def test_a_bucket_name_exists_once_in_all_accounts_and_regions(write: Callable[..., Path], folder: Path) -> None:
    write({"input_bucket": {"name": "labeling-data"}, "output_bucket": {"name": "labeling-labels"}}, name="a")
    write({"output_bucket": {"name": "labeling-data"}, "account": "444455556666"}, name="b")
    write({"input_bucket": {"name": "other-data"}, "region": "us-east-1"}, name="c")
    with pytest.raises(EnvironmentFileError) as caught:
        load_environments(folder)
    assert [str(mistake) for mistake in caught.value.mistakes] == [
        'environments/b.yaml: output_bucket.name: "labeling-data": '
        "a name that no other bucket has: environments/a.yaml has it at input_bucket.name"
    ]


def test_a_folder_without_files_and_files_that_would_not_be_read_are_mistakes(folder: Path) -> None:
    with pytest.raises(EnvironmentFileError, match=r"^environments: \(folder\): no \*.yaml file: one file per environment$"):
        load_environments(folder)
    (folder / "dev.yml").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFileError, match=r"^environments/dev.yml: \(file name\): dev.yml: dev.yaml: other files are not read$"):
        load_environments(folder)


def test_a_file_name_becomes_part_of_stack_names(write: Callable[..., Path]) -> None:
    with pytest.raises(EnvironmentFileError, match=r"^environments/my_env.yaml: \(file name\): my_env: a letter, then letters"):
        load_environment(write(name="my_env"))
