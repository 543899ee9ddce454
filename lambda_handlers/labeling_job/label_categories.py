"""The label category document: the labels workers choose from, kept in Amazon S3 as Ground Truth demands.

Source of the fields: SageMaker developer guide, "Labeling category configuration file with label category and frame attributes reference".
"""

import json
import logging
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from labeling_rules.label_formats import LABEL_FORMATS
from lambda_handlers.aws import api_errors
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.properties import Definition, own_shape
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.errors import InvalidPropertiesError

logger = logging.getLogger(__name__)

FILE_NAME = "label-categories.json"
# Answers of PutObject with If-None-Match: the object exists, or is being written.
ALREADY_THERE = {"PreconditionFailed", "ConditionalRequestConflict"}

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
            "minimum": {"type": "long"},
            "maximum": {"type": "long"},
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

# Two properties in place of LabelCategoryConfigS3Uri: a whole document, or plain labels, of which a change is one line for a reviewer.
OWN_PROPERTIES = own_shape({"LabelCategoryConfig": _DOCUMENT, "Labels": {"type": "list", "member": _STRING}})
_STANDARD = LABEL_FORMATS["standard"]


def with_spelled_out_labels(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties with a mapping for each label of LabelCategoryConfig, as in the file; one that only has a name may be a text there."""
    document = properties.get("LabelCategoryConfig")
    labels = document.get("labels") if isinstance(document, Mapping) else None
    if not isinstance(document, Mapping) or not isinstance(labels, list):
        return properties
    spelled_out = [{"label": label} if isinstance(label, str) else label for label in labels]
    return {**properties, "LabelCategoryConfig": {**document, "labels": spelled_out}}


def label_category_document(properties: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The document that the properties ask for; None when they name a file that exists already, or none.

    Raises InvalidPropertiesError when they ask for more than one.
    """
    given = [name for name in ("LabelCategoryConfig", "LabelCategoryConfigS3Uri", "Labels") if name in properties]
    if len(given) > 1:
        raise InvalidPropertiesError(f"invalid properties: give only one of {', '.join(given)}")
    if "Labels" in properties:
        return {_STANDARD.version_key: _STANDARD.version, "labels": [{"label": label} for label in properties["Labels"]]}
    document: Mapping[str, Any] | None = properties.get("LabelCategoryConfig")
    return document


def write_label_categories(
    s3: Client,
    *,
    document: Mapping[str, Any],
    location: S3Location,
    metadata: Mapping[str, str],
    encryption: Mapping[str, str],
    replace: bool = False,
) -> Mapping[str, str] | None:
    """Put the document where the job will read it; returns what deletes just this version of it.

    `metadata`: who made it. `encryption`: parameters of PutObject. None: there is one already, and it was not to be replaced.
    """
    body = json.dumps(document, ensure_ascii=False, indent=2).encode()
    parameters = {"ContentType": "application/json", "Metadata": metadata, **encryption, **({} if replace else {"IfNoneMatch": "*"})}
    try:
        answer = s3.put_object(Bucket=location.bucket, Key=location.key, Body=body, **parameters)
    except ClientError as error:
        if not replace and api_errors.code(error) in ALREADY_THERE:
            return None
        raise
    version = {"VersionId": answer["VersionId"]} if "VersionId" in answer else {}
    return {"Bucket": location.bucket, "Key": location.key, **version}
