"""EventBridge rules: event patterns, schedules and targets.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ministack.services import eventbridge

from sandbox.template_validation.resource import Properties, Resource
from sandbox.template_validation.service_rules.answers import refused

_PATTERN_BYTES = 2_048
# Targets that EventBridge invokes with a role; it invokes the others by their resource policy.
_BY_ROLE = frozenset({"batch", "codebuild", "codepipeline", "ecs", "firehose", "glue", "kinesis", "redshift", "sagemaker", "ssm", "states"})


def rule_errors(rule: Resource) -> Iterator[str]:
    """EventBridge's error messages for a rule."""
    properties = rule.properties
    pattern, schedule = properties.get("EventPattern"), properties.get("ScheduleExpression")
    if not pattern and not schedule:
        yield refused("EventBridge", "Parameter(s) EventPattern or ScheduleExpression must be specified.", at="EventPattern")
    if schedule and properties.get("EventBusName", "default") != "default":
        yield refused("EventBridge", "ScheduleExpression is supported only on the default event bus.", at="ScheduleExpression")
    if pattern:
        text = pattern if isinstance(pattern, str) else json.dumps(pattern, separators=(",", ":"))
        if problem := eventbridge._event_pattern_error(text):
            message = f"Event pattern is not valid. Reason: {problem}"
            yield refused("EventBridge", f"{message} (Error Code: InvalidEventPatternException)", at="EventPattern")
        if len(text.encode()) > _PATTERN_BYTES:
            yield refused(
                "EventBridge", f"Parameter EventPattern for rule {rule.logical_id} exceeds limit of {_PATTERN_BYTES}.", at="EventPattern"
            )
    yield from _target_errors(properties)


def _target_errors(properties: Properties) -> Iterator[str]:
    targets = properties.get("Targets", [])
    ids = [target["Id"] for target in targets]
    for duplicate in sorted({each for each in ids if ids.count(each) > 1}):
        yield refused("EventBridge", f"Target Id {duplicate} is not unique.", at="Targets")
    for number, target in enumerate(targets):
        if answer := eventbridge._validate_target_arn(target):
            yield refused("EventBridge", json.loads(answer[2])["message"], at=f"Targets/{number}/Arn")
        elif _service(target) in _BY_ROLE and not target.get("RoleArn"):
            yield refused("EventBridge", f"RoleArn is required for target {target['Arn']}.", at=f"Targets/{number}")
        yield from (refused("EventBridge", problem, at=f"Targets/{number}") for problem in _input_problems(target))


def _input_problems(target: Mapping[str, Any]) -> Iterator[str]:
    """Conflicts with the target's input."""
    name = target["Id"]
    if len({"Input", "InputPath", "InputTransformer"} & set(target)) > 1:
        yield f"Only one of Input, InputPath, or InputTransformer must be provided for target {name}."
    if "Input" in target and not _is_json(target["Input"]):
        yield f"JSON syntax error in input for target {name}."
    paths = [target.get("InputPath", "$"), *target.get("InputTransformer", {}).get("InputPathsMap", {}).values()]
    yield from (f"Invalid InputPath for target {name} : [{path}]." for path in paths if not str(path).startswith("$"))
    if target["Arn"].endswith(".fifo") and not target.get("SqsParameters", {}).get("MessageGroupId"):
        yield f"Parameter(s) MessageGroupId must be specified for target: {name}."


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def bus_errors(bus: Resource) -> Iterator[str]:
    """EventBridge's error messages for an event bus; only partner buses have a slash in their name."""
    name = bus.properties["Name"]
    if name == "default" or ("/" in name and not bus.properties.get("EventSourceName")):
        yield refused("EventBridge", f"Cannot create event bus with name {name}. (Error Code: ValidationException)", at="Name")


def _service(target: Mapping[str, str]) -> str:
    return target["Arn"].split(":")[2]
