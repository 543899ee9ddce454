"""Topics, subscriptions, queues and rules."""

import json
from collections.abc import Callable
from typing import Any

from tests.resource_readers.spelling import present, tags, without_answer

Properties = dict[str, Any]
Clients = Callable[[str], Any]


def topic(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    sns = clients("sns")
    attributes = sns.get_topic_attributes(TopicArn=physical_id)["Attributes"]
    subscriptions = sns.list_subscriptions_by_topic(TopicArn=physical_id)["Subscriptions"]
    return {
        **attributes,
        "TopicName": physical_id.rpartition(":")[2],
        "Subscription": [{"Protocol": entry["Protocol"], "Endpoint": entry["Endpoint"]} for entry in subscriptions],
        "Tags": tags(sns.list_tags_for_resource(ResourceArn=physical_id)["Tags"]),
    }


def topic_policy(clients: Clients, _physical_id: str, declared: Properties) -> Properties:
    sns, topics = clients("sns"), declared["Topics"]
    policies = [json.loads(sns.get_topic_attributes(TopicArn=arn)["Attributes"]["Policy"]) for arn in topics]
    holders = [arn for arn, found in zip(topics, policies, strict=True) if found == policies[0]]
    return {"PolicyDocument": policies[0], "Topics": holders}


def subscription(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    found = clients("sns").get_subscription_attributes(SubscriptionArn=physical_id)["Attributes"]
    documents = {name: json.loads(found[name]) for name in ("FilterPolicy", "RedrivePolicy", "DeliveryPolicy") if found.get(name)}
    return {**found, **documents}


def queue(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    sqs = clients("sqs")
    found = sqs.get_queue_attributes(QueueUrl=physical_id, AttributeNames=["All"])["Attributes"]
    documents = {name: json.loads(found[name]) for name in ("RedrivePolicy", "RedriveAllowPolicy") if found.get(name)}
    return {
        **found,
        **documents,
        "QueueName": found["QueueArn"].rpartition(":")[2],
        "Tags": tags(sqs.list_queue_tags(QueueUrl=physical_id).get("Tags", {})),
    }


def queue_policy(clients: Clients, _physical_id: str, declared: Properties) -> Properties:
    sqs, queues = clients("sqs"), declared["Queues"]
    policies = [json.loads(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"]) for url in queues]
    holders = [url for url, found in zip(queues, policies, strict=True) if found == policies[0]]
    return {"PolicyDocument": policies[0], "Queues": holders}


def rule(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    events = clients("events")
    bus = present({"EventBusName": declared.get("EventBusName")})
    found = without_answer(events.describe_rule(Name=physical_id, **bus))
    pattern = {"EventPattern": json.loads(found["EventPattern"])} if found.get("EventPattern") else {}
    return {
        **found,
        **pattern,
        "Targets": events.list_targets_by_rule(Rule=physical_id, **bus)["Targets"],
        "Tags": tags(events.list_tags_for_resource(ResourceARN=found["Arn"])["Tags"]),
    }
