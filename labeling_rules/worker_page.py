"""The worker's page: a worker task template, or a page provided by AWS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_DEPLOYMENT, refuses, warns
from labeling_rules.task_types import HUMAN_TASK_UI_ACCOUNT

TEMPLATE_SUFFIXES = (".html", ".liquid", ".template")
"""AWS uses the first two in its developer guide and the third in its example notebooks."""

_UI = "HumanTaskConfig.UiConfig"
_PAGE_ARN = re.compile(r"arn:[^:]*:sagemaker:[^:]*:(?P<account>[^:]*):human-task-ui/(?P<name>.*)")


@refuses()
def one_worker_page(job: Job) -> Iterator[Mistake]:
    """A job has either a worker task template or a page provided by AWS, not both.

    Source: API_UiConfig
    """
    page = job.node.at(_UI)
    if page.has_only("UiTemplateS3Uri", "HumanTaskUiArn") and page["UiTemplateS3Uri"].present == page["HumanTaskUiArn"].present:
        yield page.mistake("exactly one of UiTemplateS3Uri, HumanTaskUiArn")


@refuses()
def template_where_there_is_no_page(job: Job) -> Iterator[Mistake]:
    """Image, text, video clip and custom tasks use a worker task template, not a HumanTaskUi.

    Source: API_UiConfig, HumanTaskUiArn
    """
    page = job.node.at(_UI)["HumanTaskUiArn"]
    if page.present and job.task_type is not None and job.task_type.uses_template and not _is_own(page, job):
        yield page.mistake(f"UiTemplateS3Uri instead: {job.task_name} has a worker task template")


@refuses()
def page_where_aws_provides_it(job: Job) -> Iterator[Mistake]:
    """Video frames and 3D point clouds use a page provided by AWS, not a template.

    Source: API_UiConfig, HumanTaskUiArn
    """
    if job.task_type is None or job.task_type.takes_template:
        return
    for template in job.templates:
        yield template.mistake(f"nothing: {job.task_name} has a page that AWS provides, {job.task_type.human_task_ui}")


@warns()
def template_of_named_entities(job: Job) -> Iterator[Mistake]:
    """Named entities use a page provided by AWS; a template with crowd-entity-annotation is from earlier editions.

    Source: API_UiConfig, HumanTaskUiArn; developer guide, sms-named-entity-recg (earlier editions name UiTemplateS3Uri)
    """
    if job.task_type is None or job.task_type.uses_template or not job.task_type.takes_template:
        return
    for template in job.templates:
        yield template.mistake(f"nothing, to be safe: AWS provides a page for {job.task_name}, and documents no template any more")


@refuses()
def page_of_the_task_type(job: Job) -> Iterator[Mistake]:
    """A HumanTaskUi of AWS's account is that of the task type in the job's region.

    Source: API_UiConfig, HumanTaskUiArn (the ARNs to choose from; 3D is part of the functions' names only)
    """
    page = job.node.at(_UI)["HumanTaskUiArn"]
    expected = job.task_type.human_task_ui_arn(job.region) if job.task_type and job.region else None
    if expected is not None and page.text is not None and page.text != expected and not _is_own(page, job):
        yield page.mistake(f"{expected}, or nothing ({job.task_name}){_hint(page, expected)}")


@warns()
def page_of_your_own(job: Job) -> Iterator[Mistake]:
    """A page made with CreateHumanTaskUi may not work: the API reference lists the possible ARNs, all of them AWS's.

    Source: API_UiConfig, HumanTaskUiArn
    """
    page = job.node.at(_UI)["HumanTaskUiArn"]
    if _is_own(page, job):
        yield page.mistake(
            f"a page of AWS (account {HUMAN_TASK_UI_ACCOUNT}) or UiTemplateS3Uri, to be safe: one of your own is not documented"
        )


@refuses(at=AT_DEPLOYMENT)
def page_is_named(job: Job) -> Iterator[Mistake]:
    """A deployed job names its page: UiTemplateS3Uri or HumanTaskUiArn.

    Source: API_UiConfig
    """
    if not job.node.at(_UI).present:
        yield job.node.at(_UI).mistake("required: exactly one of UiTemplateS3Uri, HumanTaskUiArn")


@warns()
def template_is_named_as_one(job: Job) -> Iterator[Mistake]:
    """The key of a template in S3 ends with .html or .liquid (AWS's notebooks also use .template).

    Source: developer guide, sms-custom-templates-step4
    """
    template = job.node.at(_UI)["UiTemplateS3Uri"]
    if template.text is not None and not template.text.lower().endswith(TEMPLATE_SUFFIXES):
        yield template.mistake(f"an object whose key ends with {', '.join(TEMPLATE_SUFFIXES[:-1])} or {TEMPLATE_SUFFIXES[-1]}")


def _is_own(page: Node, job: Job) -> bool:
    """True if the page is, or may be, in the job's account."""
    given = _PAGE_ARN.fullmatch(page.text or "")
    return given is not None and given["account"] != HUMAN_TASK_UI_ACCOUNT and job.account in (None, given["account"])


def _hint(page: Node, expected: str) -> str:
    given, required_arn = _PAGE_ARN.fullmatch(page.text or ""), _PAGE_ARN.fullmatch(expected)
    if given is None or required_arn is None:
        return ""
    if given["name"].removeprefix("3D") == required_arn["name"] != given["name"]:
        return ": the page's name has no 3D, only the functions' names have"
    if given["account"] != required_arn["account"]:
        return f": that of account {required_arn['account']}"
    return ""
