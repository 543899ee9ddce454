"""S3 URIs: the API accepts `https://` too, but only an `s3://` URI identifies the bucket for a policy with certainty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import refuses, warns

_OBJECTS = ("ManifestS3Uri", "UiTemplateS3Uri", "LabelCategoryConfigS3Uri")
_PASSED_ON = ("UiTemplateS3Uri", "LabelCategoryConfigS3Uri")
_KEYS = (*_OBJECTS, "S3OutputPath")
BUCKET_NAME = r"[A-Za-z0-9._-]{3,255}"
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and the names that us-east-1 allowed until 2018."""

BUCKET_NAME_ALLOWED = "a bucket name of 3 to 255 letters, digits, dots, hyphens and underscores"
_SCHEME = "s3://"
_BUCKET = re.compile(rf"{_SCHEME}{BUCKET_NAME}(/.*)?", re.DOTALL)
_OBJECT = re.compile(r"s3://[^/]+/(.*/)?[^/]+", re.DOTALL)


@refuses()
def s3_uri_form(document: Node) -> Iterator[Mistake]:
    """S3 URIs have the form s3://<bucket>/<key>; the key of a file does not end with a slash. A bucket name has 3 to 255 letters, digits,
    dots, hyphens and underscores, as old buckets may. For a job with a role of your own, the template and the label category file may use
    `https://`: no policy is generated for them.

    Source: API_LabelingJobS3DataSource, ManifestS3Uri (`https://` is allowed there, but does not say for certain which bucket is meant);
    S3 user guide, bucketnamingrules
    """
    for node in document.descendants():
        if node.key not in _KEYS or node.text is None:
            continue
        if node.text.startswith("https://"):
            if not _is_passed_on(node, document):
                yield node.mistake("s3://<bucket>/<key>")
        elif node.key in _OBJECTS and node.text.startswith("s3://") and not _OBJECT.fullmatch(node.text):
            yield node.mistake("s3://<bucket>/<key> of a file")
        elif node.text.startswith("s3://") and not _BUCKET.fullmatch(node.text):
            yield node.mistake(f"s3://<bucket>/<key> with {BUCKET_NAME_ALLOWED}")


@warns()
def https_uris_with_a_role_of_your_own(job: Job) -> Iterator[Mistake]:
    """The API accepts an https:// URI, but it is certain only for s3:// that Ground Truth finds the object.

    Source: API_UiConfig, UiTemplateS3Uri; API_CreateLabelingJob, LabelCategoryConfigS3Uri (their patterns)
    """
    for node in job.node.descendants():
        if node.text is not None and node.text.startswith("https://") and _is_passed_on(node, job.node):
            yield node.mistake("s3://<bucket>/<key>, to be safe")


def _is_passed_on(node: Node, job: Node) -> bool:
    """True if nothing here reads the object and no generated policy names it. The manifest is read, and the output path is written to."""
    return node.key in _PASSED_ON and job["RoleArn"].present


def bucket_of(uri: str) -> str | None:
    """The bucket of an s3:// URI; None for another form."""
    return uri.removeprefix(_SCHEME).partition("/")[0] if uri.startswith(_SCHEME) else None


def folder_of(uri: str) -> str:
    """The URI up to and including its last slash."""
    return uri[: uri.rfind("/") + 1]
