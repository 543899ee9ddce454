"""The form of a template by cfn-lint's rules: outputs, parameters, conditions, and function arguments."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sandbox.template_validation import linter

RULES = frozenset(
    {
        "E1001",  # sections
        "E1003",  # description
        "E1004",
        "E1015",  # function arguments
        "E1016",
        "E1017",
        "E1018",
        "E1019",
        "E1021",
        "E1022",
        "E1024",
        "E1027",  # dynamic references
        "E1028",
        "E1050",
        "E1051",
        "E1052",
        "E2001",  # parameters
        "E2002",
        "E2003",
        "E3001",  # resources
        "E3005",
        "E3007",
        "E3015",
        "E3016",
        "E3035",
        "E3036",
        "E3055",
        "E6001",  # outputs
        "E6002",
        "E6003",
        "E6005",
        "E6101",
        "E6102",
        "E7001",  # mappings
        "E8001",  # conditions
        "E8002",
        "E8003",
        "E8004",
        "E8005",
        "E8006",
        "E8007",
    }
)
"""The cfn-lint rules that match CloudFormation's refusals. Others advise, guess, or concern a resource's properties."""


def form_errors(template: Mapping[str, Any], _conditions: Mapping[str, bool], region: str) -> Iterator[str]:
    """Other malformed parts, with cfn-lint's messages."""
    yield from _form_errors(json.dumps(_without_defaults(template)), region)


@lru_cache(maxsize=64)
def _form_errors(template: str, region: str) -> tuple[str, ...]:
    """Cached: a change set, its execution and the next diff validate the same template."""
    matches = linter.template_matches(template, rules=RULES, region=region)
    return tuple(_words(match) for match in matches if not _is_of_properties(match))


def _is_of_properties(match: Any) -> bool:
    """True for a violation of a resource's schema, which fails the resource and not the request."""
    return match.rule.id == "E3001" and list(match.path[2:3]) == ["Properties"]


def _words(match: Any) -> str:
    if match.rule.id == "E2002" and match.path[-1] == "Type":
        unknown = match.message.partition(" is not one of ")[0].strip("'")
        return f"Template format error: Unrecognized parameter type: {unknown}"
    return f"Template format error: [/{'/'.join(map(str, match.path))}] {match.message} (rule {match.rule.id} of cfn-lint)"


def _without_defaults(template: Mapping[str, Any]) -> dict[str, Any]:
    """The template without parameter defaults. The request gives the values; cfn-lint would use the defaults."""
    parameters = {
        name: {key: value for key, value in parameter.items() if key not in {"Default", "AllowedValues"}}
        if isinstance(parameter, Mapping)
        else parameter
        for name, parameter in template.get("Parameters", {}).items()
    }
    return {**template, **({"Parameters": parameters} if parameters else {})}
