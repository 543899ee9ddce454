"""Tags. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, refuses

_MOST = 50
OWNERSHIP_TAGS = 5
"""The number of tags that this application adds to a labeling job: its owner, its properties, and two names during a rename."""
_RESERVED = ("aws:", "ground-truth-cdk:")
"""AWS reserves the first; the second marks resources that a stack of this application owns."""


@refuses(at=AT_SYNTHESIS)
def environment_tags(tags: Node) -> Iterator[Mistake]:
    """An environment has at most 50 tags, none with a prefix reserved by AWS or this application (aws:, ground-truth-cdk:).

    Source: tagging best practices, tag-editor user guide; API_CreateLabelingJob, Tags
    """
    keys = list(tags.value) if isinstance(tags.value, Mapping) else []
    if len(keys) > _MOST:
        yield tags.mistake(f"at most {_MOST} tags", value=f"{len(keys)} tags")
    for key in keys:
        yield from _reserved(tags[key], key)


@refuses()
def job_tags(tags: Node) -> Iterator[Mistake]:
    """A job's tag keys are unique and have no prefix reserved by AWS or this application (aws:, ground-truth-cdk:).

    Source: tagging best practices, tag-editor user guide; API_Tag
    """
    first: dict[str, Node] = {}
    for node in (tag["Key"] for tag in tags.entries()):
        if node.text is None:
            continue
        other = first.setdefault(node.text, node)
        if other is node:
            yield from _reserved(node, node.text)
        else:
            yield node.mistake(f"each tag key once: {other.path} has it")


@refuses()
def tags_of_environment_and_job(tags: Node, *, environment: Node) -> Iterator[Mistake]:
    """A job has at most 50 tags, including the environment's and the 5 of this application.

    Source: API_CreateLabelingJob, Tags
    """
    of_environment = set(environment.value) if isinstance(environment.value, Mapping) else set()
    number = len(of_environment | {tag["Key"].text for tag in tags.entries()}) + OWNERSHIP_TAGS
    if number > _MOST and len(of_environment) <= _MOST:
        yield tags.mistake(f"at most {_MOST} tags", value=f"{number} tags, with the environment's and the {OWNERSHIP_TAGS} of ownership")


def _reserved(tag: Node, key: str) -> Iterator[Mistake]:
    if key.lower().startswith(_RESERVED):
        yield tag.mistake(f"a tag key that does not start with {' or '.join(_RESERVED)}")
