"""Reactions to the delivery of a project's labels by Ground Truth Plus."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.delivered_labels import DeliveredLabels
from ground_truth.settings import DeliverySettings
from ground_truth.settings.plus_folders import PlusFolders

_REPORT = ".report.md"


class ProjectDelivery(Construct):
    """Watches the output of a project as its settings ask for: a topic with subscriptions by mail, a check, or both.

    The topic gets an event for each file, which can be thousands; mails are sent for the reports alone where there is a check.
    It is not encrypted with SNS's own key: EventBridge cannot use that key.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, bucket: DataBucket, folders: PlusFolders, settings: DeliverySettings
    ) -> None:
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Topic", enforce_ssl=True) if settings.notify else None
        if self.topic is not None:
            mailed = _reports() if settings.check else None
            for email in settings.emails:
                self.topic.add_subscription(subscriptions.EmailSubscription(email, filter_policy_with_message_body=mailed))
        if settings.notify or settings.check:
            DeliveredLabels(self, "Labels", bucket=bucket, prefix=folders.output(), topic=self.topic, check=settings.check)


def _reports() -> Mapping[str, sns.FilterOrPolicy]:
    """Events of EventBridge about objects that are reports."""
    key = sns.FilterOrPolicy.filter(sns.SubscriptionFilter.string_filter(match_suffixes=[_REPORT]))
    return {"detail": sns.FilterOrPolicy.policy({"object": sns.FilterOrPolicy.policy({"key": key})})}
