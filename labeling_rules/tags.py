"""Tags. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node

_MOST = 50
_RESERVED = ("aws:", "ground-truth-cdk:")
"""The first is AWS's own, the second marks what a stack of this application owns."""


def tag_mistakes(tags: Node) -> Iterator[Mistake]:
    """The environment's tags, a mapping."""
    keys = list(tags.value) if isinstance(tags.value, Mapping) else []
    if len(keys) > _MOST:
        yield tags.mistake(f"at most {_MOST} tags", value=f"{len(keys)} tags")
    for key in keys:
        yield from _reserved(tags[key], key)


def job_tag_mistakes(tags: Node) -> Iterator[Mistake]:
    """A job's tags, a list as in the API."""
    keys = [(tag["Key"], tag["Key"].text) for tag in tags.entries()]
    counts = Counter(key for _, key in keys)
    for node, key in keys:
        if key is not None:
            yield from _reserved(node, key)
            if counts[key] > 1:
                yield node.mistake("each tag key once")


def _reserved(tag: Node, key: str) -> Iterator[Mistake]:
    if key.lower().startswith(_RESERVED):
        yield tag.mistake(f"a tag key that does not start with {' or '.join(_RESERVED)}")
