"""Filters of bucket configurations: CloudFormation lists conditions, S3 combines several in an `And`."""

from collections.abc import Mapping
from typing import Any

Filter = dict[str, Any]


def filter_of(properties: Mapping[str, Any]) -> Filter:
    """S3's filter for the properties Prefix, TagFilters and AccessPointArn; empty without them."""
    tags = [{"Key": tag["Key"], "Value": tag["Value"]} for tag in properties.get("TagFilters") or []]
    found = {name: properties[name] for name in ("Prefix", "AccessPointArn") if properties.get(name)}
    if len(found) + len(tags) > 1:
        return {"And": found | ({"Tags": tags} if tags else {})}
    return found | ({"Tag": tags[0]} if tags else {})
