"""The elements: their existence, and the attributes and content that they need.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-ui-template-reference.html
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ground_truth.template_linter.crowd_elements import CROWD_ELEMENTS, REGIONS, CrowdElement
from ground_truth.template_linter.finding import Finding, Severity
from ground_truth.template_linter.liquid_marks import is_static
from ground_truth.template_linter.page import PageElement
from ground_truth.template_linter.template import Template

_KNOWN_FROM = {"a2i": "documented for Amazon Augmented AI, not for Ground Truth", "samples": "in AWS's samples, but not documented"}
_MISSPELLED = 0.87
"""The difflib similarity from which one name counts as a misspelling of the other."""


def element_findings(template: Template) -> Iterator[Finding]:
    """Undocumented elements, and elements without their required attributes, such as the name of the answer."""
    for element in template.elements:
        if is_static(element.name):
            yield from _unknown(template, element)
    for element, known in template.crowd_elements:
        if known.known != "documented":
            yield template.finding(element.offset, "warning", f"<{element.name}> is {_KNOWN_FROM[known.known]}")
        if known.is_annotation:
            yield from _missing_attributes(template, element, known)
        elif known.known == "documented" and known.answer is not None and not element.attributes.get("name"):
            yield template.finding(element.offset, "warning", f"<{element.name}> has no name: its answer is in no result")


def _unknown(template: Template, element: PageElement) -> Iterator[Finding]:
    if element.name in CROWD_ELEMENTS or element.name in REGIONS or "-" not in element.name:
        return
    close = difflib.get_close_matches(element.name, [*CROWD_ELEMENTS, *REGIONS], n=1, cutoff=_MISSPELLED)
    if close:
        message = f"unknown element <{element.name}>, did you mean <{close[0]}>?"
        yield template.finding(element.offset, _severity_of_unknown(template, element), message)
    elif element.name.startswith("crowd-"):
        yield template.finding(element.offset, "warning", f"unknown element <{element.name}>: AWS documents none of that name")


def _severity_of_unknown(template: Template, element: PageElement) -> Severity:
    # Other elements with a hyphen may be custom elements of the template's own.
    return template.severity(element.offset) if element.name.startswith("crowd-") else "warning"


def _missing_attributes(template: Template, element: PageElement, known: CrowdElement) -> Iterator[Finding]:
    # Liquid may write whole attributes.
    if not all(is_static(attribute) for attribute in element.attributes):
        return
    missing = [attribute for attribute in ("name", *known.needs) if not element.attributes.get(attribute, "").strip()]
    for attribute in missing:
        effect = "its answer is in no result" if attribute == "name" else "it has nothing to show"
        if attribute == known.labels_attribute:
            effect = "there is nothing to choose from"
        message = f"<{element.name}> has no {attribute}: {effect}"
        yield template.finding(element.offset, template.severity(element.offset), message)
    if "header" not in element.attributes:
        yield template.finding(element.offset, "warning", f"<{element.name}> has no header: it tells workers what to do")
