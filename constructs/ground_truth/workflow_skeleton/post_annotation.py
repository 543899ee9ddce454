"""The post-annotation function: makes a label of the workers' answers to each object."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import Any

import boto3

from ground_truth_messages import AnnotatedObject, ConsolidatedAnnotation, Json, PostAnnotationRequest


def handler(event: Json, _context: Any) -> list[Json]:
    """Consolidate the answers. Ground Truth calls this when all workers have answered, or when a task is no longer available to them."""
    request = PostAnnotationRequest.from_event(event)
    s3 = s3_client(request.role_arn)
    objects = AnnotatedObject.from_payload(read_text(s3, request.payload_uri), lambda uri: read_text(s3, uri))
    labels = [(found.dataset_object_id, consolidate(found)) for found in objects]
    # An object that is left out counts as failed.
    consolidated = [ConsolidatedAnnotation(name, label) for name, label in labels if label is not None]
    return [annotation.to_json(request.label_attribute_name) for annotation in consolidated]


def consolidate(annotated: AnnotatedObject) -> Json | None:
    """The answer that most workers gave, and the share of workers who gave it. Replace it by what suits your answers.

    Answers are the same if they are equal in every detail; of several that were given equally often the first counts. None: the
    object gets no label and counts as failed.
    """
    answers = [json.dumps(answer.content, sort_keys=True) for answer in annotated.answers]
    if not answers:
        return None
    most_frequent, votes = Counter(answers).most_common(1)[0]
    return {"answer": json.loads(most_frequent), "confidence": round(votes / len(answers), 2)}


def s3_client(execution_role_arn: str) -> Any:
    """S3 under the function's own role, or under the job's where the function was deployed to assume it."""
    if os.environ.get("ASSUME_EXECUTION_ROLE") != "true":
        return boto3.client("s3")
    session = boto3.client("sts").assume_role(RoleArn=execution_role_arn, RoleSessionName="post-annotation")["Credentials"]
    return boto3.client(
        "s3",
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )


def read_text(s3: Any, uri: str) -> str:
    """The text of `s3://<bucket>/<key>`."""
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    content: bytes = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    return content.decode("utf-8")
