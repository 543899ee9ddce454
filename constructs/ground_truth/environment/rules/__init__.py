"""Rules between the fields of an environment file.

The rules read the document rather than the model, so that they apply even when a single field is wrong. A value with a mistake of its
own counts as unknown here, so that one mistake is reported once, without consequences in other rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from ground_truth.environment.rules.bare_keys import keys_with_a_value
from ground_truth.environment.rules.buckets import bucket_mistakes, bucket_names_of_all_environments
from ground_truth.environment.rules.data_buckets import objects_in_named_buckets
from ground_truth.environment.rules.data_prefixes import objects_of_other_jobs
from ground_truth.environment.rules.encryption_keys import encryption_key_mistakes
from ground_truth.environment.rules.ground_truth_plus import ground_truth_plus_mistakes
from ground_truth.environment.rules.job_chains import chain_mistakes, job_before_has_ended
from ground_truth.environment.rules.job_datasets import key_of_the_input_bucket, keys_of_a_crawl, objects_of_a_crawl, one_dataset
from ground_truth.environment.rules.job_files import file_mistakes
from ground_truth.environment.rules.job_names import job_name_mistakes, team_of_this_file
from ground_truth.environment.rules.job_texts import text_mistakes
from ground_truth.environment.rules.job_workflow import workflow_mistakes
from ground_truth.environment.rules.local_paths import path_mistakes
from ground_truth.environment.rules.stack_limits import jobs_fit_into_a_stack
from ground_truth.environment.rules.teams import team_mistakes
from ground_truth.environment.rules.user_pools import user_pool_mistakes
from ground_truth.environment.rules.workforces import workforce_mistakes
from ground_truth.settings.job_choices import choices
from labeling_rules import labeling_job
from labeling_rules.arns import account_of_arns, aliases_of_the_account, region_of_arns
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of
from labeling_rules.tags import environment_tags, tags_of_environment_and_job
from labeling_rules.worker_access import data_urls_stay_with_the_workers


def environment_mistakes(environment: Node, *, name: str, folder: Path, allow_files_outside: bool = False) -> Iterator[Mistake]:
    """Every mistake between the fields of a file, and of the files it names. Constructs would not find those of level warning.

    `allow_files_outside`: local paths may leave the folder. Places that the document has as `mistaken` are skipped.
    """
    basic = list(environment.untold(_basic_job_mistakes(environment, files_within=None if allow_files_outside else folder)))
    yield from basic
    document = environment.after(basic)
    between = list(document.untold(_mistakes_between_fields(document, name=name, folder=folder)))
    yield from between
    # At the end: a job with a mistake may name any bucket.
    clear = document.after(mistake for mistake in between if mistake.level == "error")
    yield from clear.untold(encryption_key_mistakes(clear))


def _basic_job_mistakes(environment: Node, *, files_within: Path | None) -> Iterator[Mistake]:
    """Mistakes that keep other rules from checking a job: unclear choices, datasets and local paths."""
    for job in _jobs(environment):
        bare = list(mistakes_of(keys_with_a_value, job))
        yield from bare
        yield from mistakes_of(choices, job.after(bare))
        yield from mistakes_of(one_dataset, job.after(bare))
        if files_within is not None:
            yield from path_mistakes(job, folder=files_within)


def _mistakes_between_fields(environment: Node, *, name: str, folder: Path) -> Iterator[Mistake]:
    region, account = environment["region"].text, environment["account"].text
    yield from bucket_mistakes(environment)
    yield from user_pool_mistakes(environment)
    yield from ground_truth_plus_mistakes(environment, environment_name=name)
    yield from mistakes_of(environment_tags, environment["tags"])
    yield from team_mistakes(environment["teams"], environment_name=name)
    yield from job_name_mistakes(environment["labeling_jobs"])
    of_jobs = [list(labeling_job.labeling_job_mistakes(job, region=region, account=account)) for job in _jobs(environment)]
    chained = environment.after(chain.from_iterable(of_jobs))
    yield from chained.untold(chain_mistakes(chained["labeling_jobs"], folder=folder))
    yield from mistakes_of(jobs_fit_into_a_stack, environment["labeling_jobs"])
    yield from mistakes_of(objects_of_other_jobs, environment["labeling_jobs"])
    yield from mistakes_of(region_of_arns, environment, region=region)
    yield from mistakes_of(account_of_arns, environment, account=account)
    yield from mistakes_of(aliases_of_the_account, environment, account=account)
    for job, of_parameters in zip(_jobs(environment), of_jobs, strict=True):
        yield from mistakes_of(team_of_this_file, job, teams=environment["teams"])
        yield from mistakes_of(key_of_the_input_bucket, job)
        yield from mistakes_of(keys_of_a_crawl, job)
        yield from mistakes_of(job_before_has_ended, job)
        yield from mistakes_of(tags_of_environment_and_job, job["Tags"], environment=environment["tags"])
        yield from of_parameters
        yield from _mistakes_of_data(job.after(of_parameters), folder=folder)
        yield from mistakes_of(objects_in_named_buckets, job, input_bucket=environment["input_bucket"], folder=folder)


def _jobs(environment: Node) -> list[Node]:
    """The jobs that are mappings; any other has its mistake already."""
    return [job for job in environment["labeling_jobs"].entries() if job.is_mapping]


def _mistakes_of_data(job: Node, *, folder: Path) -> Iterator[Mistake]:
    """Mistakes of a job's data, template and functions. Local files are checked only where their place is right."""
    yield from objects_of_a_crawl(job)
    yield from job.untold(file_mistakes(job, folder=folder))
    yield from job.untold(text_mistakes(job, folder=folder))
    yield from workflow_mistakes(job["workflow"], folder=folder)


def parameter_warnings(environment: Node) -> Iterator[Mistake]:
    """Warnings about the parameters of single teams and jobs."""
    for team in environment["teams"].entries():
        yield from mistakes_of(data_urls_stay_with_the_workers, team, workforce=environment["workforce"])
    region, account = environment["region"].text, environment["account"].text
    for job in environment["labeling_jobs"].entries():
        yield from labeling_job.labeling_job_warnings(job, region=region, account=account)


def mistakes_between_environments(environments: Sequence[Node]) -> Iterator[Mistake]:
    """Contradictions between the files."""
    yield from workforce_mistakes(environments)
    yield from mistakes_of(bucket_names_of_all_environments, environments)
