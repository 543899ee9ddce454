"""RenderUiTemplate: a worker's view."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed

Render = Callable[..., dict[str, Any]]


@pytest.fixture
def render(sagemaker: Any, make_role: Any) -> Render:
    """RenderUiTemplate of a template with an input; returns Errors and RenderedContent."""
    role = make_role()

    def call(template: str | None = None, task_input: Any = None, **changes: Any) -> dict[str, Any]:
        page = {} if template is None else {"UiTemplate": {"Content": template}}
        task = {"Input": json.dumps(task_input or {})}
        answer: dict[str, Any] = sagemaker.render_ui_template(**{**page, "Task": task, "RoleArn": role, **changes})
        answer.pop("ResponseMetadata")
        return answer

    return call


@conformance("RenderUiTemplate renders a template with a task's input", documented("API reference, RenderUiTemplate"))
@pytest.mark.parametrize(
    ("template", "task_input", "content"),
    [
        ("<p>{{ task.input.text }}</p>", {"text": "Good."}, "<p>Good.</p>"),
        ("{% for item in task.input.items %}{{ item.name }},{% endfor %}", {"items": [{"name": "a"}, {"name": "b"}]}, "a,b,"),
        ("{% if task.input.late %}late{% else %}soon{% endif %}", {"late": False}, "soon"),
        ("{{ task.input.labels | size }}{{ task.input.labels[1] | upcase }}", {"labels": ["x", "y"]}, "2Y"),
        ("{{ task.input.nothing }}.", {}, "."),
    ],
)
def test_a_template_is_rendered(render: Render, template: str, task_input: Any, content: str) -> None:
    assert render(template, task_input) == {"RenderedContent": content, "Errors": []}


@conformance(
    "Values are escaped for HTML, except after skip_autoescape; to_json writes JSON",
    documented("developer guide, Adding automation with Liquid"),
)
@pytest.mark.parametrize(
    ("template", "content"),
    [
        ("{{ task.input.text }}", "&lt;b&gt; &amp; co"),
        ("{{ task.input.text | skip_autoescape }}", "<b> & co"),
        ("{{ task.input.labels | to_json }}", "[&#34;a&#34;, &#34;b&#34;]"),
        ("{{ task.input.labels | to_json | skip_autoescape }}", '["a", "b"]'),
    ],
)
def test_values_are_escaped(render: Render, template: str, content: str) -> None:
    assert render(template, {"text": "<b> & co", "labels": ["a", "b"]})["RenderedContent"] == content


@conformance(
    "grant_read_access returns a short-lived HTTPS URL of an object, signed by the role",
    documented("developer guide, Custom template demos"),
)
def test_objects_are_shown_through_a_signed_url(render: Render) -> None:
    content = render("{{ task.input.image | grant_read_access | skip_autoescape }}", {"image": "s3://reviews-data/input/a b.png"})
    url = urlsplit(content["RenderedContent"])
    assert (url.scheme, url.path) == ("https", "/input/a%20b.png")
    assert "Signature=" in url.query


@conformance(
    "grant_read_access of anything but an S3 URI: InvalidParameters, with the message observed from a human loop of Amazon A2I",
    observed("30"),
)
@pytest.mark.parametrize("value", [" ", "cat.png", "https://example.com/cat.png", "s3://bucket-alone"])
def test_what_is_no_s3_uri_is_an_error_of_the_template(render: Render, value: str) -> None:
    answer = render("{{ task.input.image | grant_read_access }}", {"image": value})
    message = f'"grant_read_access" input is not a valid S3 URI: "{value}".'
    assert answer == {"RenderedContent": "", "Errors": [{"Code": "InvalidParameters", "Message": message}]}


def test_each_bad_uri_is_told(render: Render) -> None:
    errors = render("{{ 'a' | grant_read_access }}{{ task.input.nothing | grant_read_access }}")["Errors"]
    assert [error["Message"].rpartition(": ")[2] for error in errors] == ['"a".', '"".']


@conformance("An invalid Liquid template is an error in the response", documented("API reference, RenderUiTemplate: Errors"))
@conformance(
    "The code of such an error is InvalidTemplate", assumed("no response with one is published; distinguish the errors by their messages")
)
@pytest.mark.parametrize(
    "template",
    [
        "{% if task.input.a %}",
        "{% nothing %}",
        "{{ task.input.a | nothing }}",
        "{{ task.input.a | safe }}",
        "{% for n in (1..1000000) %}{% endfor %}",
        "{% include 'other' %}",
        "{{ 5 | divided_by: 0 }}",
    ],
)
def test_what_is_not_liquid_is_told(render: Render, template: str) -> None:
    answer = render(template, {"a": "x"})
    assert answer["RenderedContent"] == ""
    (error,) = answer["Errors"]
    assert error["Code"] == "InvalidTemplate"
    assert error["Message"]


def test_a_template_is_not_the_server_s(render: Render) -> None:
    """Only the input can be read: no attribute of the objects behind it."""
    hidden = "{{ task.input.__class__ }}{{ task.__init__ }}{{ task.input.keys }}{{ config }}"
    assert render(hidden, {"a": 1}) == {"RenderedContent": "", "Errors": []}


@conformance("A human task UI of the account can be rendered as well", documented("API reference, RenderUiTemplate: HumanTaskUiArn"))
def test_a_ui_is_rendered(render: Render, sagemaker: Any, refused: Any) -> None:
    content = {"Content": "<p>{{ task.input.text }}</p>"}
    arn = sagemaker.create_human_task_ui(HumanTaskUiName="reviews", UiTemplate=content)["HumanTaskUiArn"]
    assert render(task_input={"text": "Good."}, HumanTaskUiArn=arn)["RenderedContent"] == "<p>Good.</p>"
    assert f"{arn}-2" in refused("ResourceNotFound", render, HumanTaskUiArn=f"{arn}-2")
    assert "Exactly one" in refused("ValidationException", render, template="x", HumanTaskUiArn=arn)
    assert "Exactly one" in refused("ValidationException", render)


def test_a_page_of_aws_is_lacking(render: Render, refused: Any) -> None:
    arn = "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/VideoObjectTracking"
    message = refused("ValidationException", render, HumanTaskUiArn=arn)
    assert message.startswith("RenderUiTemplate of SageMaker: the sandbox does not have the page arn:aws:sagemaker")
    assert message.endswith("It is the sandbox that lacks it, not AWS.")


@conformance("A task's input is a JSON object", documented("API reference, RenderableTask"))
@pytest.mark.parametrize("text", ["", "{", "[]", '"text"', "[" * 100_000, '{"score": NaN}'])
def test_the_input_is_an_object(render: Render, refused: Any, text: str) -> None:
    message = refused("ValidationException", render, template="x", Task={"Input": text})
    assert "ask" in message
    assert "nput" in message


@conformance("The role is assumed, and the caller must be allowed to pass it", documented("API reference, RenderUiTemplate: RoleArn"))
def test_the_role_is_assumed(render: Render, refused: Any, make_role: Any) -> None:
    message = refused("ValidationException", render, template="x", RoleArn=make_role(name="other", service="lambda.amazonaws.com"))
    assert message.startswith("The role ARN isn't valid.")
    assert "Cross-account" in refused("ValidationException", render, template="x", RoleArn="arn:aws:iam::999999999999:role/labeling")


def test_a_caller_may_render_and_pass_the_role(render: Render, gatekeeper: Any, refused: Any) -> None:
    render("x")
    assert [action for action, _ in gatekeeper.actions()] == ["sagemaker:RenderUiTemplate", "iam:PassRole"]
    gatekeeper.denied.add("iam:PassRole")
    refused("AccessDeniedException", render, template="x")
