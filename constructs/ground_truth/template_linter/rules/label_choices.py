"""Labels that are written into a template, beside those of the label category file."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.template_linter import lenient_json
from ground_truth.template_linter.crowd_elements import CrowdElement
from ground_truth.template_linter.finding import Finding, Severity
from ground_truth.template_linter.page import PageElement
from ground_truth.template_linter.template import Template


def label_findings(template: Template) -> Iterator[Finding]:
    """Unreadable lists, labels missing from the label category file, and labels of that file missing from the list."""
    written = [(element, known, text) for element, known in template.crowd_elements if (text := _text(element, known))]
    for element, known, text in written:
        try:
            labels = _labels(lenient_json.parse(text))
        except (ValueError, RecursionError) as error:
            message = f"{known.labels_attribute} of <{element.name}> is no JSON list of labels: {error}"
            yield template.finding(element.offset, "warning", message)
            continue
        # With several questions in a custom job it is unknown which one the labels are for.
        answers_labels = element in template.expected_elements if _is_built_in(template) else len(written) == 1
        if template.labels is not None and answers_labels:
            yield from _compare(template, element, f"{known.labels_attribute} of <{element.name}>", labels, template.labels)


def _compare(template: Template, element: PageElement, place: str, written: list[str], labels: tuple[str, ...]) -> Iterator[Finding]:
    severity: Severity = "error" if _is_built_in(template) and not template.has_own_script else "warning"
    for label in written:
        if label not in labels:
            yield template.finding(element.offset, severity, f"{label!r} in {place} is no label of the job: {', '.join(labels)}")
    missing = [label for label in labels if label not in written]
    if missing:
        yield template.finding(element.offset, "warning", f"{place} lacks labels of the job: {', '.join(missing)}")


def _text(element: PageElement, known: CrowdElement) -> str | None:
    return element.static(known.labels_attribute) if known.labels_attribute else None


def _labels(value: object) -> list[str]:
    """The texts of a list of labels; named entities have objects with a text each."""
    if not isinstance(value, list):
        raise ValueError("a list expected")
    return [str(entry.get("label", "")) if isinstance(entry, dict) else str(entry) for entry in value]


def _is_built_in(template: Template) -> bool:
    """True if the answer becomes the label's number in the label category file, so that other labels have no number."""
    return template.task_type is not None and template.task_type.kind != "custom"
