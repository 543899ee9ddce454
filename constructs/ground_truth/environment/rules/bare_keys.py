"""Keys of a job without a value, for which the empty mapping would be valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, refuses

_MEANINGFUL_WHEN_EMPTY = ("stream", "LabelingJobAlgorithmsConfig")


@refuses(at=AT_SYNTHESIS)
def keys_with_a_value(job: Node) -> Iterator[Mistake]:
    """`stream` and `LabelingJobAlgorithmsConfig` have a value: `{}` is enough, while a bare key is ambiguous.

    Source: this application
    """
    fields = job.value if isinstance(job.value, Mapping) else {}
    for key in _MEANINGFUL_WHEN_EMPTY:
        if key in fields and fields[key] is None:
            yield job[key].mistake("a mapping; {} is enough")
