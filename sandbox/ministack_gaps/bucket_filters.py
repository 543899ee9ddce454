"""The filters of a bucket's configurations: CloudFormation lists the conditions, S3 joins several in an `And`."""

from collections.abc import Mapping
from typing import Any

Filter = dict[str, Any]


def filter_of(properties: Mapping[str, Any]) -> Filter:
    """S3's filter from the properties Prefix, TagFilters and AccessPointArn; empty without any of them."""
    tags = [{"Key": tag["Key"], "Value": tag["Value"]} for tag in properties.get("TagFilters") or []]
    found = {name: properties[name] for name in ("Prefix", "AccessPointArn") if properties.get(name)}
    if len(found) + len(tags) > 1:
        return {"And": found | ({"Tags": tags} if tags else {})}
    return found | ({"Tag": tags[0]} if tags else {})
