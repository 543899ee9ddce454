"""What holds between the fields of an environment file.

The rules read the document rather than the model, so that they speak even when a single field is wrong. A field of the wrong type
counts as absent here: it has its own mistake already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ground_truth.environment.rules.bare_keys import keys_with_a_value, with_mappings
from ground_truth.environment.rules.buckets import bucket_mistakes, bucket_names_of_all_environments
from ground_truth.environment.rules.ground_truth_plus import ground_truth_plus_mistakes
from ground_truth.environment.rules.job_chains import chain_mistakes, job_before_has_ended
from ground_truth.environment.rules.job_choices import choices
from ground_truth.environment.rules.job_datasets import key_of_the_input_bucket, keys_of_a_crawl, objects_of_a_crawl
from ground_truth.environment.rules.job_files import file_mistakes
from ground_truth.environment.rules.job_names import job_name_mistakes, team_of_this_file
from ground_truth.environment.rules.job_texts import text_mistakes
from ground_truth.environment.rules.job_workflow import workflow_mistakes
from ground_truth.environment.rules.stack_limits import jobs_fit_into_a_stack
from ground_truth.environment.rules.teams import team_mistakes
from ground_truth.environment.rules.workforces import workforce_mistakes
from labeling_rules import labeling_job
from labeling_rules.arns import account_of_arns, region_of_arns
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of
from labeling_rules.tags import environment_tags, tags_of_environment_and_job


def environment_mistakes(environment: Node, *, name: str, folder: Path) -> Iterator[Mistake]:
    """Every mistake between the fields of a file, and of the files it names. Those of level warning no construct would find."""
    region, account = environment["region"].text, environment["account"].text
    yield from bucket_mistakes(environment)
    yield from ground_truth_plus_mistakes(environment, environment_name=name)
    yield from mistakes_of(environment_tags, environment["tags"])
    yield from team_mistakes(environment["teams"], environment_name=name)
    yield from job_name_mistakes(environment["labeling_jobs"])
    yield from chain_mistakes(environment["labeling_jobs"])
    yield from mistakes_of(jobs_fit_into_a_stack, environment["labeling_jobs"])
    yield from mistakes_of(region_of_arns, environment, region=region)
    yield from mistakes_of(account_of_arns, environment, account=account)
    for job_in_file in environment["labeling_jobs"].entries():
        if job_in_file.is_mapping:
            yield from mistakes_of(keys_with_a_value, job_in_file)
            job = with_mappings(job_in_file)
            yield from mistakes_of(team_of_this_file, job, teams=environment["teams"])
            yield from mistakes_of(choices, job)
            yield from mistakes_of(key_of_the_input_bucket, job)
            yield from mistakes_of(keys_of_a_crawl, job)
            yield from objects_of_a_crawl(job)
            yield from mistakes_of(job_before_has_ended, job)
            yield from mistakes_of(tags_of_environment_and_job, job["Tags"], environment=environment["tags"])
            yield from labeling_job.labeling_job_mistakes(job, region=region, account=account)
            yield from file_mistakes(job, folder=folder)
            yield from text_mistakes(job, folder=folder)
            yield from workflow_mistakes(job["workflow"], folder=folder)


def mistakes_between_environments(environments: Sequence[Node]) -> Iterator[Mistake]:
    """What files contradict each other about."""
    yield from workforce_mistakes(environments)
    yield from mistakes_of(bucket_names_of_all_environments, environments)


def labeling_job_mistakes(parameters: Mapping[str, Any], *, region: str | None, account: str | None = None) -> list[Mistake]:
    """The mistakes between the fields of one labeling job that needs no file, as `LabelingJobSettings.model_dump(by_alias=True)` gives it.

    Values that are CDK tokens are taken as right. `region` and `account` are None when they are known at deployment only.
    """
    job = Node("LabelingJob", "", parameters)
    return [*mistakes_of(choices, job), *labeling_job.labeling_job_mistakes(job, region=region, account=account)]


def labeling_job_warnings(parameters: Mapping[str, Any], *, region: str | None, account: str | None = None) -> list[Mistake]:
    """What may be right, or is right for some accounts only; each by its `rule`, which docs/checks.md lists."""
    return list(labeling_job.labeling_job_warnings(Node("LabelingJob", "", parameters), region=region, account=account))
