"""Properties that MiniStack reads without effect, and properties that take effect before or after it creates the resource.

Reviewed by hand, since reading a property does not prove an effect; tests compare the lists with the services. Not listed are AWS's
background activities: logs, metrics, traces, reports, emails, the expiry of objects and log events, a function's memory. Their properties
are stored and returned (docs/sandbox.md).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sandbox.ignored_properties.observed_properties import Path

HasEffect = Callable[[Any], bool]


def _never(_value: Any) -> bool:
    return False


def _is_one_of(*values: Any) -> HasEffect:
    texts = {str(value).lower() for value in values}
    return lambda value: str(value).lower() in texts


def _is_delivered_to(arn: Any) -> bool:
    """True if EventBridge can reach the target here."""
    return str(arn).split(":")[2:3] in (["lambda"], ["sqs"], ["sns"], ["states"], ["events"])


_WITHOUT_EFFECT: Mapping[str, Mapping[str, HasEffect]] = {
    "AWS::Cognito::UserPool": {
        **{
            f"LambdaConfig.{trigger}": _never
            for trigger in (
                "CustomEmailSender",
                "CustomSMSSender",
                "PostAuthentication",
                "PostConfirmation",
                "PreAuthentication",
                "UserMigration",
            )
        },
        "SmsConfiguration.EumsSms": _never,
    },
    "AWS::Events::Rule": {
        "State": _is_one_of("ENABLED", "DISABLED"),
        "Targets.*.Arn": _is_delivered_to,
        **{
            f"Targets.*.{name}Parameters": _never
            for name in ("AppSync", "Batch", "Ecs", "Kinesis", "RedshiftData", "RunCommand", "SageMakerPipeline")
        },
    },
    "AWS::Lambda::EventSourceMapping": {
        "BisectBatchOnFunctionError": _is_one_of(False),
        "MaximumBatchingWindowInSeconds": _is_one_of(0),
        "MaximumRetryAttempts": _is_one_of(-1),
        "ParallelizationFactor": _is_one_of(1),
    },
    "AWS::Lambda::Function": {
        "CapacityProviderConfig": _never,
        "Code.ImageUri": _never,
        "LoggingConfig.ApplicationLogLevel": _never,
        "LoggingConfig.LogFormat": _is_one_of("Text"),
        "LoggingConfig.SystemLogLevel": _never,
    },
    "AWS::SNS::Subscription": {"DeliveryPolicy": _never, "SubscriptionRoleArn": _never},
    "AWS::SSM::Parameter": {"Policies": _never},
}
"""Resource type -> property -> the values that do have an effect. `*` stands for every entry of a list."""

_READ_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    # On deletion of the resource.
    "AWS::Athena::WorkGroup": ("RecursiveDeleteOption",),
    "AWS::ECR::Repository": ("EmptyOnDelete",),
    # The latter when the policy is validated, in sandbox/template_validation.
    "AWS::KMS::Key": ("PendingWindowInDays", "BypassPolicyLockoutSafetyCheck"),
}


def without_effect(resource_type: str, properties: Mapping[str, Any]) -> list[Path]:
    """The paths of the properties without effect."""
    return [
        path
        for pattern, has_effect in _WITHOUT_EFFECT.get(resource_type, {}).items()
        for path, value in _found(properties, pattern.split("."), ())
        if not has_effect(value)
    ]


def is_read_elsewhere(resource_type: str, path: Path) -> bool:
    """True if a property takes effect before or after the resource is created."""
    return len(path) == 1 and path[0] in _READ_ELSEWHERE.get(resource_type, ())


def is_tag_of_cloudformation(properties: Mapping[str, Any], path: Path) -> bool:
    """True if the value consists of CloudFormation's own tags, which no template declares and some types do not keep."""
    part: Any = properties
    for key in path:
        if _is_its_tag(key, part):
            return True
        part = part[key]
    return bool(part) and (
        (isinstance(part, list) and all(_is_its_tag("", entry) for entry in part))
        or (isinstance(part, dict) and all(_is_its_tag(key, part) for key in part))
    )


def _is_its_tag(key: str | int, part: Any) -> bool:
    """True if a tag, as a map's key or a list's entry, has CloudFormation's prefix."""
    return str(key).startswith("aws:") or (isinstance(part, dict) and str(part.get("Key", "")).startswith("aws:"))


def _found(value: Any, pattern: list[str], path: Path) -> Iterator[tuple[Path, Any]]:
    if not pattern:
        yield path, value
    elif isinstance(value, list) and pattern[0] == "*":
        for number, entry in enumerate(value):
            yield from _found(entry, pattern[1:], (*path, number))
    elif isinstance(value, dict) and pattern[0] in value:
        yield from _found(value[pattern[0]], pattern[1:], (*path, pattern[0]))
