"""The label category document: the labels workers choose from, kept in Amazon S3 as Ground Truth demands.

Source of the fields: SageMaker developer guide, "Labeling category configuration file with label category and frame attributes reference".
"""

import json
from collections.abc import Mapping
from typing import Any

from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.properties import Definition, own_shape
from lambda_handlers.labeling_job.s3_location import S3Location

FILE_NAME = "label-categories.json"

_STRING: Definition = {"type": "string"}
_ATTRIBUTES: Definition = {
    "type": "list",
    "member": {
        "type": "structure",
        "members": {
            "name": _STRING,
            "type": _STRING,
            "description": _STRING,
            "enum": {"type": "list", "member": _STRING},
            "minimum": {"type": "double"},
            "maximum": {"type": "double"},
            "isRequired": {"type": "boolean"},
            "editsAllowed": _STRING,
        },
    },
}
_LABELS: Definition = {
    "type": "list",
    "member": {
        "type": "structure",
        "members": {"label": _STRING, "shortDisplayName": _STRING, "categoryAttributes": _ATTRIBUTES, "editsAllowed": _STRING},
    },
}
_DOCUMENT: Definition = {
    "type": "structure",
    "members": {
        # Image, text and custom tasks spell the version one way, video frame and point cloud tasks the other.
        "document-version": _STRING,
        "documentVersion": _STRING,
        "labels": _LABELS,
        "frameAttributes": _ATTRIBUTES,
        "categoryGlobalAttributes": _ATTRIBUTES,
        "annotationType": _STRING,
        "instructions": {"type": "structure", "members": {"shortInstruction": _STRING, "fullInstruction": _STRING}},
        "auditLabelAttributeName": _STRING,
    },
}

# The property that holds the document in place of LabelCategoryConfigS3Uri.
OWN_PROPERTIES = own_shape({"LabelCategoryConfig": _DOCUMENT})


def write_label_categories(s3: Client, *, document: Mapping[str, Any], location: S3Location) -> None:
    """Put the document where the job will read it."""
    body = json.dumps(document, ensure_ascii=False, indent=2).encode()
    s3.put_object(Bucket=location.bucket, Key=location.key, Body=body, ContentType="application/json")
