"""Reactions to the delivery of labels to a bucket: notifications, and checks of manifests.

Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html for the events of S3,
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html for wildcards in patterns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.customer_key import READ_WITH_KEY, WRITE_WITH_KEY, key_of_bucket_grant
from ground_truth.functions.handler_code import entry_point, handler_code
from ground_truth.functions.least_privilege_function import LeastPrivilegeFunction

# What Ground Truth calls its output; AWS documents no names of Ground Truth Plus's own. The reports have other endings, so that they
# start nothing.
MANIFESTS = (".manifest", ".jsonl")
REPORTS = (".report.json", ".report.md")

# A target that takes no event is tried again for an hour, twice at most: the object stays, and the next delivery starts anew.
_RETRY_POLICY = events.CfnRule.RetryPolicyProperty(maximum_event_age_in_seconds=3600, maximum_retry_attempts=2)


class DeliveredLabels(Construct):
    """Watches a prefix of a bucket.

    `prefix`: with a slash at its end. `topic`: gets the event of every object that arrives, as EventBridge's JSON; subscribe with a
    filter policy on the message body for less. `check`: whether each manifest is checked line by line, with a report in JSON and in
    Markdown beside it; its function is `checker`. `encryption_keys`: keys, other than the bucket's, that manifests are encrypted with,
    such as OutputConfig.KmsKeyId of a labeling job. Raises ValueError without a topic and a check, and for an invalid prefix.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: DataBucket,
        prefix: str,
        topic: sns.ITopic | None = None,
        check: bool = True,
        encryption_keys: Sequence[kms.IKey] = (),
    ) -> None:
        super().__init__(scope, construct_id)
        if not prefix.endswith("/") or set(prefix) & set("*?\\"):
            raise ValueError(f"prefix {prefix!r}: expected a slash at the end, and none of * ? \\")
        if topic is None and not check:
            raise ValueError("topic None, check False: expected a topic, a check, or both")
        self._bucket, self._prefix, self._encryption_keys = bucket, prefix, encryption_keys
        _send_events(bucket.bucket)
        if topic is not None:
            self._tell(topic)
        self.checker = self._checker() if check else None

    def _tell(self, topic: sns.ITopic) -> None:
        rule = self._rule("Arrivals", "Tells of everything that is delivered", [{"prefix": self._prefix}], topic.topic_arn)
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                actions=["sns:Publish"],
                principals=[iam.ServicePrincipal("events.amazonaws.com")],
                resources=[topic.topic_arn],
                conditions={"ArnEquals": {"aws:SourceArn": rule.attr_arn}},
            )
        )

    def _checker(self) -> LeastPrivilegeFunction:
        checker = LeastPrivilegeFunction(
            self,
            "Checker",
            description=f"Checks each manifest that is delivered to {self._prefix}",
            purpose=f"Reads manifests delivered to {self._prefix} and writes reports beside them",
            code=handler_code("delivered_labels"),
            handler=entry_point("delivered_labels"),
            timeout=cdk.Duration.minutes(15),
        )
        self._allow(checker)
        manifests: list[dict[str, Any]] = [{"wildcard": f"{self._prefix}*{ending}"} for ending in MANIFESTS]
        rule = self._rule("Manifests", "Starts the check of delivered manifests", manifests, checker.function.function_arn)
        checker.function.add_permission("Rule", principal=iam.ServicePrincipal("events.amazonaws.com"), source_arn=rule.attr_arn)
        return checker

    def _allow(self, checker: LeastPrivilegeFunction) -> None:
        bucket = self._bucket.bucket
        checker.allow(["s3:GetObject"], [bucket.arn_for_objects(f"{self._prefix}*{ending}") for ending in MANIFESTS])
        checker.allow(["s3:PutObject"], [bucket.arn_for_objects(f"{self._prefix}*{ending}") for ending in REPORTS])
        checker.allow(["s3:ListBucket"], [bucket.bucket_arn], {"StringLike": {"s3:prefix": f"{self._prefix}*"}})
        stack = cdk.Stack.of(self)
        if self._bucket.encryption_key is not None:
            checker.policy.allow(key_of_bucket_grant(stack, WRITE_WITH_KEY, self._bucket.encryption_key))
        for key in self._encryption_keys:
            checker.policy.allow(key_of_bucket_grant(stack, READ_WITH_KEY, key))

    def _rule(self, construct_id: str, description: str, keys: list[dict[str, Any]], target_arn: str) -> events.CfnRule:
        pattern = {
            "source": ["aws.s3"],
            "detail-type": ["Object Created"],
            "detail": {"bucket": {"name": [self._bucket.bucket_name]}, "object": {"key": keys}},
        }
        target = events.CfnRule.TargetProperty(id="Target", arn=target_arn, retry_policy=_RETRY_POLICY)
        return events.CfnRule(self, construct_id, description=description, event_pattern=pattern, targets=[target])


def _send_events(bucket: s3.Bucket) -> None:
    """Let S3 send the bucket's events to EventBridge.

    CDK's own `event_bridge_enabled` adds a function that may change the notifications of every bucket, for what is one property.
    """
    resource = bucket.node.default_child
    if not isinstance(resource, s3.CfnBucket):
        raise TypeError(f"{bucket.node.path}: expected a bucket of this stack, whose events can be switched on")
    resource.add_property_override("NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", True)
