"""The analysis of a template by python-liquid: its syntax mistakes, and the places of its variables, filters and tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from liquid import BoundTemplate, Environment, Mode, Token
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.expressions import Path as VariablePath
from liquid.builtin.output import OutputNode
from liquid.exceptions import LiquidError
from liquid.static_analysis import TemplateAnalysis

from ground_truth.template_linter.liquid_data import UnescapedData, descendants, unescaped_data

GROUND_TRUTH_FILTERS = ("escape", "escape_once", "grant_read_access", "skip_autoescape", "to_json")
"""https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step2-automate.html"""

_NOT_IN_LIQUID = ("escapejs", "safe")
"""Filters that python-liquid adds to those of Liquid."""


_BLOCK_TAGS = ("capture", "case", "for", "if", "ifchanged", "tablerow", "unless")
_VERBATIM_TAGS = ("comment", "doc", "raw")
"""Tags whose content is not Liquid; only unclosed ones are marks."""

_SURROUNDINGS = {"elsif": ("{% if true %}", "{% endif %}"), "when": ("{% case 0 %}", "{% endcase %}")}
"""The block around a tag without which python-liquid cannot read the tag alone."""


@dataclass(frozen=True)
class Use:
    """A filter, a tag or a key of `task.input`, and where it is used."""

    name: str
    offset: int


@dataclass(frozen=True)
class Output:
    """`{{ variable | filter }}`."""

    offset: int
    variable: tuple[str, ...]
    """The variable's parts, as `("task", "input", "taskObject")`; empty for anything but a variable."""
    filters: tuple[str, ...]


@dataclass(frozen=True)
class SyntaxMistake:
    """Something that is not Liquid."""

    offset: int
    message: str


@dataclass(frozen=True)
class LiquidAnalysis:
    """The result of the analysis of a template's Liquid."""

    mistakes: tuple[SyntaxMistake, ...] = ()
    is_read: bool = True
    """True if the template could be divided into Liquid and everything else."""
    filters: tuple[Use, ...] = ()
    task_input_keys: tuple[Use, ...] = ()
    outputs: tuple[Output, ...] = ()
    unescaped: tuple[UnescapedData, ...] = ()

    def output_at(self, offset: int) -> Output | None:
        """The output that starts at a place, if it could be read."""
        return next((output for output in self.outputs if output.offset == offset), None)


@cache
def known_filters() -> frozenset[str]:
    """Every filter that a template may use."""
    return frozenset(Environment().filters) - {*_NOT_IN_LIQUID} | {*GROUND_TRUTH_FILTERS}


@cache
def known_tags() -> frozenset[str]:
    """Every tag that Liquid has, without those that end or divide a block."""
    return frozenset(name for name in Environment().tags if name.islower() and name.isidentifier())


def analyze(source: str) -> LiquidAnalysis:
    """Read a template. Nothing is raised: what cannot be read is in the result's mistakes."""
    environment = _Environment()
    try:
        template = environment.from_string(source)
    except LiquidError as error:
        # A mark that never ends is found before any other mistake.
        return LiquidAnalysis(mistakes=(_mistake(error),), is_read=False)
    uses = template.analyze(include_partials=False)
    return LiquidAnalysis(
        mistakes=tuple(environment.mistakes),
        filters=_sorted(Use(name, span.index) for name, spans in uses.filters.items() for span in spans),
        task_input_keys=_sorted(_task_input_keys(uses)),
        outputs=tuple(_outputs(template)),
        unescaped=tuple(unescaped_data(template)),
    )


# Templates have the same marks again and again.
@lru_cache(maxsize=1024)
def mark_mistake(text: str, tag: str | None) -> SyntaxMistake | None:
    """The syntax mistake in the text of a single mark, `{{ ... }}` or `{% tag ... %}`; the offset counts from its start."""
    before, after = _SURROUNDINGS.get(tag or "", ("", f"{{% end{tag} %}}" if tag in _BLOCK_TAGS else ""))
    if tag is not None and (tag not in known_tags() | _SURROUNDINGS.keys() or tag in _VERBATIM_TAGS):
        return None
    environment = _Environment()
    environment.from_string(before + text + after)
    return next((SyntaxMistake(max(found.offset - len(before), 0), found.message) for found in environment.mistakes), None)


class _Environment(Environment):
    """Collects the mistakes instead of raising the first one, and takes what other implementations of Liquid take."""

    logical_parentheses = True
    shorthand_indexes = True

    def __init__(self) -> None:
        self.mistakes: list[SyntaxMistake] = []
        super().__init__(tolerance=Mode.LAX)

    def error(self, exc: type[LiquidError] | LiquidError, msg: str | None = None, token: Token | None = None) -> None:
        self.mistakes.append(_mistake(exc if isinstance(exc, LiquidError) else exc(msg, token=token)))


def _mistake(error: LiquidError) -> SyntaxMistake:
    # At the end of an expression python-liquid gives no position.
    return SyntaxMistake(max(error.token.start_index, 0) if error.token is not None else 0, str(error.message))


def _task_input_keys(uses: TemplateAnalysis) -> Iterator[Use]:
    """The keys of `task.input`: `key` of `task.input.key`. A `task` that the template itself assigns does not count."""
    for variable in uses.globals.get("task", []):
        if len(variable.segments) > 2 and variable.segments[1] == "input" and isinstance(variable.segments[2], str):
            yield Use(variable.segments[2], variable.span.index)


def _outputs(template: BoundTemplate) -> Iterator[Output]:
    for node in descendants(template):
        if isinstance(node, OutputNode) and isinstance(node.expression, FilteredExpression):
            expression = node.expression
            parts = expression.left.path if isinstance(expression.left, VariablePath) else []
            variable = tuple(part for part in parts if isinstance(part, str)) if all(isinstance(part, str) for part in parts) else ()
            yield Output(node.token.start_index, variable, tuple(each.name for each in expression.filters or ()))


def _sorted(uses: Iterator[Use]) -> tuple[Use, ...]:
    return tuple(sorted(uses, key=lambda use: use.offset))
