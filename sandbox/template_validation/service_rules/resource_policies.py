"""Policies of topics and queues."""

from collections.abc import Iterator
from typing import Any

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.documents import listed, parsed, statements
from sandbox.template_validation.service_rules.known_services import has_action
from sandbox.template_validation.service_rules.policy_grammar import resource_problem
from sandbox.template_validation.service_rules.principals import has_principal, invalid_principals

# Only topic policies allow it.
_RECEIVE = "sns:receive"


def topic_policy_errors(policy: Resource) -> Iterator[str]:
    """SNS's error messages for a topic policy."""
    document = policy.properties["PolicyDocument"]
    for problem in _problems(document):
        yield refused("Sns", f"Invalid parameter: Policy Error: {problem}", at="PolicyDocument")
    actions = [str(action) for statement in statements(parsed(document)) for action in listed(statement.get("Action", []))]
    if not all(has_action("sns", action) or action.lower() == _RECEIVE for action in actions):
        yield refused("Sns", "Invalid parameter: Policy statement action out of service scope!", at="PolicyDocument")


def queue_policy_errors(policy: Resource) -> Iterator[str]:
    """SQS's error messages for a queue policy."""
    for problem in _problems(policy.properties["PolicyDocument"]):
        yield refused("Sqs", f"Invalid value for the parameter Policy: {problem}", at="PolicyDocument")


def _problems(document: Any) -> Iterator[str]:
    if problem := resource_problem(document):
        yield problem
        return
    for statement in statements(parsed(document)):
        if not has_principal(statement):
            yield "Missing required field Principal"
        yield from (f"Invalid principal in policy: {name}" for name in invalid_principals(statement))
