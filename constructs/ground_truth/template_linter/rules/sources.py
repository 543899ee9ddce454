"""The resources that the page loads: objects from S3, scripts and styles.

Source: grant_read_access in https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step2-automate.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.template_linter.finding import Finding, Severity
from ground_truth.template_linter.liquid_marks import is_output
from ground_truth.template_linter.page import PageElement
from ground_truth.template_linter.template import CROWD_SCRIPT_NAME, Template

_LINK = "href"
"""The attribute whose address is only a link, loaded when a worker follows it."""

_SOURCES = ("src", "poster", "data", _LINK)
_ACTIVE = {"script": "src", "link": "href", "iframe": "src"}
"""Element -> attribute with content that browsers block over http on an https page: https://www.w3.org/TR/mixed-content/"""

_LOADERS = ("audio", "embed", "iframe", "img", "input", "object", "script", "source", "track", "video")
"""Elements that load what `src`, `poster` or `data` names: https://html.spec.whatwg.org/multipage/indices.html#attributes-3"""

_KINDS_IN_S3 = ("image", "video_clip")
_S3_URI = "s3://"
_TASK_OBJECT = ("task", "input", "taskObject")
_SOURCE_REF = ("task", "input", "source-ref")


def source_findings(template: Template) -> Iterator[Finding]:
    """S3 URIs that no browser can load, and scripts that it refuses."""
    for element in template.elements:
        for attribute in _SOURCES:
            if element.attributes.get(attribute, "").strip():
                yield from _s3_object(template, element, attribute)
        yield from _insecure(template, element)


def _s3_object(template: Template, element: PageElement, attribute: str) -> Iterator[Finding]:
    value = element.attributes[attribute].strip()
    if value.lower().startswith(_S3_URI):
        message = f'{attribute} of <{element.name}>: no browser loads {_S3_URI} addresses: {{{{ "s3://..." | grant_read_access }}}}'
        yield template.finding(element.offset, "error" if _loads(element, attribute) else "warning", message)
        return
    if not all(is_output(character) for character in value):
        return
    for offset in template.marks.outputs_in(value):
        output = template.liquid.output_at(offset)
        if output is None or "grant_read_access" in output.filters or "s3_presign" in output.filters:
            continue
        severity = _severity(template, output.variable)
        if severity is not None:
            is_uri = "is" if severity == "error" else "may be"
            variable = ".".join(output.variable)
            message = f"{attribute} of <{element.name}>: {variable} {is_uri} an S3 URI, which no browser loads: add | grant_read_access"
            yield template.finding(offset, severity if _loads(element, attribute) else "warning", message)


def _loads(element: PageElement, attribute: str) -> bool:
    """True if a browser or a crowd element certainly loads the address in the attribute; other elements may be for code to read."""
    return attribute != _LINK and (element.name in _LOADERS or element.name.startswith("crowd-"))


def _severity(template: Template, variable: tuple[str, ...]) -> Severity | None:
    """The severity of a variable as an address; None when it may be one that browsers load."""
    if variable not in (_TASK_OBJECT, _SOURCE_REF):
        return None
    task_type = template.task_type
    if task_type is not None and task_type.kind in _KINDS_IN_S3:
        return "error"
    if variable == _SOURCE_REF and template.pre_annotation is False:
        return "error"
    # A function of one's own may give addresses that browsers load; texts are shown, not loaded.
    return None if task_type is not None and task_type.kind == "text" else "warning"


def _insecure(template: Template, element: PageElement) -> Iterator[Finding]:
    attribute = _ACTIVE.get(element.name)
    url = element.static(attribute) if attribute else None
    if url is not None and url.lower().startswith("http://"):
        severity: Severity = "error" if CROWD_SCRIPT_NAME in url else "warning"
        yield template.finding(element.offset, severity, f"{url}: the worker portal is https, where browsers block what comes over http")
