"""Label categories in an environment file: each mistake is reported once, by the field or by a rule between fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ground_truth.environment import load_environment
from ground_truth.environment.rules.job_chains import chain_mistakes
from ground_truth.settings.label_categories import LabelCategories
from labeling_rules.node import Node

Load = Callable[[Mapping[str, object]], list[str]]

JOB = "labeling_jobs.0"
PLACE = "environments/dev.yaml: labeling_jobs[0].label_categories"


def about_video_frames(removed: object, **members: Any) -> dict[str, object]:
    return {
        f"{JOB}.task_type": "VideoObjectDetection",
        f"{JOB}.LabelAttributeName": "cars-ref",
        f"{JOB}.HumanTaskConfig.NumberOfHumanWorkersPerDataObject": 1,
        f"{JOB}.labels": removed,
        f"{JOB}.label_categories": {"labels": ["Car", "Bus"], **members},
    }


RIGHT: dict[str, Any] = {
    "frameAttributes": [{"name": "people", "type": "number", "description": "How many?", "minimum": 0, "maximum": 10}],
    "categoryGlobalAttributes": [{"name": "occluded", "type": "string", "enum": ["yes", "no"], "isRequired": True}],
    "labels": ["Car", {"label": "Bus", "categoryAttributes": [{"name": "line", "type": "string"}]}],
    "annotationType": "Polygon",
    "instructions": {"shortInstruction": "Draw.", "fullInstruction": "<p>Draw it.</p>"},
}


def test_a_file_has_the_names_of_aws(write: Callable[..., Any], removed: object) -> None:
    (job,) = load_environment(write(about_video_frames(removed, **RIGHT))).labeling_jobs
    assert job.label_categories == LabelCategories.model_validate(RIGHT)


@pytest.mark.parametrize(
    ("members", "lines"),
    [
        ({"labels": [""]}, ['.labels[0]: "": 1 to 256 characters']),
        ({"labels": []}, [".labels: 0 labels: 1 to 30 labels (VideoObjectDetection)"]),
        ({"labels": ["Car", 7]}, [".labels[1]: 7: a mapping"]),
        ({"labels": [{"editsAllowed": "none"}]}, [".labels[0].label: missing: required: 1 to 256 characters"]),
        (
            {"labels": [{"label": "Car", "color": "#ff0000"}]},
            ['.labels[0].color: "#ff0000": nothing: label category files have no colors, the worker\'s page chooses them'],
        ),
        ({"annotation_type": "Polygon"}, ['.annotation_type: "Polygon": unknown field, did you mean annotationType?']),
        ({"documentVersion": "2020-03-01"}, [".documentVersion: …: unknown field, known here: …"]),
        ({"annotationType": "Circle"}, ['.annotationType: "Circle": one of BoundingBox, Polyline, Polygon, Keypoint']),
        ({"instructions": {"fullInstruction": "x"}}, [".instructions.shortInstruction: missing: required: a text, HTML allowed"]),
        (
            {"frameAttributes": [{"type": "string", "description": "d"}]},
            [".frameAttributes[0].name: missing: required: 1 or more characters"],
        ),
        (
            {"frameAttributes": [{"name": "n", "type": "number", "description": "d", "minimum": 0, "maximum": 2.5}]},
            [".frameAttributes[0].maximum: 2.5: a whole number"],
        ),
        (
            {"frameAttributes": [{"name": "n", "type": "string", "description": "d", "enum": ["yes", True]}]},
            [".frameAttributes[0].enum[1]: true: a text: put it in quotes"],
        ),
        (
            {"categoryGlobalAttributes": [{"name": "", "type": "color", "editsAllowed": "some", "enum": []}]},
            [
                '.categoryGlobalAttributes[0].name: "": 1 or more characters',
                '.categoryGlobalAttributes[0].type: "color": one of string, number',
                ".categoryGlobalAttributes[0].enum: []: 1 to 10 values",
                '.categoryGlobalAttributes[0].editsAllowed: "some": one of any, none',
            ],
        ),
        (
            {"categoryGlobalAttributes": [{"name": "n", "type": "string"}] * 2, "labels": ["Car", "Car", ""]},
            [
                '.labels[2]: "": 1 to 256 characters',
                '.labels[1]: "Car": each label once',
                '.categoryGlobalAttributes[1].name: "n": '
                "another name: labeling_jobs[0].label_categories.categoryGlobalAttributes[0] has it",
            ],
        ),
    ],
)
def test_every_mistake_is_said_once(mistakes_of: Load, removed: object, members: dict[str, Any], lines: list[str]) -> None:
    found = mistakes_of(about_video_frames(removed, **members))
    assert len(found) == len(lines), found
    for line, expected in zip(found, lines, strict=True):
        # `…` stands for any value.
        start, *rest = f"{PLACE}{expected}".split("…")
        assert line.startswith(start)
        assert line.endswith(rest[-1] if rest else "")


def test_the_words_of_another_format_are_refused(mistakes_of: Load, removed: object) -> None:
    assert mistakes_of({f"{JOB}.labels": removed, f"{JOB}.label_categories": {"labels": ["a", "b"], "annotationType": "Polygon"}}) == [
        f'{PLACE}.annotationType: "Polygon": nothing: TextMultiClass has no annotationType'
    ]


def test_labels_are_said_in_one_way(mistakes_of: Load) -> None:
    assert mistakes_of({f"{JOB}.label_categories": {"labels": ["a", "b"]}}) == [
        f'{PLACE}: {{"labels": ["a", "b"]}}: not together with labels'
    ]


def test_an_adjustment_of_a_job_of_the_file_goes_on_with_its_labels() -> None:
    drawn = {"LabelingJobName": "draw-ref", "task_type": "VideoObjectTracking", "label_categories": RIGHT}
    adjusted = {
        "LabelingJobName": "adjust-ref",
        "task_type": "AdjustmentVideoObjectTracking",
        "dataset": {"output_of": "draw-ref"},
        "label_categories": {"labels": ["Bus", "Bike"]},
    }
    found = [str(mistake) for mistake in chain_mistakes(Node("dev.yaml", "labeling_jobs", [drawn, adjusted]), folder=Path())]
    assert found == [
        "dev.yaml: labeling_jobs[1].label_categories: 2 labels: every label of labeling_jobs[0], here Car too",
        "dev.yaml: labeling_jobs[1].label_categories.annotationType: missing: Polygon, as in labeling_jobs[0]",
    ]
