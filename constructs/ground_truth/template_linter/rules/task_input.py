"""`task.input`: the keys that the pre-annotation step puts there.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step3.html (no function: the manifest's line);
the templates on the page of each built-in task type, and `initial-value` on
https://docs.aws.amazon.com/sagemaker/latest/dg/sms-ui-template-crowd-bounding-box.html (built-in functions).
"""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.template_linter.finding import Finding
from ground_truth.template_linter.liquid_analysis import Use
from ground_truth.template_linter.template import Template
from labeling_rules.task_types import TaskType

_OF_BUILT_IN_FUNCTIONS = ("taskObject", "labels")
_AUDITS = ("adjustment", "verification")


def task_input_findings(template: Template) -> Iterator[Finding]:
    """Keys that a task will not have."""
    task_type = template.task_type
    for use in template.liquid.task_input_keys:
        if task_type is not None and task_type.kind != "custom":
            yield from _built_in(template, use, task_type)
        elif task_type is None and template.pre_annotation is False and use.name in _OF_BUILT_IN_FUNCTIONS:
            message = f"task.input.{use.name}: without a pre-annotation function it is the manifest's line, with source or source-ref"
            yield template.finding(use.offset, "warning", message)


def _built_in(template: Template, use: Use, task_type: TaskType) -> Iterator[Finding]:
    provided = (*_OF_BUILT_IN_FUNCTIONS, *(("manifestLine",) if task_type.variant in _AUDITS else ()))
    if use.name in provided:
        return
    if use.name == "manifestLine":
        message = f"task.input.manifestLine is documented for adjustments and verifications, not for {task_type.name}"
        yield template.finding(use.offset, "warning", message)
    elif use.name == "header":
        message = (
            f"task.input.header is in AWS's starter templates, but not documented for {task_type.name}: write the header into the template"
        )
        yield template.finding(use.offset, "warning", message)
    else:
        # Liquid renders it as empty, and the rest of the page may still work.
        allowed = " and ".join(f"task.input.{key}" for key in provided)
        message = f"task.input.{use.name}: {task_type.name} gives {allowed}"
        yield template.finding(use.offset, "warning", message)
