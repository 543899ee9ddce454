"""sns:Subscribe: the condition keys `sns:Protocol` and `sns:Endpoint`, which MiniStack does not pass to its evaluator; and the attributes
of an AWS::SNS::Subscription in GetSubscriptionAttributes.

https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html
"""

from typing import Any

from ministack.core import iam_actions
from ministack.core.responses import get_account_id
from ministack.services import sns

from sandbox.ministack_gaps.added_properties import Properties, add

# Their owner has to follow a link in a mail, which nobody gets here: https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
_CONFIRMED_BY_MAIL = {"email", "email-json"}
_KEYS = {"sns:Protocol": "Protocol", "sns:Endpoint": "Endpoint"}


def install() -> None:
    """Add the keys to the request's tags, which MiniStack reads before every check, and the attributes to new subscriptions."""
    add("AWS::SNS::Subscription", _describe)
    tag_context = iam_actions.request_tag_context

    def with_subscription(service: str, iam_action: str, body: bytes, params: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = tag_context(service, iam_action, body, params)
        if iam_action != "sns:Subscribe":
            return context
        return context | {key: iam_actions._query_param(params, name) for key, name in _KEYS.items()}

    iam_actions.request_tag_context = with_subscription


def _describe(arn: str, _old: Properties, new: Properties) -> None:
    topic_arn = new["TopicArn"]
    subscription = sns._find_subscription(topic_arn, arn)
    if subscription is None:
        raise ValueError(f"Topic does not exist: {topic_arn} (Service: Sns, Status Code: 404)")
    if new["Protocol"] in _CONFIRMED_BY_MAIL:
        subscription["confirmed"] = False
        sns._refresh_subscription_counts(sns._topics[topic_arn])
    subscription["attributes"] |= {
        "SubscriptionArn": arn,
        "TopicArn": topic_arn,
        "Protocol": new["Protocol"],
        "Endpoint": new.get("Endpoint", ""),
        "Owner": get_account_id(),
        "ConfirmationWasAuthenticated": "true" if subscription["confirmed"] else "false",
        "PendingConfirmation": "false" if subscription["confirmed"] else "true",
    }
