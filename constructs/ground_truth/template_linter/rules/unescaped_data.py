"""`skip_autoescape`: it writes data into the page as it is, with markup and scripts.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step2-automate.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.template_linter.finding import Finding
from ground_truth.template_linter.template import Template


def unescaped_data_findings(template: Template) -> Iterator[Finding]:
    """The filter on `task.input`, or on a variable with data of it. Safe only if the authors of the data may write the page, too."""
    for use in template.liquid.unescaped:
        message = (
            f"skip_autoescape on {use.data}: markup in the data becomes part of the page, and a script in it acts as the worker; "
            "without the filter it is shown as text"
        )
        yield template.finding(use.offset, "warning", message)
