"""The checks of a labeling job's constructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.local_files.job_template import template_mistakes
from ground_truth.settings.job_choices import choices
from ground_truth.settings.labeling_job import LabelingJobSettings
from labeling_rules.deployment_values import is_token
from labeling_rules.labeling_job import labeling_job_mistakes, labeling_job_warnings
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of


def check_labeling_job(
    settings: LabelingJobSettings,
    *,
    arguments: Mapping[str, object],
    audited_attribute: str | None,
    region: str,
    account: str,
    input_bucket: DataBucket | None,
    output_bucket: DataBucket,
) -> list[Mistake]:
    """Raise ValueError with every mistake of the job; return the warnings.

    `arguments`: the constructor's arguments that stand for parameters, by name. `audited_attribute`: the label attribute name of the
    labels that an adjustment or verification works on, if a job before it made them.
    """
    if settings.task_type is not None and is_token(region):
        raise ValueError(
            f"labeling job {settings.labeling_job_name!r}: the functions of {settings.task_type} differ by region: "
            "give the stack one, env=cdk.Environment(...)"
        )
    given = {name: _text(argument) for name, argument in arguments.items() if argument is not None}
    job = Node("LabelingJob", "", {**settings.model_dump(by_alias=True), **given, "audited_attribute": audited_attribute})
    found = [
        *_mistakes_and_warnings(job, region=_known(region), account=_known(account)),
        *_cors_mistakes(settings, input_bucket=input_bucket, output_bucket=output_bucket),
    ]
    mistakes = [mistake for mistake in found if mistake.level == "error"]
    if mistakes:
        lines = [f"{mistake.path}: {mistake.value}: {mistake.allowed}" for mistake in mistakes]
        raise ValueError("\n".join([f"labeling job {settings.labeling_job_name!r}:", *lines]))
    return found


def _mistakes_and_warnings(job: Node, *, region: str | None, account: str | None) -> Iterator[Mistake]:
    basic = list(mistakes_of(choices, job))
    yield from basic
    clear = job.after(basic)
    yield from clear.untold(labeling_job_mistakes(clear, region=region, account=account))
    yield from labeling_job_warnings(job, region=region, account=account)
    yield from template_mistakes(job, Path())


def _text(argument: object) -> str:
    """The path of a construct or a file; the rules only check that it is given."""
    return argument.node.path if isinstance(argument, Construct) else str(argument)


def _known(value: str) -> str | None:
    return None if is_token(value) else value


def _cors_mistakes(settings: LabelingJobSettings, *, input_bucket: DataBucket | None, output_bucket: DataBucket) -> Iterator[Mistake]:
    """Buckets of this application without the rule that lets a worker's browser load the objects."""
    profile = settings.built_in_task and settings.built_in_task.cors_profile
    if not profile:
        return
    # On the output bucket too: workers' browsers write frames' labels there, and manifests that are made at deployment lie there.
    for argument, bucket in (("input_bucket", input_bucket), ("output_bucket", output_bucket)):
        if bucket is not None and not bucket.allows(profile):
            allowed = f"a bucket with the CORS rule of {settings.task_type}: cors_profile=TASK_TYPES[{settings.task_type!r}].cors_profile"
            yield Mistake("LabelingJob", argument, bucket.node.path, allowed)
