"""What holds between the parameters of one labeling job."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.arns import arn_mistakes
from labeling_rules.labels import label_mistakes
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.s3_uris import s3_uri_mistakes
from labeling_rules.tags import job_tag_mistakes
from labeling_rules.task_type_limits import task_type_mistakes


def labeling_job_mistakes(job: Node, *, region: str | None, account: str | None) -> Iterator[Mistake]:
    """The mistakes of CreateLabelingJob's parameters, with `task_type` and `labels` beside them.

    Values that are CDK tokens are taken as right. `region` and `account` are None when they are known at deployment only.
    """
    yield from arn_mistakes(job, region=region, account=account)
    yield from s3_uri_mistakes(job)
    yield from label_mistakes(job)
    yield from task_type_mistakes(job, region=region)
    yield from job_tag_mistakes(job["Tags"])
