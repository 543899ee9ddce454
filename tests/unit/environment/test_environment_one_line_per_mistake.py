"""One mistake is one line: rules skip places with a reported mistake, and conclude nothing from them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ground_truth.environment import EnvironmentFileError, load_environment
from tests.unit.environment.conftest import GOOD, REMOVED
from tests.unit.environment.jobs import CUSTOM, job

pytestmark = pytest.mark.slow

Load = Callable[[Mapping[str, object]], list[str]]

JOB = "labeling_jobs.0"
ARN = "arn:aws:sagemaker:eu-west-1:111122223333"
KMS_KEY = "arn:aws:kms:eu-west-1:111122223333:key/abc"
PAGE = "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/NamedEntityRecognition"
TEAM_NAME = "1 to 63 characters matching [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62} (WorkteamName)"
FORMS = "manifest, text_file, lines, csv, input_bucket_key, crawl, output_of"
PROJECT = {
    "name": "scenes",
    "description": "Boxes",
    "task_type": "image",
    "data_classification": "personal",
    "contains_pii": True,
    "bucket": "input",
    "contact": {"first_name": "A", "last_name": "B", "email": "a@example.com"},
    "batches": ["batch1"],
    "team": {"group": "plus", "members": ["x@example.com"], "user_pool": {"domain_prefix": "plus-team"}},
    "requesters": {"roles": ["Scientist"]},
    "delivery": {"notify": True, "emails": ["d@example.com"]},
}
ATTRIBUTES = [{"name": "size", "type": "string", "description": "Size", "enum": ["small", "large"], "isRequired": True}]
NUMBERS = [{"name": "speed", "type": "number", "minimum": 0, "maximum": 9}]


def tracks(labels: list[str]) -> dict[str, Any]:
    """A job of video frames."""
    return job("VideoObjectTracking", {"LabelingJobName": "first", "labels": None, "label_categories": {"labels": labels}})


def adjusted_tracks(labels: list[str], *, audited: str | None = None, **changes: Any) -> dict[str, Any]:
    """A job that adjusts the other's labels."""
    categories = {"labels": labels, **({"auditLabelAttributeName": audited} if audited else {})}
    return job("AdjustmentVideoObjectTracking", {"dataset": {"output_of": "first"}, "label_categories": categories, **changes})


TABLE: list[tuple[Mapping[str, object], str]] = [
    # the jobs of an unknown team
    ({"teams": []}, "teams: []: 1 to 25 teams"),
    ({"teams": {}}, "teams: {}: a list"),
    ({"teams.0.name": 7}, "teams[0].name: 7: a text: put it in quotes"),
    ({"teams.0.name": "a b"}, f'teams[0].name: "a b": {TEAM_NAME}'),
    ({"teams.0": {"names": "reviewers", "description": "x"}}, 'teams[0].names: "reviewers": unknown field, did you mean name?'),
    # a required field under a wrong name
    ({"acount": "111122223333", "account": REMOVED}, 'acount: "111122223333": unknown field, did you mean account?'),
    (
        {"output_bucket": {"kms_key_arn": KMS_KEY, "encrypt": "kms"}},
        'output_bucket.encrypt: "kms": unknown field, did you mean encryption?',
    ),
    # consequences of an invalid field
    ({"output_bucket": {"kms_key_arn": KMS_KEY, "encryption": "aes"}}, 'output_bucket.encryption: "aes": one of s3-managed or kms'),
    ({"account": "1", f"{JOB}.RoleArn": "arn:aws:iam::111122223333:role/r"}, 'account: "1": 12 digits, in quotes'),
    # the same person
    ({"teams.0.members.1": "ONE@example.com"}, 'teams[0].members[1]: "ONE@example.com": each worker once per team'),
    # names of jobs
    (
        {"labeling_jobs.1": {**job("TextMultiClass", {"dataset": {"output_of": "topics"}}), "LabelingJobName": 7}},
        "labeling_jobs[1].LabelingJobName: 7: a text: put it in quotes",
    ),
    (
        {"labeling_jobs.1": job("TextMultiClass", {"dataset": {"output_of": "topics"}}), f"{JOB}.LabelingJobName": None},
        "labeling_jobs[0].LabelingJobName: missing: a text",
    ),
    # chained jobs
    (
        {
            f"{JOB}.dataset": {"output_of": "second"},
            "labeling_jobs.1": job("TextMultiClass", {"LabelingJobName": "second", "dataset": {"output_of": "topics"}}),
        },
        'labeling_jobs[0].dataset.output_of: "second": a job that does not itself wait for this one',
    ),
    (
        {JOB: tracks(["car", ""]), "labeling_jobs.1": adjusted_tracks(["car"], LabelAttributeName="adjusted-ref")},
        'labeling_jobs[0].label_categories.labels[1]: "": 1 to 256 characters',
    ),
    (
        {
            JOB: tracks(["car"]),
            "labeling_jobs.1": adjusted_tracks(["car"], audited="label-ref", LabelAttributeName="label-ref"),
        },
        'labeling_jobs[1].LabelAttributeName: "label-ref": another name than auditLabelAttributeName, whose labels the job works on',
    ),
    # ambiguous choices
    (
        {f"{JOB}.task_type": None, f"{JOB}.LabelAttributeName": "a-ref"},
        "labeling_jobs[0].task_type: missing: required: task_type, or for a custom job template or HumanTaskConfig.UiConfig",
    ),
    (
        {f"{JOB}.dataset": {"bucket_key": "k"}},
        'labeling_jobs[0].dataset.bucket_key: "k": unknown field, did you mean input_bucket_key?',
    ),
    (
        {f"{JOB}.dataset": {"lines": ["one"], "csv": {"file": "missing.csv", "column": "c"}}},
        f'labeling_jobs[0].dataset: {{"csv": {{"column": "c", "file": "missing.csv"}}, "lines": ["one"]}}: exactly one of {FORMS}',
    ),
    (
        {f"{JOB}.HumanTaskConfig.UiConfig": {"Page": "x"}},
        'labeling_jobs[0].HumanTaskConfig.UiConfig.Page: "x": unknown field, known here: HumanTaskUiArn, UiTemplateS3Uri',
    ),
    (
        {f"{JOB}.workflow": {"before": {}}, f"{JOB}.task_type": REMOVED, f"{JOB}.template": "task.html"},
        "labeling_jobs[0].workflow.before: {}: unknown field, known here: post_annotation, pre_annotation",
    ),
    (
        {JOB: {**job("NamedEntityRecognition"), "labels": ["car", "truck"]}},
        'labeling_jobs[0].label_categories: {"instructions": {"fullInstruction": "Full", "shortInstruction": "Short"}, '
        '"labels": ["car", "truck"...: not together with labels',
    ),
    (
        {JOB: job("AdjustmentVideoObjectDetection", {"dataset": {}, "label_categories": {"labels": ["car"]}})},
        f"labeling_jobs[0].dataset: {{}}: exactly one of {FORMS}",
    ),
    # automated labeling for an unsupported task type
    (
        {JOB: job("NamedEntityRecognition", {"dataset": {"lines": ["one"]}, "LabelingJobAlgorithmsConfig": {}})},
        "labeling_jobs[0].LabelingJobAlgorithmsConfig: {}: nothing: NamedEntityRecognition has no automated labeling",
    ),
    (
        {f"{JOB}.dataset": {"lines": ["one"]}, f"{JOB}.LabelingJobAlgorithmsConfig": None},
        "labeling_jobs[0].LabelingJobAlgorithmsConfig: missing: a mapping; {} is enough",
    ),
    (
        {f"{JOB}.dataset": None, f"{JOB}.InputConfig": {"DataSource": {}}, f"{JOB}.LabelingJobAlgorithmsConfig": {}},
        "labeling_jobs[0].InputConfig.DataSource: {}: S3DataSource, SnsDataSource or both",
    ),
    # files at places that allow none
    (
        {JOB: job("BoundingBox", {"dataset": {"lines": ["one", " "]}})},
        'labeling_jobs[0].dataset.lines: ["one", " "]: a manifest with source-ref: BoundingBox does not label texts',
    ),
    ({f"{JOB}.template": "task.txt"}, 'labeling_jobs[0].template: "task.txt": a file that ends with .html, .liquid or .template'),
    (
        {JOB: job("BoundingBox", {"dataset": {"crawl": {"prefix": "", "objects": "videos", "pattern": "*.jpg"}}})},
        'labeling_jobs[0].dataset.crawl.objects: "videos": images, which BoundingBox labels',
    ),
    # Ground Truth Plus
    (
        {"region": "us-east-1", "ground_truth_plus": {"access": "role", "narrowed": "yes", "projects": [PROJECT]}},
        'ground_truth_plus.narrowed: "yes": true or false',
    ),
    (
        {
            "region": "us-east-1",
            "ground_truth_plus": {
                "access": "role",
                "narrowed": True,
                "projects": [{**PROJECT, "delivery": {"notified": True, "emails": ["d@example.com"]}}],
            },
        },
        "ground_truth_plus.projects[0].delivery.notified: true: unknown field, did you mean notify?",
    ),
]


@pytest.mark.parametrize(("changes", "line"), TABLE, ids=[line[:60] for _, line in TABLE])
def test_one_mistake_is_one_line(mistakes_of: Load, folder: Path, changes: Mapping[str, object], line: str) -> None:
    (folder / "task.html").write_text("<crowd-form></crowd-form>", encoding="utf-8")
    assert [told for told in mistakes_of(changes) if ".template" not in told or ".template" in line] == [f"environments/dev.yaml: {line}"]


def test_two_mistakes_are_two_lines(mistakes_of: Load) -> None:
    """A renamed team must be renamed at each job; different mistakes of one job are all reported at once."""
    changes = {"teams.0.name": "review", f"{JOB}.labels": ["web"], "labeling_jobs.1": job("TextMultiClass")}
    assert [line.removeprefix("environments/dev.yaml: ") for line in mistakes_of(changes)] == [
        'labeling_jobs[0].team: "reviewers": a team of this file, did you mean review?',
        "labeling_jobs[0].labels: 1 label: 2 or more labels (TextMultiClass)",
        'labeling_jobs[1].team: "reviewers": a team of this file, did you mean review?',
    ]


@pytest.mark.parametrize("place", ["dataset.manifest", "dataset.text_file", "dataset.csv.file", "template", "workflow.pre_annotation.code"])
def test_a_name_that_is_too_long_for_a_file_is_one_line(mistakes_of: Load, place: str) -> None:
    settings = job(CUSTOM, {"HumanTaskConfig.UiConfig": None, "template": "task.html"} if place.startswith("workflow") else {})
    at: Any = settings
    *parents, last = place.split(".")
    for step in parents:
        at[step] = {"column": "c"} if step == "csv" else {"handler": "m.f"} if step == "pre_annotation" else {}
        at = at[step]
    at[last] = "x" * 300 + ".html"
    settings["HumanTaskConfig"].pop("UiConfig", None) if place == "template" else None
    (line, *others) = [line for line in mistakes_of({JOB: settings}) if '"task.html"' not in line]
    assert others == []
    assert f'labeling_jobs[0].{place}: "xxxxxx' in line


def test_what_yaml_cannot_read_is_said_once(folder: Path) -> None:
    text = yaml.safe_dump(GOOD, sort_keys=False).replace("eu-west-1", "!!binary aGVsbG8=").replace("name: reviewers", "name: !!binary aA==")
    (folder / "dev.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(EnvironmentFileError) as error:
        load_environment(folder / "dev.yaml")
    assert [mistake.path for mistake in error.value.mistakes] == ["region", "teams[0].name"]


def test_a_line_stays_a_line_whatever_is_in_it(mistakes_of: Load) -> None:
    (line,) = mistakes_of({f"{JOB}.task_type": "BoundingBox", f"{JOB}.labels": ["a\nb"], "labeling_jobs.1": _adjustment_of_topics()})
    assert line.endswith("every label of labeling_jobs[0], here a\\nb too")


def _adjustment_of_topics() -> dict[str, Any]:
    return job("AdjustmentBoundingBox", {"LabelAttributeName": "adjusted", "labels": ["c"], "dataset": {"output_of": "topics"}})


RICH: dict[str, dict[str, Any]] = {
    "settings": {
        "tags": {"cost": "1"},
        "data_on_destroy": "retain",
        "input_bucket": {"name": "data", "encryption": "kms", "kms_key_arn": KMS_KEY, "noncurrent_version_expiration_days": 3},
        "workforce": {
            "mode": "create",
            "name": "labeling",
            "user_pool": {
                "domain_prefix": "workers",
                "mfa": "off",
                "invitation": {"subject": "Hello", "message": "{username} {####}"},
            },
            "source_ip_cidrs": ["203.0.113.0/24"],
        },
    },
    "projects": {
        "region": "us-east-1",
        "ground_truth_plus": {"access": "both", "account_id": "999999999999", "narrowed": True, "projects": [PROJECT]},
    },
    "images": {
        "labeling_jobs": [
            {
                **job("BoundingBox"),
                "dataset": {"crawl": {"prefix": "", "objects": "images", "pattern": "*.png", "max_objects": 9, "revision": "1"}},
                "stream": {"publish_labels": True},
                "data_buckets": ["other"],
                "InputConfig": {"DataAttributes": {"ContentClassifiers": ["FreeOfAdultContent"]}},
                "OutputConfig": {"S3OutputPath": "s3://labels/x", "KmsKeyId": KMS_KEY},
                "StoppingConditions": {"MaxHumanLabeledObjectCount": 5, "MaxPercentageOfInputDatasetLabeled": 50},
                "Tags": [{"Key": "a", "Value": "1"}],
                "RoleArn": "arn:aws:iam::111122223333:role/r",
            },
            job("AdjustmentBoundingBox", {"LabelAttributeName": "adjusted", "dataset": {"output_of": "BoundingBox-job"}}),
        ]
    },
    "frames": {
        "labeling_jobs": [
            job(
                "VideoObjectDetection",
                {
                    "labels": None,
                    "label_categories": {
                        "labels": [{"label": "car", "categoryAttributes": NUMBERS}, "truck"],
                        "frameAttributes": ATTRIBUTES,
                        "categoryGlobalAttributes": [{**ATTRIBUTES[0], "name": "kind"}],
                        "annotationType": "Polygon",
                        "instructions": {"shortInstruction": "a", "fullInstruction": "b"},
                    },
                    "LabelingJobName": "first",
                },
            ),
            job(
                "AdjustmentVideoObjectDetection",
                {
                    "LabelAttributeName": "second-ref",
                    "label_categories": {"labels": ["car", "truck"], "annotationType": "Polygon"},
                    "dataset": {"output_of": "first"},
                },
            ),
        ]
    },
    "automated": {
        "labeling_jobs": [
            job(
                "ImageMultiClass",
                {
                    "LabelingJobAlgorithmsConfig": {
                        "LabelingJobAlgorithmSpecificationArn": "arn:aws:sagemaker:eu-west-1:027400017018:"
                        "labeling-job-algorithm-specification/image-classification",
                        "InitialActiveLearningModelArn": f"{ARN}:model/mine",
                        "LabelingJobResourceConfig": {
                            "VolumeKmsKeyId": KMS_KEY,
                            "VpcConfig": {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]},
                        },
                    }
                },
            )
        ]
    },
    "named entities": {"labeling_jobs": [job("NamedEntityRecognition", {"HumanTaskConfig.UiConfig": {"HumanTaskUiArn": PAGE}})]},
    "custom": {
        "labeling_jobs": [
            job(
                CUSTOM,
                {
                    "team": None,
                    "HumanTaskConfig.WorkteamArn": f"{ARN}:workteam/private-crowd/p",
                    "HumanTaskConfig.PreHumanTaskLambdaArn": "arn:aws:lambda:eu-west-1:111122223333:function:f",
                    "dataset": None,
                    "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://other/m.manifest"}}},
                },
            )
        ]
    },
}


def _places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in below:
        yield (*path, key)
        yield from _places(entry, (*path, key))


@pytest.mark.parametrize("name", RICH)
def test_a_value_of_a_wrong_type_is_one_line_wherever_it_is(mistakes_of: Load, name: str) -> None:
    # Without aliases, which would make one place of the file several places of the document.
    content = json.loads(json.dumps({**GOOD, **RICH[name]}))
    assert mistakes_of(content) == []
    told: dict[tuple[str | int, ...], list[str]] = {}
    for place in _places(content):
        wrong = copy.deepcopy(content)
        at: Any = wrong
        for step in place[:-1]:
            at = at[step]
        at[place[-1]] = -1.5
        told[place] = mistakes_of(wrong)
    assert {place: lines for place, lines in told.items() if len(lines) != 1} == {}
