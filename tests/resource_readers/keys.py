"""KMS keys and aliases, and SSM parameters."""

import json
from collections.abc import Callable
from typing import Any

from tests.resource_readers.spelling import present

Properties = dict[str, Any]
Clients = Callable[[str], Any]


def key(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    kms = clients("kms")
    found = kms.describe_key(KeyId=physical_id)["KeyMetadata"]
    rotation = kms.get_key_rotation_status(KeyId=physical_id)
    tags = kms.list_resource_tags(KeyId=physical_id).get("Tags", [])
    return {
        **found,
        "KeyPolicy": json.loads(kms.get_key_policy(KeyId=physical_id, PolicyName="default")["Policy"]),
        "EnableKeyRotation": rotation["KeyRotationEnabled"],
        "RotationPeriodInDays": rotation.get("RotationPeriodInDays") if rotation["KeyRotationEnabled"] else None,
        "Tags": [{"Key": tag["TagKey"], "Value": tag["TagValue"]} for tag in tags if not tag["TagKey"].startswith("aws:")],
        # No service returns it before the key is deleted: the deletion tests check it.
        "PendingWindowInDays": declared.get("PendingWindowInDays"),
    }


def alias(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    aliases = [entry for page in clients("kms").get_paginator("list_aliases").paginate() for entry in page["Aliases"]]
    found = next(entry for entry in aliases if entry["AliasName"] == physical_id)
    return {"AliasName": physical_id, "TargetKeyId": found["TargetKeyId"]}


def parameter(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    ssm = clients("ssm")
    described = ssm.describe_parameters(ParameterFilters=[{"Key": "Name", "Values": [physical_id]}])["Parameters"][0]
    tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=physical_id)["TagList"]
    return present(
        {
            **described,
            "Value": ssm.get_parameter(Name=physical_id)["Parameter"]["Value"],
            "Policies": described.get("Policies") or None,
            "Tags": {tag["Key"]: tag["Value"] for tag in tags if not tag["Key"].startswith("aws:")},
        }
    )
