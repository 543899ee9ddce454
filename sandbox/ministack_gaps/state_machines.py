"""AWS::StepFunctions::StateMachine: LoggingConfiguration with the service's names, and TracingConfiguration.

MiniStack stores the former under CloudFormation's names, which no client reads, and ignores the latter. Both are stored and returned;
nothing is logged or traced.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
"""

from collections.abc import Mapping
from typing import Any

from ministack.services import stepfunctions

from sandbox.ministack_gaps.added_properties import Properties, add


def install() -> None:
    """Set both in the description of the state machine."""
    add("AWS::StepFunctions::StateMachine", _apply)


def _apply(arn: str, _old: Properties, new: Properties) -> None:
    machine = stepfunctions._state_machines[arn]
    machine["loggingConfiguration"] = _logging(new.get("LoggingConfiguration") or {})
    machine["tracingConfiguration"] = {"enabled": bool((new.get("TracingConfiguration") or {}).get("Enabled", False))}


def _logging(properties: Mapping[str, Any]) -> dict[str, Any]:
    destinations = [
        {"cloudWatchLogsLogGroup": {"logGroupArn": destination["CloudWatchLogsLogGroup"]["LogGroupArn"]}}
        for destination in properties.get("Destinations") or []
    ]
    return {
        "level": properties.get("Level", "OFF"),
        "includeExecutionData": bool(properties.get("IncludeExecutionData", False)),
        **({"destinations": destinations} if destinations else {}),
    }
