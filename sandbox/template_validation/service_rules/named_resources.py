"""Resources referred to by name or ARN that must exist: functions, log groups, topics, queues, event buses, keys, identities."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudwatch_logs, eventbridge, iam, kms, lambda_svc, sns, sqs

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.documents import listed


@dataclass(frozen=True)
class _Kind:
    service: str
    exists: Callable[[str], bool]
    answer: str


_FUNCTION = _Kind("Lambda", lambda name: lambda_svc._resolve_name(name) in lambda_svc._functions, "Function not found: {}")
_LOG_GROUP = _Kind("CloudWatchLogs", lambda name: name in cloudwatch_logs._log_groups, "The specified log group does not exist.")
_TOPIC = _Kind("Sns", lambda arn: arn in sns._topics, "Topic does not exist")
_QUEUE = _Kind("Sqs", lambda url: url.rpartition("/")[2] in sqs._queue_name_to_url, "The specified queue does not exist.")
_BUS = _Kind("EventBridge", lambda name: _bus_exists(name.partition("event-bus/")[2] or name), "Event bus {} does not exist.")
_KEY = _Kind("Kms", lambda name: kms._resolve_key(name) is not None, "Key '{}' does not exist")
_USER = _Kind("Iam", lambda name: name in iam._users, "The user with name {} cannot be found.")
_GROUP = _Kind("Iam", lambda name: name in iam._groups, "The group with name {} cannot be found.")
_ROLE = _Kind("Iam", lambda name: name in iam._roles, "The role with name {} cannot be found.")

_IDENTITIES = {"Groups": _GROUP, "Roles": _ROLE, "Users": _USER}
_NAMED: Mapping[str, Mapping[str, _Kind]] = {
    "AWS::Events::Rule": {"EventBusName": _BUS},
    "AWS::IAM::GroupPolicy": {"GroupName": _GROUP},
    "AWS::IAM::InstanceProfile": {"Roles": _ROLE},
    "AWS::IAM::ManagedPolicy": _IDENTITIES,
    "AWS::IAM::Policy": _IDENTITIES,
    "AWS::IAM::RolePolicy": {"RoleName": _ROLE},
    "AWS::IAM::UserPolicy": {"UserName": _USER},
    "AWS::KMS::Alias": {"TargetKeyId": _KEY},
    "AWS::Lambda::Alias": {"FunctionName": _FUNCTION},
    "AWS::Lambda::EventInvokeConfig": {"FunctionName": _FUNCTION},
    "AWS::Lambda::EventSourceMapping": {"FunctionName": _FUNCTION},
    "AWS::Lambda::Permission": {"FunctionName": _FUNCTION},
    "AWS::Lambda::Url": {"TargetFunctionArn": _FUNCTION},
    "AWS::Lambda::Version": {"FunctionName": _FUNCTION},
    "AWS::Logs::LogStream": {"LogGroupName": _LOG_GROUP},
    "AWS::Logs::MetricFilter": {"LogGroupName": _LOG_GROUP},
    "AWS::Logs::SubscriptionFilter": {"LogGroupName": _LOG_GROUP},
    "AWS::SNS::Subscription": {"TopicArn": _TOPIC},
    "AWS::SNS::TopicPolicy": {"Topics": _TOPIC},
    "AWS::SQS::QueuePolicy": {"Queues": _QUEUE},
}


def _bus_exists(name: str) -> bool:
    # Every account has the default one; MiniStack creates it on first use.
    return name == "default" or name in eventbridge._event_buses


def missing_resource_errors(resource: Resource) -> Iterator[str]:
    """The service's error messages for a missing resource."""
    for name, kind in _NAMED.get(resource.type, {}).items():
        for each in listed(resource.properties.get(name, [])):
            if isinstance(each, str) and not _is_elsewhere(each) and not kind.exists(each):
                yield refused(kind.service, kind.answer.format(each), at=name, status=404, code="NotFound")


def _is_elsewhere(name: str) -> bool:
    """True for another account or region, whose resources are unknown here."""
    parts = name.split(":")
    return parts[0] == "arn" and len(parts) > 5 and (parts[3] not in {"", get_region()} or parts[4] not in {"", get_account_id()})
