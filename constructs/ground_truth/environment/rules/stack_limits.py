"""The limits of the stack of an environment's jobs."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, refuses

_MOST_OUTPUTS = 200


@refuses(at=AT_SYNTHESIS)
def jobs_fit_into_a_stack(jobs: Node) -> Iterator[Mistake]:
    """The jobs of an environment have 200 outputs at most: two each, three with a stream, four with a stream that publishes labels.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    """
    outputs = sum(2 + job["stream"].is_mapping + (job.at("stream.publish_labels").value is True) for job in jobs.entries())
    if outputs > _MOST_OUTPUTS:
        allowed = f"at most {_MOST_OUTPUTS} outputs of a stack, here {outputs}: put jobs into another environment file"
        yield jobs.mistake(allowed, value=f"{len(jobs.entries())} labeling jobs")
