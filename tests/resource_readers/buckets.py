"""S3 buckets and bucket policies."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from tests.resource_readers.spelling import present, tags

Properties = dict[str, Any]
Clients = Callable[[str], Any]

_NOT_SET = {
    "NoSuchBucketPolicy",
    "NoSuchCORSConfiguration",
    "NoSuchLifecycleConfiguration",
    "NoSuchPublicAccessBlockConfiguration",
    "NoSuchTagSet",
    "NoSuchWebsiteConfiguration",
    "ObjectLockConfigurationNotFoundError",
    "OwnershipControlsNotFoundError",
    "ReplicationConfigurationNotFoundError",
}
_GROUPS = "http://acs.amazonaws.com/groups/"
_CANNED = {
    (): "Private",
    (("global/AllUsers", "READ"),): "PublicRead",
    (("global/AllUsers", "READ"), ("global/AllUsers", "WRITE")): "PublicReadWrite",
    (("global/AuthenticatedUsers", "READ"),): "AuthenticatedRead",
    (("s3/LogDelivery", "READ_ACP"), ("s3/LogDelivery", "WRITE")): "LogDeliveryWrite",
}


def bucket(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    s3 = clients("s3")

    def get(operation: str, member: str) -> Any:
        try:
            return getattr(s3, operation)(Bucket=physical_id).get(member)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _NOT_SET:
                raise
            return None

    lock = get("get_object_lock_configuration", "ObjectLockConfiguration")
    return present(
        {
            "BucketName": physical_id,
            "AccelerateConfiguration": _named("AccelerationStatus", get("get_bucket_accelerate_configuration", "Status")),
            "AccessControl": _access_control(get("get_bucket_acl", "Grants")),
            "AnalyticsConfigurations": [_analytics(entry) for entry in _all(get, "analytics", "AnalyticsConfigurationList")],
            "BucketEncryption": _encryption(get("get_bucket_encryption", "ServerSideEncryptionConfiguration")),
            "CorsConfiguration": _cors(get("get_bucket_cors", "CORSRules")),
            "IntelligentTieringConfigurations": [
                {**_unfiltered(entry), "Status": entry["Status"], "Tierings": entry["Tierings"]}
                for entry in _all(get, "intelligent_tiering", "IntelligentTieringConfigurationList")
            ],
            "InventoryConfigurations": [_inventory(entry) for entry in _all(get, "inventory", "InventoryConfigurationList")],
            "LifecycleConfiguration": _lifecycle(get("get_bucket_lifecycle_configuration", "Rules")),
            "LoggingConfiguration": _logging(get("get_bucket_logging", "LoggingEnabled")),
            "MetricsConfigurations": [_unfiltered(entry) for entry in _all(get, "metrics", "MetricsConfigurationList")],
            "NotificationConfiguration": _notification(s3.get_bucket_notification_configuration(Bucket=physical_id)),
            "ObjectLockConfiguration": lock,
            "ObjectLockEnabled": lock is not None,
            "OwnershipControls": get("get_bucket_ownership_controls", "OwnershipControls"),
            "PublicAccessBlockConfiguration": get("get_public_access_block", "PublicAccessBlockConfiguration"),
            "ReplicationConfiguration": _replication(get("get_bucket_replication", "ReplicationConfiguration")),
            "Tags": tags(get("get_bucket_tagging", "TagSet") or []),
            "VersioningConfiguration": _named("Status", get("get_bucket_versioning", "Status")),
            "WebsiteConfiguration": _website(s3, get, physical_id),
        }
    )


def policy(clients: Clients, _physical_id: str, declared: Properties) -> Properties:
    name = declared["Bucket"]
    return {"Bucket": name, "PolicyDocument": json.loads(clients("s3").get_bucket_policy(Bucket=name)["Policy"])}


def _all(get: Callable[[str, str], Any], kind: str, member: str) -> Iterable[Properties]:
    return get(f"list_bucket_{kind}_configurations", member) or []


def _named(name: str, value: Any) -> Properties | None:
    return None if value is None else {name: value}


def _access_control(grants: Iterable[Properties]) -> str | None:
    given = sorted(
        (grant["Grantee"]["URI"].removeprefix(_GROUPS), grant["Permission"]) for grant in grants if grant["Grantee"]["Type"] == "Group"
    )
    return _CANNED.get(tuple(given))


def _unfiltered(entry: Mapping[str, Any]) -> Properties:
    """The id and the filter's conditions."""
    found = entry.get("Filter") or {}
    both = found.get("And") or found
    several = both.get("Tags") or ([both["Tag"]] if "Tag" in both else None)
    return present({"Id": entry["Id"], "Prefix": both.get("Prefix"), "AccessPointArn": both.get("AccessPointArn"), "TagFilters": several})


def _destination(value: Mapping[str, Any]) -> Properties:
    found = value["S3BucketDestination"]
    account = found.get("AccountId", found.get("BucketAccountId"))
    return present({"BucketArn": found["Bucket"], "Format": found["Format"], "Prefix": found.get("Prefix"), "BucketAccountId": account})


def _analytics(entry: Properties) -> Properties:
    export = entry["StorageClassAnalysis"].get("DataExport")
    if not export:
        return {**_unfiltered(entry), "StorageClassAnalysis": {}}
    exported = {"OutputSchemaVersion": export["OutputSchemaVersion"], "Destination": _destination(export["Destination"])}
    return {**_unfiltered(entry), "StorageClassAnalysis": {"DataExport": exported}}


def _inventory(entry: Properties) -> Properties:
    return {
        **_unfiltered(entry),
        "Destination": _destination(entry["Destination"]),
        "Enabled": entry["IsEnabled"],
        "IncludedObjectVersions": entry["IncludedObjectVersions"],
        "OptionalFields": entry.get("OptionalFields", []),
        "ScheduleFrequency": entry["Schedule"]["Frequency"],
    }


def _encryption(value: Properties | None) -> Properties | None:
    if value is None:
        return None
    rules = [
        {
            **rule,
            "ServerSideEncryptionByDefault": rule.get("ApplyServerSideEncryptionByDefault"),
            "ApplyServerSideEncryptionByDefault": None,
        }
        for rule in value["Rules"]
    ]
    return {"ServerSideEncryptionConfiguration": [present(rule) for rule in rules]}


def _cors(rules: Iterable[Properties] | None) -> Properties | None:
    names = {"AllowedHeaders": "AllowedHeaders", "AllowedMethods": "AllowedMethods", "AllowedOrigins": "AllowedOrigins"}
    names |= {"ExposeHeaders": "ExposedHeaders", "ID": "Id", "MaxAgeSeconds": "MaxAge"}
    if rules is None:
        return None
    return {"CorsRules": [{names[name]: value for name, value in rule.items()} for rule in rules]}


def _lifecycle(rules: Iterable[Properties] | None) -> Properties | None:
    if rules is None:
        return None
    return {"Rules": [_lifecycle_rule(rule) for rule in rules]}


def _lifecycle_rule(rule: Properties) -> Properties:
    found = rule.get("Filter") or {}
    both = found.get("And") or found
    several = both.get("Tags") or ([both["Tag"]] if "Tag" in both else None)
    transitions = _renamed(rule.get("Transitions", []), {"Days": "TransitionInDays", "Date": "TransitionDate"})
    noncurrent_transitions = _renamed(rule.get("NoncurrentVersionTransitions", []), {"NoncurrentDays": "TransitionInDays"})
    expiration, noncurrent = rule.get("Expiration") or {}, rule.get("NoncurrentVersionExpiration")
    return present(
        {
            "Id": rule.get("ID"),
            "Status": rule["Status"],
            "Prefix": both.get("Prefix"),
            "TagFilters": several,
            "ObjectSizeGreaterThan": both.get("ObjectSizeGreaterThan"),
            "ObjectSizeLessThan": both.get("ObjectSizeLessThan"),
            "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload"),
            "ExpirationInDays": expiration.get("Days"),
            "ExpirationDate": _date(expiration.get("Date")),
            "ExpiredObjectDeleteMarker": expiration.get("ExpiredObjectDeleteMarker"),
            "NoncurrentVersionExpiration": noncurrent,
            "NoncurrentVersionExpirationInDays": (noncurrent or {}).get("NoncurrentDays"),
            "NoncurrentVersionTransition": next(iter(noncurrent_transitions), None),
            "NoncurrentVersionTransitions": noncurrent_transitions,
            "Transition": next(iter(transitions), None),
            "Transitions": transitions,
        }
    )


def _renamed(entries: Iterable[Properties], names: Mapping[str, str]) -> list[Properties]:
    return [{names.get(name, name): _date(value) for name, value in entry.items()} for entry in entries]


def _date(value: Any) -> Any:
    return f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else value


def _logging(value: Properties | None) -> Properties | None:
    if value is None:
        return None
    return present(
        {
            "DestinationBucketName": value["TargetBucket"],
            "LogFilePrefix": value.get("TargetPrefix"),
            "TargetObjectKeyFormat": value.get("TargetObjectKeyFormat"),
        }
    )


def _notification(value: Properties) -> Properties:
    targets = {
        "LambdaConfigurations": ("LambdaFunctionConfigurations", "LambdaFunctionArn", "Function"),
        "QueueConfigurations": ("QueueConfigurations", "QueueArn", "Queue"),
        "TopicConfigurations": ("TopicConfigurations", "TopicArn", "Topic"),
    }
    found: Properties = {
        name: [_notified(entry, arn, target) for entry in value[member]]
        for name, (member, arn, target) in targets.items()
        if member in value
    }
    if "EventBridgeConfiguration" in value:
        found["EventBridgeConfiguration"] = {"EventBridgeEnabled": True}
    return found


def _notified(entry: Properties, arn: str, target: str) -> Properties:
    rules = [{**rule, "Name": rule["Name"].lower()} for rule in entry.get("Filter", {}).get("Key", {}).get("FilterRules", [])]
    filtered = {"Filter": {"S3Key": {"Rules": rules}}} if rules else {}
    return {target: entry[arn], "Event": entry["Events"][0], **filtered}


def _replication(value: Properties | None) -> Properties | None:
    if value is None:
        return None
    return {"Role": value["Role"], "Rules": [_replication_rule(rule) for rule in value["Rules"]]}


def _replication_rule(rule: Properties) -> Properties:
    found = dict(rule.get("Filter") or {})
    if "Tag" in found:
        found["TagFilter"] = found.pop("Tag")
    if "And" in found:
        found["And"] = {"Prefix": found["And"].get("Prefix"), "TagFilters": found["And"].get("Tags")}
    return present({**rule, "Id": rule.get("ID"), "Filter": found or None})


def _website(s3: Any, get: Callable[[str, str], Any], name: str) -> Properties | None:
    if get("get_bucket_website", "ResponseMetadata") is None:
        return None
    value = s3.get_bucket_website(Bucket=name)
    return present(
        {
            "IndexDocument": value.get("IndexDocument", {}).get("Suffix"),
            "ErrorDocument": value.get("ErrorDocument", {}).get("Key"),
            "RedirectAllRequestsTo": value.get("RedirectAllRequestsTo"),
            "RoutingRules": [
                present({"RedirectRule": rule["Redirect"], "RoutingRuleCondition": rule.get("Condition")}) for rule in value["RoutingRules"]
            ]
            if "RoutingRules" in value
            else None,
        }
    )
