"""AWS::S3::Bucket: ReplicationConfiguration, which MiniStack's provisioner ignores; its S3 replicates.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
"""

from typing import Any

from ministack.services import s3

from sandbox.ministack_gaps.added_properties import Properties, add, checked
from sandbox.ministack_gaps.bucket_requests import request_body


def install() -> None:
    """Set the configuration as PutBucketReplication does, and remove it again."""
    add("AWS::S3::Bucket", _apply)


def _apply(bucket: str, old: Properties, new: Properties) -> None:
    if replication := new.get("ReplicationConfiguration"):
        configuration = {"Role": replication["Role"], "Rules": [_rule(rule) for rule in replication["Rules"]]}
        checked(s3._put_bucket_replication(bucket, request_body("PutBucketReplication", bucket, ReplicationConfiguration=configuration)))
    elif old.get("ReplicationConfiguration"):
        checked(s3._delete_bucket_replication(bucket))


def _rule(properties: Properties) -> Properties:
    rule: Properties = {
        name: properties[name] for name in ("Priority", "Prefix", "Status", "DeleteMarkerReplication") if name in properties
    }
    rule["Destination"] = dict(properties["Destination"].items())
    if "Priority" in rule:
        rule["Priority"] = int(rule["Priority"])
    if identifier := properties.get("Id"):
        rule["ID"] = identifier
    if "Filter" in properties:
        rule["Filter"] = _filter(properties["Filter"])
    if criteria := properties.get("SourceSelectionCriteria"):
        rule["SourceSelectionCriteria"] = criteria
    return rule


def _filter(properties: Properties) -> Properties:
    found: dict[str, Any] = {}
    if "Prefix" in properties:
        found["Prefix"] = properties["Prefix"]
    if tag := properties.get("TagFilter"):
        found["Tag"] = {"Key": tag["Key"], "Value": tag["Value"]}
    if both := properties.get("And"):
        found["And"] = {"Prefix": both.get("Prefix", ""), "Tags": list(both.get("TagFilters") or [])}
    return found
