"""The answer: the names under which it is submitted, and the form that the built-in consolidation can read.

Sources: the output section of each element of https://docs.aws.amazon.com/sagemaker/latest/dg/sms-ui-template-reference.html;
https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.template_linter.crowd_elements import CROWD_ELEMENTS, FORM, WORKS_WITHOUT_FORM
from ground_truth.template_linter.finding import Finding
from ground_truth.template_linter.page import PageElement
from ground_truth.template_linter.template import Template

_NATIVE_FIELDS = ("input", "select", "textarea")
_WITHOUT_ANSWER = ("button", "image", "reset", "submit")
_SHARING_NAMES = ("checkbox", "radio")


def answer_findings(template: Template) -> Iterator[Finding]:
    """Answers that overwrite each other, that are not submitted, or that the job's consolidation does not understand."""
    answering = [element for element in template.elements if _answers(element)]
    yield from _repeated_names(template, answering)
    for element in template.elements:
        if element.name in CROWD_ELEMENTS and _answers(element):
            yield from _outside_form(template, element)
    yield from _consolidation(template, answering)


def _answers(element: PageElement) -> bool:
    if element.name in _NATIVE_FIELDS:
        return bool(element.attributes.get("name")) and element.attributes.get("type", "").lower() not in _WITHOUT_ANSWER
    return element.name in CROWD_ELEMENTS and CROWD_ELEMENTS[element.name].answer is not None


def _repeated_names(template: Template, answering: list[PageElement]) -> Iterator[Finding]:
    seen: dict[str, list[PageElement]] = {}
    for element in answering:
        name = element.static("name")
        # Code may read native fields itself, whatever their names.
        is_for_code = template.has_own_script and element.name in _NATIVE_FIELDS
        if not name or is_for_code or _shares_name(element):
            continue
        if template.blocks.is_repeated(element.offset):
            message = f'<{element.name} name="{name}"> in a loop: every round answers under the same name, add {{{{ forloop.index }}}}'
            yield template.finding(element.offset, "warning", message)
        others = [other for other in seen.setdefault(name, []) if not template.blocks.exclude_each_other(other.offset, element.offset)]
        if others:
            message = f'<{element.name} name="{name}">: the name is taken on line {template.line(others[0].offset)}: one answer may be lost'
            yield template.finding(element.offset, "warning", message)
        seen[name].append(element)


def _shares_name(element: PageElement) -> bool:
    if element.name in _NATIVE_FIELDS:
        return element.attributes.get("type", "").lower() in _SHARING_NAMES
    return CROWD_ELEMENTS[element.name].shares_name


def _outside_form(template: Template, element: PageElement) -> Iterator[Finding]:
    has_form = any(each.name == FORM for each in template.elements)
    if has_form and element.name != WORKS_WITHOUT_FORM and not element.is_in(FORM):
        yield template.finding(element.offset, "warning", f"<{element.name}> is outside of <{FORM}>: its answer is not submitted")


def _consolidation(template: Template, answering: list[PageElement]) -> Iterator[Finding]:
    expected = template.expected_element
    if expected is None or template.task_type is None:
        return
    name, fitting = template.task_type.name, template.expected_elements
    if not fitting:
        crowd = [element for element in answering if element.name in CROWD_ELEMENTS]
        # Pages without a form have an error already, and their script may make the answer itself.
        place = crowd[0].offset if crowd else next((each.offset for each in template.elements if each.name == FORM), 0)
        found = f"<{crowd[0].name}>" if crowd else "nothing"
        message = f"{found} answers: the consolidation of {name} reads the answer of <{expected}>"
        yield template.finding(place, "warning" if template.has_own_script else "error", message)
        return
    for element in answering:
        excluded = element is fitting[0] or template.blocks.exclude_each_other(fitting[0].offset, element.offset)
        if not excluded:
            message = f"<{element.name}> answers too: the consolidation of {name} reads the answer of one <{fitting[0].name}>"
            yield template.finding(element.offset, "warning", message)
