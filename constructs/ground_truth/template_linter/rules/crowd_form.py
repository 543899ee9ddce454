"""The form, and the script that makes it work.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step2.html
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ground_truth.template_linter.crowd_elements import FORM, WORKS_WITHOUT_FORM
from ground_truth.template_linter.finding import Finding
from ground_truth.template_linter.page import PageElement
from ground_truth.template_linter.template import CROWD_SCRIPT_NAME, CROWD_SCRIPTS, Template

_LONGEST = 128_000
"""Characters of UiTemplate.Content, https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UiTemplate.html"""


def crowd_form_findings(template: Template) -> Iterator[Finding]:
    """No crowd-form or several, no script that defines it, and a template that is too long for a preview."""
    # The content of a <template> is on the page only where code puts it.
    forms = [element for element in template.elements if element.name == FORM and not element.is_in("template")]
    if not forms:
        yield from _no_form(template)
    yield from _several_forms(template, forms)
    yield from _self_contained(template)
    yield from _script(template)
    if len(template.source) > _LONGEST:
        yield Finding(1, "warning", f"{len(template.source)} characters: RenderUiTemplate, AWS's preview, takes {_LONGEST} at most")


def _no_form(template: Template) -> Iterator[Finding]:
    if any(element.name == WORKS_WITHOUT_FORM for element in template.elements):
        return
    message = f"no <{FORM}>: nothing of what workers answer can be submitted"
    yield Finding(1, "warning" if template.has_own_script else "error", message)


def _several_forms(template: Template, forms: list[PageElement]) -> Iterator[Finding]:
    reported: set[int] = set()
    for first, second in combinations(forms, 2):
        if second.offset in reported or template.blocks.exclude_each_other(first.offset, second.offset):
            continue
        reported.add(second.offset)
        doubtful = template.has_own_script or any(template.blocks.is_conditional(form.offset) for form in (first, second))
        message = f"a second <{FORM}>: a page has exactly one, and the first is on line {template.line(first.offset)}"
        yield template.finding(second.offset, "warning" if doubtful else "error", message)
    for form in forms:
        if template.blocks.is_repeated(form.offset):
            yield template.finding(form.offset, "warning", f"<{FORM}> in a loop: a page has exactly one")


def _self_contained(template: Template) -> Iterator[Finding]:
    for element in template.elements:
        if element.name == WORKS_WITHOUT_FORM and element.is_in(FORM):
            message = f"<{WORKS_WITHOUT_FORM}> submits its answer itself: AWS says not to put it into a <{FORM}>"
            yield template.finding(element.offset, "warning", message)


def _script(template: Template) -> Iterator[Finding]:
    scripts = [element for element in template.elements if element.name == "script"]
    crowd = [script for script in scripts if CROWD_SCRIPT_NAME in script.attributes.get("src", "")]
    for script in crowd:
        url = script.static("src")
        if url is not None and url.removeprefix("https:") not in [known.removeprefix("https:") for known in CROWD_SCRIPTS]:
            yield template.finding(script.offset, "warning", f"script {url}: AWS serves the crowd elements as {CROWD_SCRIPTS[0]}")
    used = next((element for element in template.elements if element.name.startswith("crowd-")), None)
    if used is not None and not crowd:
        # Another script may load it, under a name that only Liquid or its code knows.
        message = f'nothing defines <{used.name}>: <script src="{CROWD_SCRIPTS[0]}"></script> is missing'
        yield template.finding(used.offset, "warning" if scripts else "error", message)
