"""What workers see: a worker task template, or a page that AWS provides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_DEPLOYMENT, refuses, warns

TEMPLATE_SUFFIXES = (".html", ".liquid", ".template")
"""The first two are AWS's in its developer guide, the third in its example notebooks."""

_UI = "HumanTaskConfig.UiConfig"
_PAGE_ARN = re.compile(r"arn:[^:]*:sagemaker:[^:]*:(?P<account>[^:]*):human-task-ui/(?P<name>.*)")


@refuses()
def one_worker_page(job: Job) -> Iterator[Mistake]:
    """A job has a worker task template or a page that AWS provides, not both.

    Source: API_UiConfig
    """
    page = job.node.at(_UI)
    if page.is_mapping and page["UiTemplateS3Uri"].present == page["HumanTaskUiArn"].present:
        yield page.mistake("exactly one of UiTemplateS3Uri, HumanTaskUiArn")


@refuses()
def template_where_there_is_no_page(job: Job) -> Iterator[Mistake]:
    """Image, text, video clip and custom tasks have a worker task template, no HumanTaskUi.

    Source: API_UiConfig, HumanTaskUiArn
    """
    page = job.node.at(_UI)["HumanTaskUiArn"]
    if page.present and job.task_type is not None and job.task_type.uses_template:
        yield page.mistake(f"UiTemplateS3Uri instead: {job.task_name} has a worker task template")


@refuses()
def page_where_aws_provides_it(job: Job) -> Iterator[Mistake]:
    """Named entities, video frames and 3D point clouds are labeled on a page that AWS provides, not with a template.

    Source: API_UiConfig, HumanTaskUiArn
    """
    if job.task_type is None or job.task_type.uses_template:
        return
    for template in (job.node["template"], job.node.at(_UI)["UiTemplateS3Uri"]):
        if template.present:
            yield template.mistake(f"nothing: {job.task_name} has a page that AWS provides, {job.task_type.human_task_ui}")


@refuses()
def page_of_the_task_type(job: Job) -> Iterator[Mistake]:
    """A HumanTaskUi is the one that AWS provides for the task type in the job's region, never one of your own.

    Source: API_UiConfig, HumanTaskUiArn (the ARNs to choose from; 3D is part of the functions' names only)
    """
    page = job.node.at(_UI)["HumanTaskUiArn"]
    expected = job.task_type.human_task_ui_arn(job.region) if job.task_type and job.region else None
    if expected is not None and page.text is not None and page.text != expected:
        yield page.mistake(f"{expected}, or nothing ({job.task_name}){_hint(page, expected)}")


@refuses(at=AT_DEPLOYMENT)
def page_is_named(job: Job) -> Iterator[Mistake]:
    """CreateLabelingJob is told the page: nothing fills it in any more.

    Source: API_UiConfig
    """
    if not job.node.at(_UI).present:
        yield job.node.at(_UI).mistake("required: exactly one of UiTemplateS3Uri, HumanTaskUiArn")


@warns()
def template_is_named_as_one(job: Job) -> Iterator[Mistake]:
    """A template in S3 is named like one: .html or .liquid (AWS's notebooks also have .template).

    Source: developer guide, sms-custom-templates-step4
    """
    template = job.node.at(_UI)["UiTemplateS3Uri"]
    if template.text is not None and not template.text.lower().endswith(TEMPLATE_SUFFIXES):
        yield template.mistake(f"an object whose key ends with {', '.join(TEMPLATE_SUFFIXES[:-1])} or {TEMPLATE_SUFFIXES[-1]}")


def _hint(page: Node, expected: str) -> str:
    given, wanted = _PAGE_ARN.fullmatch(page.text or ""), _PAGE_ARN.fullmatch(expected)
    if given is None or wanted is None:
        return ""
    if given["name"].removeprefix("3D") == wanted["name"] != given["name"]:
        return ": the page's name has no 3D, only the functions' names have"
    if given["account"] != wanted["account"]:
        return f": not a page of your own, but that of account {wanted['account']}"
    return ""
