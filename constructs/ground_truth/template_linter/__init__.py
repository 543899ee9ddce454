"""The linter of worker task templates: Liquid and HTML with crowd elements, as Ground Truth renders them.

`docs/templates.md` lists its rules with their sources.
"""

from __future__ import annotations

from collections.abc import Sequence

from ground_truth.template_linter.finding import Finding, Severity
from labeling_rules.task_types import TaskType

__all__ = ["Finding", "Severity", "lint"]


def lint(
    source: str,
    *,
    task_type: TaskType | None = None,
    labels: Sequence[str] | None = None,
    pre_annotation: bool | None = None,
) -> list[Finding]:
    """The findings of all rules in the text of a template, by line.

    `task_type`: the built-in one of the job. `labels`: those of its label category file. `pre_annotation`: whether a custom job has a
    pre-annotation function. None stands for unknown: what depends on it is not looked at. Nothing is raised for a bad template.
    """
    # Imported by the first template that is linted: most apps lint none, and the two parsers take longer than the rest of this package.
    from ground_truth.template_linter.linter import findings

    return list(findings(source, task_type, None if labels is None else tuple(labels), pre_annotation))
