"""State machines: the form of the definition, by cfn-lint's rule, the transitions between states, and the role.

https://states-language.net/spec.html
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ministack.services.cloudformation import provisioners

from sandbox.template_validation import linter
from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.role_trust import trusts
from sandbox.template_validation.service_rules.states_language import state_problems

_DEFINITIONS = ("Definition", "DefinitionString", "DefinitionS3Location")
# https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
_NOT_IN_NAMES = re.compile(r"""[\s<>{}\[\]?*"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f]""")
_FORM_RULE = "E3601"
_ENDS = frozenset({"Succeed", "Fail"})


def state_machine_errors(machine: Resource) -> Iterator[str]:
    """Step Functions' error messages for a state machine."""
    name = str(machine.properties.get("StateMachineName", "any"))
    if _NOT_IN_NAMES.search(name):
        yield refused("Sfn", f"Invalid Name: '{name}' (Error Code: InvalidName)", at="StateMachineName")
    if sum(name in machine.properties for name in _DEFINITIONS) != 1:
        listed = "[DefinitionS3Location], [DefinitionString] or [Definition]"
        yield refused("Sfn", f"Property validation failed. Please use one of {listed}.", at="DefinitionString")
        return
    text = provisioners._sfn_definition(dict(machine.properties))
    try:
        definition = json.loads(text)
    except ValueError as error:
        yield _invalid(f"INVALID_JSON_DESCRIPTION: {error}")
        return
    if not isinstance(definition, Mapping):
        yield _invalid("INVALID_JSON_DESCRIPTION: the definition is no object")
        return
    problems = [
        *_form_problems(text),
        *_state_problems(definition, "", definition.get("QueryLanguage", "JSONPath")),
        *_transition_problems(definition, ""),
    ]
    if problems:
        yield _invalid(problems[0])
    elif (logging := machine.properties.get("LoggingConfiguration", {})).get("Level", "OFF") != "OFF" and not logging.get("Destinations"):
        message = "Logging Configuration Destination must be specified when the level is not OFF (Error Code: InvalidLoggingConfiguration)"
        yield refused("Sfn", message, at="LoggingConfiguration/Destinations")
    elif not trusts(str(machine.properties["RoleArn"]), "states.amazonaws.com"):
        who = "Neither the global service principal states.amazonaws.com, nor the regional one"
        yield refused("Sfn", f"{who} is authorized to assume the provided role.", at="RoleArn", code="AccessDenied")


def _invalid(problem: str) -> str:
    return refused("Sfn", f"Invalid State Machine Definition: '{problem}' (Error Code: InvalidDefinition)", at="DefinitionString")


def _form_problems(text: str) -> Iterator[str]:
    properties = {"RoleArn": "arn:aws:iam::123456789012:role/any", "DefinitionString": text}
    for error in linter.property_errors("AWS::StepFunctions::StateMachine", properties, region="us-east-1"):
        if error.rule is not None and error.rule.id == _FORM_RULE and not error.message.startswith("Missing 'Next' target"):
            place = "/".join(map(str, list(error.path)[2:]))
            yield f"SCHEMA_VALIDATION_FAILED: {error.message.partition(' at ')[0]} at /{place}"


def _state_problems(machine: Mapping[str, Any], place: str, language: str) -> Iterator[str]:
    """The mistakes of all states, including branches and iterations."""
    states = machine.get("States")
    for name, state in (states if isinstance(states, Mapping) else {}).items():
        if isinstance(state, Mapping):
            own = state.get("QueryLanguage", language)
            yield from state_problems(state, f"{place}/States/{name}", is_jsonata=own == "JSONata")
            for key, inner in _inner_machines(state):
                yield from _state_problems(inner, f"{place}/States/{name}/{key}", own)


def _transition_problems(machine: Mapping[str, Any], place: str) -> Iterator[str]:
    """Missing and unreachable states, including branches and iterations."""
    states, start = machine.get("States"), machine.get("StartAt")
    if not isinstance(states, Mapping) or not isinstance(start, str):
        return
    targets = [(f"{place}/StartAt", start)]
    for name, state in states.items():
        if isinstance(state, Mapping):
            targets += [(f"{place}/States/{name}/{key}", target) for key, target in _targets(state)]
            for key, inner in _inner_machines(state):
                yield from _transition_problems(inner, f"{place}/States/{name}/{key}")
    for key, target in targets:
        if target not in states:
            yield f"MISSING_TRANSITION_TARGET: Missing 'Next' target: {target} at {key}"
    reached = {target for _, target in targets}
    for name in states:
        if name not in reached:
            yield f'MISSING_TRANSITION_TARGET: State "{name}" is not reachable. at {place}/States/{name}'
    if states and not any(_is_end(state) for state in states.values()):
        yield f"MISSING_END_STATE: Workflow has no terminal state at {place}/States"


def _targets(state: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("Next", "Default"):
        if isinstance(state.get(key), str):
            yield key, state[key]
    for key in ("Choices", "Catch"):
        for number, each in enumerate(_listed(state.get(key))):
            if isinstance(each, Mapping) and isinstance(each.get("Next"), str):
                yield f"{key}[{number}]/Next", each["Next"]


def _listed(value: Any) -> list[Any]:
    """The value as a list; another type is reported as a mistake of form."""
    return value if isinstance(value, list) else []


def _inner_machines(state: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, branch in enumerate(_listed(state.get("Branches"))):
        if isinstance(branch, Mapping):
            yield f"Branches[{number}]", branch
    for key in ("ItemProcessor", "Iterator"):
        if isinstance(state.get(key), Mapping):
            yield key, state[key]


def _is_end(state: Any) -> bool:
    return isinstance(state, Mapping) and (state.get("End") is True or str(state.get("Type")) in _ENDS)
