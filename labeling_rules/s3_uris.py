"""S3 URIs: the API takes `https://` too, but only of `s3://` is it certain which bucket a policy has to name."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node

_KEYS = ("ManifestS3Uri", "S3OutputPath", "UiTemplateS3Uri", "LabelCategoryConfigS3Uri")


def s3_uri_mistakes(document: Node) -> Iterator[Mistake]:
    """URIs of S3 in another form than `s3://<bucket>/<key>`."""
    for node in document.descendants():
        if node.key in _KEYS and (node.text or "").startswith("https://"):
            yield node.mistake("s3://<bucket>/<key>")
