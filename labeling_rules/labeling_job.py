"""The rules between the parameters of one labeling job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from labeling_rules import annotation_functions as functions
from labeling_rules import (
    arns,
    automated_labeling,
    data_source,
    label_attribute,
    labels,
    s3_uris,
    streaming,
    tags,
    task_type_limits,
    work_team,
    worker_page,
)
from labeling_rules.job import Job
from labeling_rules.mistake import Level, Mistake
from labeling_rules.node import Node
from labeling_rules.rule import Stage, mistakes_of, rule_of

JobRule = Callable[[Job], Iterator[Mistake]]

BASIC_JOB_RULES: tuple[JobRule, ...] = (
    data_source.data_source,
    data_source.no_crawl_for_an_audit,
    worker_page.one_worker_page,
)
"""The rules that run first: later rules skip the fields in which these find a mistake."""

JOB_RULES: tuple[JobRule, ...] = (
    work_team.not_the_public_team,
    work_team.no_price,
    work_team.kind_of_team,
    functions.built_in_functions,
    functions.functions_of_one_task_type,
    functions.functions_of_one_owner,
    functions.functions_named_like_built_in_ones,
    data_source.texts_for_tasks_about_texts,
    data_source.crawled_objects,
    data_source.cors_of_other_input_buckets,
    data_source.cors_of_other_output_buckets,
    labels.labels_are_given,
    labels.labels_suit_the_task,
    labels.label_category_doubts,
    label_attribute.reserved_label_attributes,
    label_attribute.label_attribute_is_no_metadata,
    label_attribute.label_attribute_ref,
    label_attribute.label_attribute_ref_of_a_verification,
    label_attribute.label_attribute_of_an_audit,
    task_type_limits.availability,
    task_type_limits.availability_with_automated_labeling,
    task_type_limits.workers_per_object,
    task_type_limits.time_of_a_task,
    task_type_limits.time_of_a_video_clip,
    task_type_limits.time_of_a_task_on_the_task_pages,
    task_type_limits.concurrent_tasks,
    worker_page.page_is_named,
    worker_page.template_where_there_is_no_page,
    worker_page.page_where_aws_provides_it,
    worker_page.template_of_named_entities,
    worker_page.page_of_the_task_type,
    worker_page.page_of_your_own,
    worker_page.template_is_named_as_one,
    automated_labeling.task_types_of_automated_labeling,
    automated_labeling.no_automated_labeling_of_streams,
    automated_labeling.algorithm_of_the_task_type,
    streaming.stopping_conditions_of_streams,
    streaming.topics_of_their_own,
    streaming.output_beside_the_input,
    streaming.quota_of_streams,
    s3_uris.https_uris_with_a_role_of_your_own,
)
"""The rules between the parameters of a job, in the order of their messages."""


def labeling_job_mistakes(job: Node, *, region: str | None, account: str | None, stage: Stage = "synthesis") -> Iterator[Mistake]:
    """The mistakes in the parameters of CreateLabelingJob and in the fields that an environment file or a resource adds to them.

    CDK tokens count as valid. `region` and `account` are None when they are known only at deployment.
    """
    basic = list(_run(BASIC_JOB_RULES, Job(job, region, account), "error", stage))
    yield from basic
    clear = job.after(basic)
    yield from clear.untold(_more_mistakes(clear, region=region, account=account, stage=stage))


def _more_mistakes(job: Node, *, region: str | None, account: str | None, stage: Stage) -> Iterator[Mistake]:
    yield from mistakes_of(arns.region_of_arns, job, region=region)
    yield from mistakes_of(arns.account_of_arns, job, account=account)
    yield from mistakes_of(arns.aliases_of_the_account, job, account=account)
    yield from mistakes_of(s3_uris.s3_uri_form, job)
    yield from _run(JOB_RULES, Job(job, region, account), "error", stage)
    yield from mistakes_of(tags.job_tags, job["Tags"])


def labeling_job_warnings(job: Node, *, region: str | None, account: str | None, stage: Stage = "synthesis") -> Iterator[Mistake]:
    """The warnings: values that may be valid, or are valid in some accounts only. The `rule` of each is the name to acknowledge it by."""
    yield from _run(JOB_RULES, Job(job, region, account), "warning", stage)


def _run(rules: Iterable[JobRule], job: Job, level: Level, stage: Stage) -> Iterator[Mistake]:
    for function in rules:
        rule = rule_of(function)
        # A function that is not itself a rule combines several.
        if rule is None or (rule.level == level and stage in rule.stages):
            yield from (mistake for mistake in mistakes_of(function, job) if mistake.level == level)
