"""A template's lifecycle rules as S3 returns them; and a bucket that cannot be configured."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.sandbox_server.policies import ACCOUNT

EVERY_OBJECT = {"Prefix": ""}
RULES = [
    ({"ExpirationInDays": 3}, {"Filter": EVERY_OBJECT, "Expiration": {"Days": 3}}),
    ({"ExpirationInDays": "3", "Prefix": "tmp/"}, {"Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 3}}),
    ({"ExpiredObjectDeleteMarker": "true"}, {"Filter": EVERY_OBJECT, "Expiration": {"ExpiredObjectDeleteMarker": True}}),
    (
        {"Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 30}]},
        {"Filter": EVERY_OBJECT, "Transitions": [{"Days": 30, "StorageClass": "GLACIER"}]},
    ),
    (
        {"Transition": {"StorageClass": "Glacier", "TransitionInDays": 0}},
        {"Filter": EVERY_OBJECT, "Transitions": [{"Days": 0, "StorageClass": "GLACIER"}]},
    ),
    (
        {"ExpirationInDays": 3, "TagFilters": [{"Key": "a", "Value": "b"}]},
        {"Filter": {"Tag": {"Key": "a", "Value": "b"}}, "Expiration": {"Days": 3}},
    ),
    (
        {"ExpirationInDays": 3, "TagFilters": [{"Key": "a", "Value": "b"}], "Prefix": "x/", "ObjectSizeLessThan": "9"},
        {
            "Filter": {"And": {"Prefix": "x/", "Tags": [{"Key": "a", "Value": "b"}], "ObjectSizeGreaterThan": 0, "ObjectSizeLessThan": 9}},
            "Expiration": {"Days": 3},
        },
    ),
    ({"ExpirationInDays": 3, "ObjectSizeGreaterThan": "100"}, {"Filter": {"ObjectSizeGreaterThan": 100}, "Expiration": {"Days": 3}}),
    ({"NoncurrentVersionExpirationInDays": 3}, {"Filter": EVERY_OBJECT, "NoncurrentVersionExpiration": {"NoncurrentDays": 3}}),
    (
        {"NoncurrentVersionExpiration": {"NoncurrentDays": 3, "NewerNoncurrentVersions": 2}},
        {"Filter": EVERY_OBJECT, "NoncurrentVersionExpiration": {"NoncurrentDays": 3, "NewerNoncurrentVersions": 2}},
    ),
    (
        {"NoncurrentVersionTransitions": [{"StorageClass": "GLACIER", "TransitionInDays": 30, "NewerNoncurrentVersions": 1}]},
        {
            "Filter": EVERY_OBJECT,
            "NoncurrentVersionTransitions": [{"NoncurrentDays": 30, "NewerNoncurrentVersions": 1, "StorageClass": "GLACIER"}],
        },
    ),
    (
        {"AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2}},
        {"Filter": EVERY_OBJECT, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2}},
    ),
]


def bucket(name: str, *rules: dict[str, Any]) -> dict[str, Any]:
    configuration = {"LifecycleConfiguration": {"Rules": list(rules)}} if rules else {}
    return {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name, **configuration}}}}


@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_a_rule_of_a_template_is_a_rule_of_s3(
    client: Callable[[str], Any], operate: Callable[..., str], name: str, rule: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert operate("create_stack", name, bucket(name, {"Status": "Enabled", "Id": "one", **rule})) == "CREATE_COMPLETE"
    found = client("s3").get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    assert found == [{"ID": "one", "Status": "Enabled", **expected}]


def test_a_lifecycle_goes_with_its_property(client: Callable[[str], Any], operate: Callable[..., str], name: str) -> None:
    operate("create_stack", name, bucket(name, {"Status": "Enabled", "ExpirationInDays": 3}))
    assert operate("update_stack", name, bucket(name)) == "UPDATE_COMPLETE"
    with pytest.raises(client("s3").exceptions.ClientError, match="NoSuchLifecycleConfiguration"):
        client("s3").get_bucket_lifecycle_configuration(Bucket=name)


def test_a_bucket_that_cannot_be_configured_is_not_left_behind(
    client: Callable[[str], Any], operate: Callable[..., str], name: str
) -> None:
    template = bucket(name)
    missing = f"arn:aws:sns:us-east-1:{ACCOUNT}:nobody"
    notification = {"TopicConfigurations": [{"Event": "s3:ObjectCreated:*", "Topic": missing}]}
    template["Resources"]["Bucket"]["Properties"]["NotificationConfiguration"] = notification
    assert operate("create_stack", name, template) == "ROLLBACK_COMPLETE"
    assert name not in {found["Name"] for found in client("s3").list_buckets()["Buckets"]}
