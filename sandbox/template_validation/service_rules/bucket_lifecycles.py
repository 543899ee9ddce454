"""Bucket lifecycles: required members of rules, and incompatible ones.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused

_ACTIONS = (
    "AbortIncompleteMultipartUpload",
    "ExpirationDate",
    "ExpirationInDays",
    "ExpiredObjectDeleteMarker",
    "NoncurrentVersionExpiration",
    "NoncurrentVersionExpirationInDays",
    "NoncurrentVersionTransition",
    "NoncurrentVersionTransitions",
    "Transition",
    "Transitions",
)
_NOT_OF_UPLOADS = ("TagFilters", "ObjectSizeGreaterThan", "ObjectSizeLessThan")
_ANY_SIZE = 1 << 63
_MIDNIGHT = ("T00:00:00Z", "T00:00:00.000Z")
_STANDARD_DAYS = {"STANDARD_IA": 30, "ONEZONE_IA": 30}


def lifecycle_errors(bucket: Resource) -> Iterator[str]:
    """S3's error messages for a bucket's lifecycle."""
    rules = bucket.properties.get("LifecycleConfiguration", {}).get("Rules", [])
    ids = [rule["Id"] for rule in rules if "Id" in rule]
    if len(ids) != len(set(ids)):
        yield _refused("Rule ID must be unique. Found same ID for more than one rule", at="LifecycleConfiguration/Rules")
    for number, rule in enumerate(rules):
        yield from (_refused(problem, at=f"LifecycleConfiguration/Rules/{number}") for problem in _problems(rule))


def _problems(rule: Mapping[str, Any]) -> Iterator[str]:
    if not any(name in rule for name in _ACTIONS):
        yield "At least one action needs to be specified in a rule"
    days, marker = rule.get("ExpirationInDays"), str(rule.get("ExpiredObjectDeleteMarker")).lower() == "true"
    if days is not None and int(days) <= 0:
        yield "'Days' for Expiration action must be a positive integer"
    if marker and any(name in rule for name in ("ExpirationInDays", "ExpirationDate", "TagFilters")):
        yield "ExpiredObjectDeleteMarker cannot be specified with Days, Date or a Tag filter in a rule"
    if days is not None and "ExpirationDate" in rule:
        yield "Expiration cannot have both Days and Date"
    if "AbortIncompleteMultipartUpload" in rule:
        yield from (f"AbortIncompleteMultipartUpload cannot be specified with {name}" for name in _NOT_OF_UPLOADS if name in rule)
    if "ObjectSizeGreaterThan" in rule and int(rule["ObjectSizeGreaterThan"]) >= int(rule.get("ObjectSizeLessThan", _ANY_SIZE)):
        yield "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'"
    transitions = [*rule.get("Transitions", []), *([rule["Transition"]] if "Transition" in rule else [])]
    for transition in transitions:
        yield from _transition_problems(transition, days)
    if "ExpirationDate" in rule and not str(rule["ExpirationDate"]).endswith(_MIDNIGHT):
        yield "'Date' must be at midnight GMT"


def _transition_problems(transition: Mapping[str, Any], expiration_days: Any) -> Iterator[str]:
    days, storage = transition.get("TransitionInDays"), transition["StorageClass"]
    if "TransitionDate" in transition and not str(transition["TransitionDate"]).endswith(_MIDNIGHT):
        yield "'Date' must be at midnight GMT"
    if days is None:
        return
    least = _STANDARD_DAYS.get(storage, 0)
    if int(days) < least:
        yield f"'Days' in Transition action must be greater than or equal to {least} for storageClass '{storage}'"
    if expiration_days is not None and int(expiration_days) <= int(days):
        yield "'Days' in the Expiration action must be greater than 'Days' in the Transition action"


def _refused(problem: str, *, at: str) -> str:
    return refused("S3", f"{problem} (Error Code: InvalidArgument)", at=at)
