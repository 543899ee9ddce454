"""All rules together."""

from __future__ import annotations

from functools import cache

from ground_truth.template_linter.finding import Finding
from ground_truth.template_linter.rules.answers import answer_findings
from ground_truth.template_linter.rules.crowd_form import crowd_form_findings
from ground_truth.template_linter.rules.elements import element_findings
from ground_truth.template_linter.rules.label_choices import label_findings
from ground_truth.template_linter.rules.liquid_syntax import liquid_findings
from ground_truth.template_linter.rules.nesting import nesting_findings
from ground_truth.template_linter.rules.sources import source_findings
from ground_truth.template_linter.rules.task_input import task_input_findings
from ground_truth.template_linter.rules.unescaped_data import unescaped_data_findings
from ground_truth.template_linter.template import Template
from labeling_rules.task_types import TaskType

_LIQUID_RULES = (liquid_findings, task_input_findings, unescaped_data_findings)
_PAGE_RULES = (crowd_form_findings, element_findings, answer_findings, source_findings, label_findings, nesting_findings)


# Kept: many jobs of an app have the same template.
@cache
def findings(source: str, task_type: TaskType | None, labels: tuple[str, ...] | None, pre_annotation: bool | None) -> tuple[Finding, ...]:
    """The findings of every rule, by line."""
    # Browsers and both parsers count lines this way; a byte order mark is no part of the page.
    text = source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    template = Template(text, task_type, labels, pre_annotation)
    found = {finding for rule in _LIQUID_RULES for finding in rule(template)}
    # If Liquid does not end, page and Liquid cannot be told apart.
    if template.liquid.is_read:
        found |= {finding for rule in _PAGE_RULES for finding in rule(template)}
    return tuple(sorted(found))
