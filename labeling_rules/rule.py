"""What makes a function a rule.

A rule says in its docstring what has to hold, and after `Source:` who says so; docs/checks.md is made of these. It yields what is not so.
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
    """What docs/checks.md says of a rule."""

    name: str
    level: Level
    stages: tuple[Stage, ...]
    """When it is looked at. What is a CDK token at synthesis is known at deployment only."""
    module: str
    docstring: str

    @property
    def text(self) -> str:
        """What has to hold."""
        return _one_line(self.docstring.partition(_SOURCE)[0])

    @property
    def source(self) -> str:
        """Who says so: a page of AWS, or a shape of its API."""
        return _one_line(self.docstring.partition(_SOURCE)[2])


def refuses(*, at: tuple[Stage, ...] = EVERYWHERE) -> Callable[[Function], Function]:
    """Makes the function a rule whose breach is an error."""
    return _rule("error", at)


def warns(*, at: tuple[Stage, ...] = EVERYWHERE) -> Callable[[Function], Function]:
    """Makes the function a rule whose breach is a warning: what may be right after all, or is right for some accounts only."""
    return _rule("warning", at)


def rule_of(function: object) -> Rule | None:
    """The rule that the function is, if it is one."""
    found = getattr(function, _ATTRIBUTE, None)
    return found if isinstance(found, Rule) else None


def mistakes_of(function: Callable[..., Iterable[Mistake]], *arguments: Any, **options: Any) -> Iterator[Mistake]:
    """What the rule yields, with the rule's name and level in it."""
    for mistake in function(*arguments, **options):
        yield mistake if mistake.rule else stamped(mistake, function)


def stamped(mistake: Mistake, function: Callable[..., Any]) -> Mistake:
    """The mistake as one of that rule."""
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
