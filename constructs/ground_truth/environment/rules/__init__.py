"""What holds between the fields of an environment file.

The rules read the document rather than the model, so that they speak even when a single field is wrong. A field of the wrong type
counts as absent here: it has its own mistake already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ground_truth.environment.rules.buckets import bucket_mistakes, ground_truth_plus_mistakes
from ground_truth.environment.rules.job_choices import choice_mistakes
from ground_truth.environment.rules.job_files import file_mistakes
from ground_truth.environment.rules.job_names import job_name_mistakes, team_reference_mistakes
from ground_truth.environment.rules.teams import team_mistakes
from labeling_rules import labeling_job
from labeling_rules.arns import arn_mistakes
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.tags import tag_mistakes


def environment_mistakes(environment: Node, *, name: str, folder: Path) -> Iterator[Mistake]:
    """Every mistake between the fields of a file."""
    region, account = environment["region"].text, environment["account"].text
    yield from bucket_mistakes(environment)
    yield from ground_truth_plus_mistakes(environment["ground_truth_plus"])
    yield from tag_mistakes(environment["tags"])
    yield from team_mistakes(environment["teams"], environment_name=name)
    yield from job_name_mistakes(environment["labeling_jobs"])
    yield from arn_mistakes(environment, region=region, account=account)
    for job in environment["labeling_jobs"].entries():
        if job.is_mapping:
            yield from team_reference_mistakes(job, teams=environment["teams"])
            yield from choice_mistakes(job)
            yield from labeling_job.labeling_job_mistakes(job, region=region, account=account)
            yield from file_mistakes(job, folder=folder)


def labeling_job_mistakes(parameters: Mapping[str, Any], *, region: str | None) -> list[Mistake]:
    """The mistakes between the fields of one labeling job that needs no file, as `LabelingJobSettings.model_dump(by_alias=True)` gives it.

    Values that are CDK tokens are taken as right. `region` is None when it is known at deployment only.
    """
    job = Node("LabelingJob", "", parameters)
    return [*choice_mistakes(job), *labeling_job.labeling_job_mistakes(job, region=region, account=None)]
