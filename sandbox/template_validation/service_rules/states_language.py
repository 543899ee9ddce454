"""States of the Amazon States Language: requirements beyond cfn-lint's schema of definitions.

https://states-language.net/spec.html
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

State = Mapping[str, Any]

_WAITS = ("Seconds", "SecondsPath", "Timestamp", "TimestampPath")
_BOOLEANS = ("And", "Or", "Not")
_COMPARISONS = re.compile(
    r"Is(?:Null|Present|Numeric|String|Boolean|Timestamp)|StringMatches|BooleanEquals(?:Path)?"
    r"|(?:String|Numeric|Timestamp)(?:Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(?:Path)?"
)
_BESIDES_COMPARISONS = frozenset({"Variable", "Next", "Comment", "Assign", "Output"})
_PAYLOADS = ("Parameters", "ResultSelector", "ItemSelector")
# https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
_INTRINSICS = frozenset(
    f"States.{name}"
    for name in (
        "Array",
        "ArrayContains",
        "ArrayGetItem",
        "ArrayLength",
        "ArrayPartition",
        "ArrayRange",
        "ArrayUnique",
        "Base64Decode",
        "Base64Encode",
        "Format",
        "Hash",
        "JsonMerge",
        "JsonToString",
        "MathAdd",
        "MathRandom",
        "StringSplit",
        "StringToJson",
        "UUID",
    )
)
_INTRINSIC = re.compile(r"States\.[A-Za-z0-9]+(?=\()")
# https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html: integrations with a small, stable set of actions.
_OPTIMIZED = {
    "batch": {"submitJob"},
    "dynamodb": {"deleteItem", "getItem", "putItem", "updateItem"},
    "events": {"putEvents"},
    "glue": {"startJobRun"},
    "http": {"invoke"},
    "lambda": {"invoke"},
    "sns": {"publish"},
    "sqs": {"sendMessage"},
    "states": {"startExecution"},
}
_INTEGRATION = re.compile(r"arn:[^:]+:states:[^:]*:[^:]*:(?P<service>[A-Za-z0-9-]+):(?P<action>[A-Za-z0-9]+)(?:\..*)?")


def state_problems(state: State, place: str, *, is_jsonata: bool) -> Iterator[str]:
    """Step Functions' error messages for a state."""
    kind = state.get("Type")
    if kind == "Wait" and sum(name in state for name in _WAITS) != 1:
        listed = ", ".join(_WAITS[:2] if is_jsonata else _WAITS)
        yield f"SCHEMA_VALIDATION_FAILED: The state must have exactly one of [{listed}] at {place}"
    if kind == "Choice":
        yield from _choice_problems(state, place, is_jsonata=is_jsonata)
    if kind == "Task":
        yield from _resource_problems(state.get("Resource"), place)
    for name in ("Retry", "Catch"):
        yield from _error_problems(state.get(name), f"{place}/{name}")
    if not is_jsonata:
        for name in _PAYLOADS:
            yield from _payload_problems(state.get(name), f"{place}/{name}")


def _choice_problems(state: State, place: str, *, is_jsonata: bool) -> Iterator[str]:
    choices = state.get("Choices")
    if not isinstance(choices, list) or not choices:
        yield f"SCHEMA_VALIDATION_FAILED: A Choice state must have at least one choice at {place}/Choices"
        return
    for number, choice in enumerate(choices):
        if isinstance(choice, Mapping) and not is_jsonata:
            yield from _comparison_problems(choice, f"{place}/Choices[{number}]")


def _comparison_problems(choice: State, place: str) -> Iterator[str]:
    combined = [name for name in _BOOLEANS if name in choice]
    operators = [name for name in choice if name not in _BESIDES_COMPARISONS and name not in _BOOLEANS]
    unknown = [name for name in operators if not _COMPARISONS.fullmatch(name)]
    if unknown:
        yield f"SCHEMA_VALIDATION_FAILED: Field is not supported: {unknown[0]} at {place}/{unknown[0]}"
    elif len(combined) + len(operators) != 1:
        yield f"SCHEMA_VALIDATION_FAILED: A choice rule must have exactly one comparison operator at {place}"
    elif operators and not isinstance(choice.get("Variable"), str):
        yield f"SCHEMA_VALIDATION_FAILED: The field 'Variable' is required at {place}"
    for name in combined:
        inner = choice[name] if isinstance(choice[name], list) else [choice[name]]
        for number, each in enumerate(inner):
            if isinstance(each, Mapping):
                yield from _comparison_problems(each, f"{place}/{name}[{number}]")


def _resource_problems(resource: Any, place: str) -> Iterator[str]:
    found = _INTEGRATION.fullmatch(resource) if isinstance(resource, str) else None
    if found and found["action"] not in _OPTIMIZED.get(found["service"], {found["action"]}):
        reason = "The value is not a valid resource ARN, or the resource is not available in this region."
        yield f"SCHEMA_VALIDATION_FAILED: The resource provided {resource} is not recognized. {reason} at {place}/Resource"


def _error_problems(handlers: Any, place: str) -> Iterator[str]:
    """Mistakes in retriers and catchers: each needs ErrorEquals, and States.ALL comes alone and last."""
    found = handlers if isinstance(handlers, list) else []
    for number, handler in enumerate(found):
        names = handler.get("ErrorEquals") if isinstance(handler, Mapping) else None
        if not isinstance(names, list) or not names:
            yield f"SCHEMA_VALIDATION_FAILED: The field 'ErrorEquals' is required and must not be empty at {place}[{number}]"
        elif "States.ALL" in names and (len(names) > 1 or number < len(found) - 1):
            yield f"SCHEMA_VALIDATION_FAILED: States.ALL must appear alone, and in the last one of the list at {place}[{number}]"


def _payload_problems(payload: Any, place: str) -> Iterator[str]:
    """Fields whose name ends in `.$` are paths or intrinsic functions."""
    if isinstance(payload, list):
        for number, item in enumerate(payload):
            yield from _payload_problems(item, f"{place}[{number}]")
    elif isinstance(payload, Mapping):
        for name, value in payload.items():
            if not name.endswith(".$"):
                yield from _payload_problems(value, f"{place}/{name}")
            elif not isinstance(value, str) or not (value.startswith("$") or _is_intrinsic(value)):
                reason = "must be a valid JSONPath or a valid intrinsic function call"
                yield f"SCHEMA_VALIDATION_FAILED: The value for the field '{name}' {reason} at {place}/{name}"


def _is_intrinsic(value: str) -> bool:
    found = _INTRINSIC.match(value)
    return found is not None and found[0] in _INTRINSICS and value.endswith(")")
