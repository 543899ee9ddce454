"""A job's own template: the linter's errors stop the synthesis, with the template's file and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ground_truth.environment import load_environment
from ground_truth.local_files.job_template import template_mistakes
from labeling_rules.node import Node

Load = Callable[[Mapping[str, object]], list[str]]

TEMPLATE = """<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form>
  <crowd-classifier name="topic" categories="['web', 'data']" header="Choose">
    <classification-target>{{ task.input.taskObject }}</classification-target>
  </crowd-classifier>
</crowd-form>
"""


@pytest.fixture
def template(folder: Path) -> Callable[[str], None]:
    """Write the job's template."""

    def write_template(text: str) -> None:
        (folder / "mine.liquid.html").write_text(text, encoding="utf-8")

    return write_template


def test_a_good_template_is_taken(template: Callable[[str], None], mistakes_of: Load) -> None:
    template(TEMPLATE)
    assert mistakes_of({"labeling_jobs.0.template": "mine.liquid.html"}) == []


def test_every_error_is_a_line_with_file_and_place(template: Callable[[str], None], mistakes_of: Load) -> None:
    template(TEMPLATE.replace("taskObject }}", "taskObject | to_jsn }}{{ a b }}"))
    place = "environments/dev.yaml: labeling_jobs[0].template: mine.liquid.html:4"
    assert mistakes_of({"labeling_jobs.0.template": "mine.liquid.html"}) == [
        f"{place}: Liquid: expected end of expression, found word",
        f"{place}: Liquid: unknown filter to_jsn, did you mean to_json?",
    ]


def test_the_labels_are_those_of_the_job(template: Callable[[str], None], mistakes_of: Load) -> None:
    template(TEMPLATE)
    changes = {"labeling_jobs.0.template": "mine.liquid.html", "labeling_jobs.0.labels": ["web", "art"]}
    assert mistakes_of(changes) == [
        "environments/dev.yaml: labeling_jobs[0].template: mine.liquid.html:3: "
        "'data' in categories of <crowd-classifier> is no label of the job: web, art"
    ]


def test_what_the_file_lacks_is_said_once(folder: Path, mistakes_of: Load) -> None:
    (folder / "mine.liquid.html").write_bytes(b"\xff")
    assert mistakes_of({"labeling_jobs.0.template": "mine.liquid.html"}) == [
        'environments/dev.yaml: labeling_jobs[0].template: "mine.liquid.html": a file in UTF-8: byte 0 is not'
    ]


JOB: dict[str, Any] = {"template": "mine.liquid.html", "HumanTaskConfig": {}}


def warnings_of(job: Mapping[str, object], folder: Path) -> list[str]:
    """A job's warnings, without the place of the template."""
    found = template_mistakes(Node("dev.yaml", "", {**JOB, **job}), folder)
    return [mistake.allowed for mistake in found if mistake.level == "warning"]


@pytest.mark.parametrize("function", [{"workflow": {"pre_annotation": {}}}, {"HumanTaskConfig": {"PreHumanTaskLambdaArn": "arn:aws:x"}}])
def test_a_function_of_your_own_gives_what_it_likes(template: Callable[[str], None], folder: Path, function: Mapping[str, object]) -> None:
    template(TEMPLATE)
    without_function = "task.input.taskObject: without a pre-annotation function it is the manifest's line, with source or source-ref"
    assert warnings_of({}, folder) == [without_function]
    assert warnings_of(function, folder) == []


def test_warnings_stop_nothing(template: Callable[[str], None], write: Callable[..., Path]) -> None:
    template(TEMPLATE + "</div>")
    environment = load_environment(write({"labeling_jobs.0.template": "mine.liquid.html"}))
    warnings = [warning for warning in environment.warnings if warning.rule == "template-without-warnings"]
    assert [str(warning) for warning in warnings] == [
        "environments/dev.yaml: labeling_jobs[0].template: mine.liquid.html:7: </div> closes nothing"
    ]


def test_a_job_in_code_is_checked_by_the_same_rules(template: Callable[[str], None], folder: Path) -> None:
    template(TEMPLATE.replace("to_json", "json") + "{{ a | json }}")
    job = Node("LabelingJob", "", {"task_type": "TextMultiClass", "template": str(folder / "mine.liquid.html")})
    (mistake,) = [mistake for mistake in template_mistakes(job, Path()) if mistake.level == "error"]
    assert (mistake.value, mistake.level) == (f"{folder / 'mine.liquid.html'}:7", "error")


def test_a_template_of_named_entities_is_looked_at(folder: Path) -> None:
    (folder / "mine.liquid.html").write_text("{{ a b }}", encoding="utf-8")
    for task_type, errors in (("NamedEntityRecognition", 2), ("VideoObjectTracking", 0)):
        job = Node("dev.yaml", "job", {**JOB, "task_type": task_type})
        assert [mistake.level for mistake in template_mistakes(job, folder)].count("error") == errors
