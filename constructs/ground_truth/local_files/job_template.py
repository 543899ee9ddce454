"""What the linter finds in a job's local template: ground_truth.template_linter, docs/templates.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ground_truth.template_linter import Finding, Severity, lint
from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, refuses, warns

_PRE_ANNOTATION = ("workflow.pre_annotation", "HumanTaskConfig.PreHumanTaskLambdaArn")


@refuses(at=AT_SYNTHESIS)
def template_without_errors(job: Node, folder: Path) -> Iterator[Mistake]:
    """A local template has nothing in it that cannot work: Liquid that cannot be read, no form, a misspelled element, an S3 address.

    Source: docs/templates.md, which has a source for each rule of the linter
    """
    yield from _mistakes(job, folder, severity="error")


@warns(at=AT_SYNTHESIS)
def template_without_warnings(job: Node, folder: Path) -> Iterator[Mistake]:
    """A local template has nothing in it that may be meant otherwise: unclosed tags, fields without a name, undocumented elements.

    Source: docs/templates.md, which has a source for each rule of the linter
    """
    yield from _mistakes(job, folder, severity="warning")


def _mistakes(job: Node, folder: Path, *, severity: Severity) -> Iterator[Mistake]:
    template = job["template"]
    if template.text is not None:
        for finding in _findings(Job(job), folder / template.text):
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
