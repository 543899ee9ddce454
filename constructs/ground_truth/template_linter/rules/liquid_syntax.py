"""Liquid: https://shopify.github.io/liquid/, and what Ground Truth adds to it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ground_truth.template_linter.finding import Finding, Severity
from ground_truth.template_linter.liquid_analysis import known_filters, known_tags, mark_mistake
from ground_truth.template_linter.liquid_blocks import DIVIDING_TAGS
from ground_truth.template_linter.liquid_marks import Mark
from ground_truth.template_linter.template import Template

_LATER_TAGS = ("#", "echo", "liquid")
"""Tags that Liquid has since version 5. Which version Ground Truth has is not documented."""

_PARTIAL_TAGS = ("include", "render")
_ALIKE = 0.66
"""The difflib similarity from which one name counts as a misspelling of the other."""


def liquid_findings(template: Template) -> Iterator[Finding]:
    """Liquid that cannot be read, blocks that do not end, and unknown tags and filters."""
    found = [*_blocks(template), *_tags(template), *_marks(template)]
    yield from found
    if not found or not template.liquid.is_read:
        # Other mistakes that python-liquid reports; the first one is enough.
        for mistake in template.liquid.mistakes[:1]:
            yield template.finding(mistake.offset, _severity(template, mistake.offset), f"Liquid: {mistake.message}")
    yield from _filters(template)


def _blocks(template: Template) -> Iterator[Finding]:
    for mark in template.blocks.unclosed:
        yield template.finding(mark.start, "error", f"Liquid: {{% {mark.tag} %}} is never closed: {{% end{mark.tag} %}} is missing")
    for mark in template.blocks.unopened:
        what = "divides" if mark.tag in DIVIDING_TAGS else "closes"
        yield template.finding(mark.start, "error", f"Liquid: {{% {mark.tag} %}} {what} no block that is open here")


def _tags(template: Template) -> Iterator[Finding]:
    known = known_tags()
    for name, mark in template.marks.tags:
        if name in _PARTIAL_TAGS:
            yield template.finding(mark.start, "warning", f"Liquid: {{% {name} %}}: a worker task template has no other files")
        elif name in _LATER_TAGS:
            message = f"Liquid: {{% {name} %}} is new in Liquid 5, and AWS does not say which version Ground Truth has"
            yield template.finding(mark.start, "warning", message)
        elif name not in known and name.removeprefix("end") not in (*known, "raw") and name not in DIVIDING_TAGS:
            yield template.finding(mark.start, "error", f"Liquid: unknown tag {name}{_suggestion(name, known)}")


def _marks(template: Template) -> Iterator[Finding]:
    """The mistakes of each mark on its own, so that one does not hide another."""
    for mark in template.marks.marks:
        if mark.tag is None and not _text(template, mark).strip("{}- \t\n"):
            # python-liquid refuses it, Shopify's Liquid does not.
            yield template.finding(mark.start, "warning", "Liquid: {{ }} shows nothing")
            continue
        mistake = mark_mistake(_text(template, mark), mark.tag)
        if mistake is not None:
            offset = mark.start + mistake.offset
            yield template.finding(offset, _severity(template, offset), f"Liquid: {mistake.message}")


def _filters(template: Template) -> Iterator[Finding]:
    known = known_filters()
    for use in template.liquid.filters:
        if use.name == "s3_presign":
            message = "Liquid: filter s3_presign is known from samples alone: AWS documents grant_read_access"
            yield template.finding(use.offset, "warning", message)
        elif use.name not in known:
            message = f"Liquid: unknown filter {use.name}{_suggestion(use.name, known)}"
            yield template.finding(use.offset, _severity(template, use.offset), message)


def _severity(template: Template, offset: int) -> Severity:
    """The severity of a syntax mistake: in a script it may be another template language, such as `{{#each}}`, which Liquid leaves empty."""
    return "warning" if template.is_in_script(offset) else "error"


def _text(template: Template, mark: Mark) -> str:
    return template.source[mark.start : mark.end]


def _suggestion(name: str, known: frozenset[str]) -> str:
    longer = [other for other in sorted(known) if other.startswith(f"{name}_") or other.endswith(f"_{name}")]
    close = longer or difflib.get_close_matches(name, sorted(known), n=1, cutoff=_ALIKE)
    return f", did you mean {close[0]}?" if close else ""
