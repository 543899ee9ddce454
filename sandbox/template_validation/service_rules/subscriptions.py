"""Subscriptions to topics: endpoints and settings that the protocol allows.

https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ministack.core.responses import get_account_id, get_region
from moto.sns.exceptions import SNSInvalidParameter
from moto.sns.models import SNSBackend

from sandbox.template_validation.resource import Properties, Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.documents import parsed

_ENDPOINTS = {
    "sqs": (r"arn:[^:]+:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+(\.fifo)?", "SQS endpoint ARN"),
    "lambda": (r"arn:[^:]+:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?", "Lambda endpoint ARN"),
    "firehose": (r"arn:[^:]+:firehose:[a-z0-9-]+:\d{12}:deliverystream/.+", "Firehose endpoint ARN"),
    "application": (r"arn:[^:]+:sns:[a-z0-9-]+:\d{12}:endpoint/.+", "Application endpoint arn invalid"),
    "email": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "Email address"),
    "email-json": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "Email address"),
    "http": (r"http://\S+", "Endpoint must match the specified protocol"),
    "https": (r"https://\S+", "Endpoint must match the specified protocol"),
    "sms": (r"\+?[0-9][0-9 ()-]{4,}", "Invalid SMS endpoint"),
}
_SCOPES = frozenset({"MessageAttributes", "MessageBody"})
_UNKNOWN_TO_MOTO = ("match type cidr", "match type wildcard")
_RAW = frozenset({"sqs", "http", "https", "firehose"})


def subscription_errors(subscription: Resource) -> Iterator[str]:
    """SNS's error messages for a subscription."""
    properties, topic = subscription.properties, subscription.properties["TopicArn"]
    yield from (_invalid(problem, at) for at, problem in _problems(properties, topic))
    scope, policy = properties.get("FilterPolicyScope", "MessageAttributes"), parsed(properties.get("FilterPolicy"))
    if scope not in _SCOPES:
        problem = f"Attributes Reason: FilterPolicyScope: Invalid value [{scope}]. Please use either MessageBody or MessageAttributes"
        yield _invalid(problem, "FilterPolicyScope")
    elif policy is not None:
        yield from (refused("Sns", problem, at="FilterPolicy") for problem in _filter_problems(policy, scope))


@cache
def _backend() -> SNSBackend:
    return SNSBackend(get_region(), get_account_id())


def _filter_problems(policy: Any, scope: str) -> Iterator[str]:
    """By moto's validator, whose results were compared with SNS's."""
    try:
        _backend()._validate_filter_policy(policy, scope)
    except SNSInvalidParameter as error:
        if not str(error.message).endswith(_UNKNOWN_TO_MOTO):
            yield str(error.message)
    except (AttributeError, TypeError):
        yield "Invalid parameter: FilterPolicy: failed to parse JSON."


def topic_subscription_errors(topic: Resource) -> Iterator[str]:
    """SNS's error messages for the subscriptions in a topic."""
    fifo = ".fifo" if str(topic.properties.get("FifoTopic")).lower() == "true" else ""
    for number, subscription in enumerate(topic.properties.get("Subscription", [])):
        yield from (_invalid(problem, f"Subscription/{number}/{at}") for at, problem in _problems(subscription, fifo))


def _problems(subscription: Properties, topic: str) -> Iterator[tuple[str, str]]:
    """Each mistake with its property."""
    protocol, endpoint = subscription["Protocol"], str(subscription.get("Endpoint", ""))
    if protocol not in _ENDPOINTS:
        yield "Protocol", f"Amazon SNS does not support this protocol string: {protocol}"
        return
    pattern, problem = _ENDPOINTS[protocol]
    if not re.fullmatch(pattern, endpoint):
        yield "Endpoint", problem
    if topic.endswith(".fifo") and protocol != "sqs":
        yield "Protocol", f"Invalid protocol type: {protocol}"
    if protocol == "sqs" and endpoint.endswith(".fifo") and not topic.endswith(".fifo"):
        yield "Endpoint", "Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics"
    if str(subscription.get("RawMessageDelivery")).lower() == "true" and protocol not in _RAW:
        yield "RawMessageDelivery", f"Attributes Reason: Delivery protocol [{protocol}] does not support raw message delivery."
    if protocol == "firehose" and not subscription.get("SubscriptionRoleArn"):
        yield "SubscriptionRoleArn", "Delivery protocol firehose can only be subscribed with subscription role arn"


def _invalid(problem: str, at: str) -> str:
    return refused("Sns", f"Invalid parameter: {problem}", at=at)
