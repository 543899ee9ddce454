"""Findings of the linter in a job's local template: ground_truth.template_linter, docs/templates.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ground_truth.template_linter import Finding, Severity, lint
from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses, warns

_PRE_ANNOTATION = ("workflow.pre_annotation", "pre_annotation", "HumanTaskConfig.PreHumanTaskLambdaArn")


def template_mistakes(job: Node, folder: Path) -> Iterator[Mistake]:
    """Mistakes and warnings of the template that a job names, relative to the folder."""
    template = job["template"]
    if template.text is not None:
        findings = _findings(Job(job), folder / template.text)
        yield from mistakes_of(template_without_errors, template, findings)
        yield from mistakes_of(template_without_warnings, template, findings)


@refuses(at=AT_SYNTHESIS)
def template_without_errors(template: Node, findings: list[Finding]) -> Iterator[Mistake]:
    """A local template has nothing in it that cannot work: Liquid that cannot be read, no form, a misspelled element, an S3 address.

    Source: docs/templates.md, which has a source for each rule of the linter
    """
    yield from _mistakes(template, findings, severity="error")


@warns(at=AT_SYNTHESIS)
def template_without_warnings(template: Node, findings: list[Finding]) -> Iterator[Mistake]:
    """A local template has nothing doubtful in it: unclosed tags, fields without a name, undocumented elements.

    Source: docs/templates.md, which has a source for each rule of the linter
    """
    yield from _mistakes(template, findings, severity="warning")


def _mistakes(template: Node, findings: list[Finding], *, severity: Severity) -> Iterator[Mistake]:
    for finding in findings:
        if finding.severity == severity:
            yield template.mistake(finding.message, value=f"{template.text}:{finding.line}")


def _findings(job: Job, file: Path) -> list[Finding]:
    """Nothing for a file that cannot be read, and for a task type without a template: both have a mistake of their own."""
    if job.built_in is not None and not job.built_in.takes_template:
        return []
    try:
        source = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    labels = [label.text for label in job.labels if label.text is not None]
    return lint(
        source,
        task_type=job.built_in,
        labels=labels if labels and len(labels) == len(job.labels) else None,
        pre_annotation=any(job.node.at(place).present for place in _PRE_ANNOTATION) if job.is_custom else None,
    )
