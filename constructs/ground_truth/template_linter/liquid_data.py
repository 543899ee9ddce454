"""The flow of a task's data through Liquid: the variables that hold it, and the places that write it unescaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from liquid import BoundTemplate, Node, RenderContext
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.expressions import Path as VariablePath
from liquid.expression import Expression

UNESCAPING_FILTER = "skip_autoescape"
_HARMLESS_FILTERS = frozenset({"base64_encode", "escape", "escape_once", "size", "url_encode"})
"""Filters whose result holds no markup."""

_TASK = "task"
_LOOP_STATE = frozenset({"forloop", "tablerowloop"})


@dataclass(frozen=True)
class UnescapedData:
    """`skip_autoescape` on data of the task."""

    offset: int
    """The offset of the filter."""
    data: str
    """The origin of the data, as the template names it: `task.input.text`."""


def unescaped_data(template: BoundTemplate) -> Iterator[UnescapedData]:
    """Every use of the filter on `task.input`, or on a variable whose value comes from there."""
    nodes = list(descendants(template))
    variables = _variables_with_data(template, nodes)
    for node in nodes:
        for expression in node.expressions():
            if isinstance(expression, FilteredExpression):
                yield from _unescaped(expression, variables)


def descendants(template: BoundTemplate, nodes: Iterable[Node] | None = None) -> Iterator[Node]:
    """Every node of a template, or the nodes and all below them."""
    context = RenderContext(template)
    for node in template.nodes if nodes is None else nodes:
        yield node
        yield from descendants(template, node.children(context, include_partials=False))


def _variables_with_data(template: BoundTemplate, nodes: Iterable[Node]) -> dict[str, str]:
    """Variable -> the data it holds. In a loop a variable may be used before its assignment: repeat until nothing is new."""
    found: dict[str, str] = {}
    while True:
        before = len(found)
        for node in nodes:
            data = _data_of_a_node(template, node, found)
            if data is not None:
                names = {str(name) for name in (*node.template_scope(), *node.block_scope())} - _LOOP_STATE
                found |= {name: data for name in names if name not in found}
        if len(found) == before:
            return found


def _data_of_a_node(template: BoundTemplate, node: Node, variables: dict[str, str]) -> str | None:
    """The data that a node assigns to its variables."""
    # A loop's content is examined on its own; the value of a capture is everything written inside it.
    written = descendants(template, [node]) if list(node.template_scope()) else [node]
    data = (_data(expression, variables) for each in written for expression in each.expressions())
    return next((found for found in data if found is not None), None)


def _data(expression: Expression, variables: dict[str, str]) -> str | None:
    """The first data of the task that an expression is made of, None where it holds none or none with markup."""
    if isinstance(expression, FilteredExpression) and any(each.name in _HARMLESS_FILTERS for each in expression.filters or ()):
        return None
    if isinstance(expression, VariablePath):
        head = expression.head()
        if head == _TASK:
            return str(expression)
        if isinstance(head, str) and head in variables:
            return variables[head]
    return next((found for child in expression.children() if (found := _data(child, variables)) is not None), None)


def _unescaped(expression: FilteredExpression, variables: dict[str, str]) -> Iterator[UnescapedData]:
    data = _data(expression.left, variables)
    for each in expression.filters or ():
        if each.name in _HARMLESS_FILTERS:
            return
        if each.name == UNESCAPING_FILTER and data is not None:
            yield UnescapedData(each.token.start_index, data)
        arguments = (_data(argument, variables) for argument in each.children())
        data = data or next((found for found in arguments if found is not None), None)
