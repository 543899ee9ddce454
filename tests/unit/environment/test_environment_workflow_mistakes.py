"""The functions of a custom job in an environment file: single fields, choices, and the folders with the code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ground_truth.custom_workflow.new_workflow import write_workflow
from ground_truth.environment.rules.job_workflow import workflow_mistakes
from ground_truth.environment.workflow import WorkflowSettings
from ground_truth.settings.constraints import NOT_ALLOWED
from ground_truth.settings.job_choices import choices
from labeling_rules.node import Node

FUNCTION = {"code": "workflows/entities", "handler": "pre_annotation.handler"}
HANDLER = "a module of the folder and a function in it: module.function"
TEMPLATE = """<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form><crowd-input name="condition"></crowd-input>{{ task.input.taskObject }}</crowd-form>
"""
ARN = "arn:aws:lambda:eu-west-1:111122223333:function:mine"


def test_both_functions_with_their_defaults() -> None:
    settings = WorkflowSettings.model_validate({"pre_annotation": FUNCTION, "post_annotation": FUNCTION})
    for function in (settings.pre_annotation, settings.post_annotation):
        assert function is not None
        assert (function.timeout_seconds, function.memory_megabytes, function.environment) == (60, 256, {})
    assert settings.post_annotation is not None
    assert settings.post_annotation.assumes_execution_role is False


@pytest.mark.parametrize("name", ["pre_annotation", "post_annotation"])
def test_either_function_alone(name: str) -> None:
    settings = WorkflowSettings.model_validate({name: FUNCTION})
    assert [key for key, value in settings if value is not None] == [name]


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("code", "/workflows", "a path relative to the environment file, with forward slashes"),
        ("handler", "handler", HANDLER),
        ("handler", "pre annotation.handler", HANDLER),
        ("handler", "pre_annotation.py:handler", HANDLER),
        ("timeout_seconds", 0, "1 to 900"),
        ("timeout_seconds", 901, "1 to 900"),
        ("memory_megabytes", 64, "128 to 10240"),
        ("memory_megabytes", 10_241, "128 to 10240"),
        ("environment", {"AWS_REGION": "x"}, "a name that Lambda does not set itself"),
        ("environment", {"LAMBDA_TASK_ROOT": "x"}, "a name that Lambda does not set itself"),
        ("environment", {"LIST": "x" * 2_048, "OTHER": "é" * 1_024}, "at most 4096 bytes of names and values together"),
        ("environment", {"1st": "x"}, "a letter, then letters, digits and underscores, 2 characters or more"),
    ],
)
def test_a_single_field(field: str, value: object, allowed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        WorkflowSettings.model_validate({"pre_annotation": {**FUNCTION, field: value}})
    (mistake,) = refused.value.errors()
    assert (mistake["type"], mistake["loc"][:2]) == (NOT_ALLOWED, ("pre_annotation", field))
    assert mistake["ctx"]["allowed"] == allowed


@pytest.mark.parametrize("field", ["assumes_execution_role", "hander"])
def test_what_a_pre_annotation_function_does_not_have(field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        WorkflowSettings.model_validate({"pre_annotation": {**FUNCTION, field: True}})


def job_mistakes(**changes: Any) -> list[str]:
    """The mistakes in the choices of a custom job with both functions and a template, after changes."""
    workflow = {"pre_annotation": FUNCTION, "post_annotation": FUNCTION}
    job = {"team": "reviewers", "template": "t.liquid.html", "workflow": workflow, "dataset": {"text_file": "t.txt"}, **changes}
    return [str(mistake) for mistake in choices(Node("dev.yaml", "job", job))]


def test_a_custom_job_has_no_task_type() -> None:
    assert job_mistakes() == []
    (line,) = job_mistakes(task_type="PassThrough")
    assert line.startswith('dev.yaml: job.workflow: {"pre_annotation": {"code": "workflows/entities"')
    assert line.endswith(": not together with task_type")


@pytest.mark.parametrize(
    ("function", "parameter", "value"),
    [
        ("pre_annotation", "PreHumanTaskLambdaArn", ARN),
        ("post_annotation", "AnnotationConsolidationConfig", {"AnnotationConsolidationLambdaArn": ARN}),
    ],
)
def test_a_function_is_named_in_one_way(function: str, parameter: str, value: object) -> None:
    (line,) = job_mistakes(HumanTaskConfig={parameter: value})
    assert line.startswith(f"dev.yaml: job.HumanTaskConfig.{parameter}: ")
    assert line.endswith(f": not together with workflow.{function}")
    other = {"pre_annotation": "post_annotation", "post_annotation": "pre_annotation"}[function]
    assert job_mistakes(HumanTaskConfig={parameter: value}, workflow={other: FUNCTION}) == []


def test_a_custom_job_has_a_template_of_its_own() -> None:
    assert job_mistakes(template=None) == ["dev.yaml: job.template: missing: required: template or HumanTaskConfig.UiConfig"]


def mistakes(workflow: object, folder: Path) -> list[str]:
    """The mistakes in a workflow's folders."""
    return [str(mistake) for mistake in workflow_mistakes(Node("dev.yaml", "workflow", workflow), folder=folder)]


def test_the_generated_functions_are_right(tmp_path: Path) -> None:
    write_workflow(tmp_path / "workflows" / "entities")
    assert mistakes({"pre_annotation": FUNCTION, "post_annotation": {**FUNCTION, "handler": "post_annotation.handler"}}, tmp_path) == []


@pytest.mark.parametrize("workflow", [{}, {"pre_annotation": None, "post_annotation": None}])
def test_a_workflow_without_functions(workflow: object, tmp_path: Path) -> None:
    (line,) = mistakes(workflow, tmp_path)
    assert line.endswith(": pre_annotation, post_annotation or both; without functions leave workflow out")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    workflow = {"pre_annotation": FUNCTION, "post_annotation": {**FUNCTION, "code": "file"}}
    allowed = "an existing folder, relative to the environment file; make workflow DIR=... writes one"
    assert mistakes(workflow, tmp_path) == [
        f'dev.yaml: workflow.pre_annotation.code: "workflows/entities": {allowed}',
        f'dev.yaml: workflow.post_annotation.code: "file": {allowed}',
    ]


CODE = """
from another import imported
import json.decoder
from somewhere import lost as found

def handler(event, context):
    def inner(): ...

class Holder:
    def method(self): ...

async def later(event, context): ...

assigned = handler
if assigned:
    conditional: object = handler
else:
    def otherwise(event, context): ...
"""


@pytest.fixture
def code_folder(tmp_path: Path) -> Path:
    """An environment's folder with functions defined in various ways."""
    code = tmp_path / "code"
    for path in ("functions.py", "package/__init__.py", "package/module.py", "test_functions.py"):
        (code / path).parent.mkdir(parents=True, exist_ok=True)
        (code / path).write_text(CODE, encoding="utf-8")
    (code / "everything.py").write_text("from elsewhere import *\n", encoding="utf-8")
    (code / "broken.py").write_text("def handler(event, context):\n    return {\n", encoding="utf-8")
    return tmp_path


NAMES = ["handler", "imported", "json", "found", "Holder", "assigned", "conditional", "otherwise"]


@pytest.mark.parametrize(
    "handler",
    [*(f"functions.{name}" for name in NAMES), "package.handler", "package.module.handler", "everything.handler"],
)
def test_a_function_that_the_folder_has(code_folder: Path, handler: str) -> None:
    assert mistakes({"pre_annotation": {"code": "code", "handler": handler}}, code_folder) == []


@pytest.mark.parametrize(
    ("handler", "allowed"),
    [
        ("missing.handler", f"{HANDLER}: there is no missing.py"),
        ("package.missing.handler", f"{HANDLER}: there is no package/missing.py"),
        ("test_functions.handler", f"{HANDLER}: test_functions.py stays behind, as tests and hidden files do"),
        ("functions.hander", f"{HANDLER}: functions.py does not define hander"),
        ("functions.inner", f"{HANDLER}: functions.py does not define inner"),
        ("functions.method", f"{HANDLER}: functions.py does not define method"),
        ("functions.lost", f"{HANDLER}: functions.py does not define lost"),
        ("package.module.hander", f"{HANDLER}: package/module.py does not define hander"),
        ("functions.later", "a function that Lambda can call: later in functions.py is `async`, and Lambda does not wait for it"),
    ],
)
def test_a_function_that_the_folder_does_not_have(code_folder: Path, handler: str, allowed: str) -> None:
    assert mistakes({"post_annotation": {"code": "code", "handler": handler}}, code_folder) == [
        f'dev.yaml: workflow.post_annotation.handler: "{handler}": {allowed}'
    ]


def test_a_file_with_a_workflow(mistakes_of: Callable[[Mapping[str, object]], list[str]], write: Callable[..., Path]) -> None:
    environments = write().parent
    write_workflow(environments / "workflows" / "entities")
    (environments / "t.liquid.html").write_text(TEMPLATE, encoding="utf-8")
    job = "labeling_jobs.0"
    changes = {f"{job}.task_type": None, f"{job}.labels": None, f"{job}.template": "t.liquid.html"}
    assert mistakes_of({**changes, f"{job}.workflow": {"pre_annotation": FUNCTION}}) == []
    assert mistakes_of({**changes, f"{job}.workflow": {"pre_annotation": {**FUNCTION, "handler": "pre_annotation.hander"}}}) == [
        'environments/dev.yaml: labeling_jobs[0].workflow.pre_annotation.handler: "pre_annotation.hander": '
        f"{HANDLER}: pre_annotation.py does not define hander"
    ]


def test_as_many_variables_as_lambda_takes() -> None:
    function = {**FUNCTION, "environment": {"LIST": "x" * 4_092}}
    assert WorkflowSettings.model_validate({"pre_annotation": function}).pre_annotation is not None


@pytest.mark.parametrize("value", ["yes", 1])
def test_assuming_a_role_is_true_or_false(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        WorkflowSettings.model_validate({"post_annotation": {**FUNCTION, "assumes_execution_role": value}})
    assert [mistake["type"] for mistake in refused.value.errors()] == ["bool_type"]


def test_a_reserved_variable_is_one_line(mistakes_of: Callable[[Mapping[str, object]], list[str]], folder: Path) -> None:
    write_workflow(folder / "workflows" / "entities")
    (folder / "t.liquid.html").write_text(TEMPLATE, encoding="utf-8")
    job = "labeling_jobs.0"
    changes = {f"{job}.task_type": None, f"{job}.labels": None, f"{job}.template": "t.liquid.html"}
    workflow = {"pre_annotation": {**FUNCTION, "environment": {"AWS_REGION": "x"}}}
    assert mistakes_of({**changes, f"{job}.workflow": workflow}) == [
        'environments/dev.yaml: labeling_jobs[0].workflow.pre_annotation.environment.AWS_REGION: "AWS_REGION": '
        "a name that Lambda does not set itself"
    ]


def test_code_that_may_be_right_in_a_newer_python(code_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ground_truth.local_files.function_folder.LAMBDA_PYTHON", (3, 99))
    assert mistakes({"pre_annotation": {"code": "code", "handler": "broken.handler"}}, code_folder) == []


def test_code_that_is_not_python(code_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ground_truth.local_files.function_folder.LAMBDA_PYTHON", sys.version_info[:2])
    (line,) = mistakes({"pre_annotation": {"code": "code", "handler": "broken.handler"}}, code_folder)
    assert f"{HANDLER}: broken.py is no Python 3." in line
    assert "line 2: '{' was never closed" in line
