"""Conditions on pseudo parameters and on values of Fn::Join, Fn::Sub, Fn::FindInMap, Fn::Split, Fn::Select.

MiniStack compares the unresolved function, and so takes the empty list of policies of `CDKToolkit` for a non-empty one.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
"""

from collections.abc import Mapping
from typing import Any

from ministack.services.cloudformation import changesets, engine, handlers, stacks

_MALFORMED = "Template format error: Conditions can only be boolean operations on parameters and other conditions"
_CIRCLE = "Template format error: Circular dependency between conditions"
_VALUE_FUNCTIONS = frozenset({"Fn::Join", "Fn::Sub", "Fn::FindInMap", "Fn::Split", "Fn::Select", "Fn::ImportValue"})


def install() -> None:
    """Resolve such values before MiniStack evaluates the conditions."""
    evaluate = engine._evaluate_conditions

    def evaluate_resolved(template: Mapping[str, Any], params: Mapping[str, Any]) -> dict[str, bool]:
        try:
            conditions = _resolved(template.get("Conditions", {}), params, template.get("Mappings", {}))
            evaluated: dict[str, bool] = evaluate({**template, "Conditions": conditions}, params)
        except RecursionError as error:
            raise ValueError(_CIRCLE) from error
        except (AttributeError, KeyError, IndexError, TypeError) as error:
            raise ValueError(_MALFORMED) from error
        return evaluated

    for module in (engine, handlers, changesets, stacks):
        module._evaluate_conditions = evaluate_resolved


def _resolved(node: Any, params: Mapping[str, Any], mappings: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_resolved(item, params, mappings) for item in node]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        (function, argument), *_ = node.items()
        if function in _VALUE_FUNCTIONS or (function == "Ref" and str(argument).startswith("AWS::")):
            # Conditions cannot refer to resources or to other conditions' values; the stack's name is unknown here.
            return engine._resolve_refs(node, {}, params, {}, mappings, "", "")
    return {name: _resolved(value, params, mappings) for name, value in node.items()}
