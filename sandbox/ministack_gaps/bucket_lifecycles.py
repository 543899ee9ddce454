"""Lifecycle rules of AWS::S3::Bucket in the form of S3's API: different names, and a single filter.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html
"""

from collections.abc import Callable, Mapping
from typing import Any

Rule = dict[str, Any]

_EXPIRATION = {"ExpirationInDays": "Days", "ExpirationDate": "Date", "ExpiredObjectDeleteMarker": "ExpiredObjectDeleteMarker"}
_TRANSITION = {"TransitionInDays": "Days", "TransitionDate": "Date", "StorageClass": "StorageClass"}
_NONCURRENT_TRANSITION = {
    "TransitionInDays": "NoncurrentDays",
    "NewerNoncurrentVersions": "NewerNoncurrentVersions",
    "StorageClass": "StorageClass",
}
_NONCURRENT_EXPIRATION = {"NoncurrentDays": "NoncurrentDays", "NewerNoncurrentVersions": "NewerNoncurrentVersions"}
_SIZES = ("ObjectSizeGreaterThan", "ObjectSizeLessThan")


def s3_rules(rules: list[Rule]) -> list[Rule]:
    """A template's rules, including the singular forms of lists (`Transition`), as PutBucketLifecycleConfiguration accepts them."""
    return [_s3_rule(rule, number) for number, rule in enumerate(rules)]


def _s3_rule(rule: Rule, number: int) -> Rule:
    parts = {
        "ID": rule.get("Id", f"rule-{number}"),
        "Status": rule["Status"],
        "Filter": _filter(rule),
        "Expiration": _renamed(rule, _EXPIRATION),
        "Transitions": [_renamed(each, _TRANSITION) for each in _listed(rule, "Transition")],
        "NoncurrentVersionTransitions": [_renamed(each, _NONCURRENT_TRANSITION) for each in _listed(rule, "NoncurrentVersionTransition")],
        "NoncurrentVersionExpiration": _noncurrent_expiration(rule),
        "AbortIncompleteMultipartUpload": _renamed(
            rule.get("AbortIncompleteMultipartUpload", {}), {"DaysAfterInitiation": "DaysAfterInitiation"}
        ),
    }
    return {name: part for name, part in parts.items() if part or name == "Filter"}


def _filter(rule: Rule) -> Rule:
    """The filter: a single condition as is, several in an `And`; without any the rule applies to every object."""
    tags = [dict(tag) for tag in rule.get("TagFilters", [])]
    parts = {name: int(rule[name]) for name in _SIZES if name in rule} | ({"Prefix": rule["Prefix"]} if rule.get("Prefix") else {})
    if len(parts) + len(tags) > 1:
        return {"And": parts | ({"Tags": tags} if tags else {})}
    if tags:
        return {"Tag": tags[0]}
    return parts or {"Prefix": ""}


def _listed(rule: Rule, name: str) -> list[Rule]:
    return [*rule.get(f"{name}s", []), *([rule[name]] if name in rule else [])]


def _noncurrent_expiration(rule: Rule) -> Rule:
    if "NoncurrentVersionExpirationInDays" in rule:
        return {"NoncurrentDays": int(rule["NoncurrentVersionExpirationInDays"])}
    return _renamed(rule.get("NoncurrentVersionExpiration", {}), _NONCURRENT_EXPIRATION)


def _renamed(given: Rule, names: Mapping[str, str]) -> Rule:
    return {new: _VALUES.get(new, str)(given[old]) for old, new in names.items() if old in given}


# Templates may write numbers and booleans as strings.
_VALUES: Mapping[str, Callable[[Any], Any]] = {
    "Days": int,
    "NoncurrentDays": int,
    "NewerNoncurrentVersions": int,
    "DaysAfterInitiation": int,
    "ExpiredObjectDeleteMarker": lambda value: str(value).lower() == "true",
    # CloudFormation's older name.
    "StorageClass": lambda value: "GLACIER" if value == "Glacier" else value,
}
