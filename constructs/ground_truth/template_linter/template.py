"""A worker task template with everything that the rules examine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ground_truth.template_linter.crowd_elements import CROWD_ELEMENTS, IMAGE_CLASSIFIER, CrowdElement
from ground_truth.template_linter.finding import Finding, Severity
from ground_truth.template_linter.html_tags import HtmlTags, read_tags
from ground_truth.template_linter.liquid_analysis import LiquidAnalysis, analyze
from ground_truth.template_linter.liquid_blocks import LiquidBlocks, read_blocks
from ground_truth.template_linter.liquid_marks import LiquidMarks, read_marks
from ground_truth.template_linter.page import PageElement, read_page
from labeling_rules.task_types import TaskType

CROWD_SCRIPTS = (
    "https://assets.crowd.aws/crowd-html-elements.js",
    "https://assets.crowd.aws/crowd-html-elements-v2.js",
)
"""The scripts that define the crowd elements. The second is known from AWS's sample templates alone."""

CROWD_SCRIPT_NAME = "crowd-html-elements"

# Searched in the source, since there is no page if Liquid cannot be read.
_SCRIPT = re.compile(r"<script\b[^>]*>(?P<code>.*?)(?:</script|\Z)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Template:
    """The text of a template, and the known facts about its job; None stands for unknown."""

    source: str
    task_type: TaskType | None
    labels: tuple[str, ...] | None
    pre_annotation: bool | None

    def finding(self, offset: int, severity: Severity, message: str) -> Finding:
        """A finding about a place in the source."""
        return Finding(self.line(offset), severity, message)

    def line(self, offset: int) -> int:
        """The number of a place's line."""
        return self.source.count("\n", 0, offset) + 1

    @cached_property
    def marks(self) -> LiquidMarks:
        """The places of its Liquid."""
        return read_marks(self.source)

    @cached_property
    def blocks(self) -> LiquidBlocks:
        """Its blocks, which show the parts that depend on conditions."""
        return read_blocks(self.marks)

    @cached_property
    def liquid(self) -> LiquidAnalysis:
        """The analysis of its Liquid."""
        return analyze(self.source)

    @cached_property
    def elements(self) -> list[PageElement]:
        """Every element in its text, in any branch."""
        return read_page(self.marks.page())

    @cached_property
    def rendered_elements(self) -> list[PageElement]:
        """The elements of one possible page: the one whose conditions are all true."""
        return read_page(self._rendered)

    @cached_property
    def rendered_tags(self) -> HtmlTags:
        """The tags of that page."""
        return read_tags(self._rendered)

    @cached_property
    def crowd_elements(self) -> list[tuple[PageElement, CrowdElement]]:
        """The crowd elements that are known."""
        return [(element, CROWD_ELEMENTS[element.name]) for element in self.elements if element.name in CROWD_ELEMENTS]

    @property
    def expected_element(self) -> str | None:
        """The element whose answer the built-in consolidation reads."""
        if self.task_type is None:
            return None
        # A verification shows the labels made by the element of its task type, and its answer is one of a few choices.
        return IMAGE_CLASSIFIER if self.task_type.variant == "verification" else self.task_type.crowd_element

    @cached_property
    def expected_elements(self) -> list[PageElement]:
        """The elements that give the answer that the built-in consolidation reads."""
        expected = self.expected_element
        answer = CROWD_ELEMENTS[expected].answer if expected else None
        return [element for element, known in self.crowd_elements if answer is not None and known.answer == answer]

    @cached_property
    def has_own_script(self) -> bool:
        """True if the template has a script of its own that may name elements, fill in labels or define elements."""
        scripts = [element for element in self.elements if element.name == "script"]
        return any(script.text.strip() or CROWD_SCRIPT_NAME not in script.attributes.get("src", "") for script in scripts)

    def is_in_script(self, offset: int) -> bool:
        """True if a place is in the code of a script."""
        return any(start <= offset < end for start, end in self._scripts)

    def severity(self, offset: int) -> Severity:
        """An error, unless code of the template's own or a condition around the place may make it right."""
        return "warning" if self.has_own_script or self.blocks.is_conditional(offset) else "error"

    @cached_property
    def _scripts(self) -> list[tuple[int, int]]:
        return [match.span("code") for match in _SCRIPT.finditer(self.source)]

    @cached_property
    def _rendered(self) -> str:
        return self.marks.page(without=self.blocks.other_branches(end=len(self.source)))
