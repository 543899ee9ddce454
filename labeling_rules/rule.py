"""The decorators that turn a function into a rule.

A rule's docstring states the requirement and, after `Source:`, the evidence; docs/checks.md is generated from these. The function yields
the violations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from labeling_rules.mistake import Level, Mistake

Stage = Literal["synthesis", "deployment"]
Function = TypeVar("Function", bound=Callable[..., Any])

EVERYWHERE: tuple[Stage, ...] = ("synthesis", "deployment")
AT_SYNTHESIS: tuple[Stage, ...] = ("synthesis",)
AT_DEPLOYMENT: tuple[Stage, ...] = ("deployment",)

_ATTRIBUTE = "__rule__"
_SOURCE = "Source:"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule as documented in docs/checks.md."""

    name: str
    level: Level
    stages: tuple[Stage, ...]
    """When the rule runs. A value that is a CDK token at synthesis is known only at deployment."""
    module: str
    docstring: str

    @property
    def text(self) -> str:
        """The requirement."""
        return _one_line(self.docstring.partition(_SOURCE)[0])

    @property
    def source(self) -> str:
        """The evidence: a page of AWS, or a shape of its API."""
        return _one_line(self.docstring.partition(_SOURCE)[2])


def refuses(*, at: tuple[Stage, ...] = EVERYWHERE) -> Callable[[Function], Function]:
    """Decorate a function as a rule whose violation is an error."""
    return _rule("error", at)


def warns(*, at: tuple[Stage, ...] = EVERYWHERE) -> Callable[[Function], Function]:
    """Decorate a function as a rule whose violation is a warning: the value may be valid, or is valid in some accounts only."""
    return _rule("warning", at)


def rule_of(function: object) -> Rule | None:
    """The rule of a decorated function; None for any other."""
    found = getattr(function, _ATTRIBUTE, None)
    return found if isinstance(found, Rule) else None


def mistakes_of(function: Callable[..., Iterable[Mistake]], *arguments: Any, **options: Any) -> Iterator[Mistake]:
    """The mistakes that the rule yields, with its name and level set."""
    for mistake in function(*arguments, **options):
        yield mistake if mistake.rule else stamped(mistake, function)


def stamped(mistake: Mistake, function: Callable[..., Any]) -> Mistake:
    """The mistake with the rule's name and level set."""
    rule = rule_of(function)
    return replace(mistake, rule=rule.name, level=rule.level) if rule else mistake


def _rule(level: Level, stages: tuple[Stage, ...]) -> Callable[[Function], Function]:
    def mark(function: Function) -> Function:
        name = function.__name__.strip("_").replace("_", "-")
        rule = Rule(name=name, level=level, stages=stages, module=function.__module__, docstring=function.__doc__ or "")
        setattr(function, _ATTRIBUTE, rule)
        return function

    return mark


def _one_line(text: str) -> str:
    return " ".join(text.split())
