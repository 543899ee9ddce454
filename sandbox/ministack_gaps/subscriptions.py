"""sns:Subscribe: the condition keys `sns:Protocol` and `sns:Endpoint`, which MiniStack does not tell its evaluator.

https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html
"""

from typing import Any

from ministack.core import iam_actions

_KEYS = {"sns:Protocol": "Protocol", "sns:Endpoint": "Endpoint"}


def install() -> None:
    """Add the keys to what is told of a request's tags, which MiniStack asks for before every check."""
    tag_context = iam_actions.request_tag_context

    def with_subscription(service: str, iam_action: str, body: bytes, params: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = tag_context(service, iam_action, body, params)
        if iam_action != "sns:Subscribe":
            return context
        return context | {key: iam_actions._query_param(params, name) for key, name in _KEYS.items()}

    iam_actions.request_tag_context = with_subscription
