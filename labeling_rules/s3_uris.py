"""S3 URIs: the API takes `https://` too, but only of `s3://` is it certain which bucket a policy has to name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import refuses

_OBJECTS = ("ManifestS3Uri", "UiTemplateS3Uri", "LabelCategoryConfigS3Uri")
_KEYS = (*_OBJECTS, "S3OutputPath")
_OBJECT = re.compile(r"s3://[^/]+/(.*/)?[^/]+", re.DOTALL)


@refuses()
def s3_uri_form(document: Node) -> Iterator[Mistake]:
    """S3 URIs have the form s3://<bucket>/<key>, those of files with a key that does not end with a slash.

    Source: API_LabelingJobS3DataSource, ManifestS3Uri (`https://` is allowed there, but does not say for certain which bucket is meant)
    """
    for node in document.descendants():
        if node.key not in _KEYS or node.text is None:
            continue
        if node.text.startswith("https://"):
            yield node.mistake("s3://<bucket>/<key>")
        elif node.key in _OBJECTS and node.text.startswith("s3://") and not _OBJECT.fullmatch(node.text):
            yield node.mistake("s3://<bucket>/<key> of a file")


def folder_of(uri: str) -> str:
    """The URI up to its last slash."""
    return uri[: uri.rfind("/") + 1]
