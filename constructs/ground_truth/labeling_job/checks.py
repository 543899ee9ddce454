"""The checks of a labeling job's constructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.environment.labeling_job import LabelingJobSettings
from ground_truth.environment.rules import labeling_job_mistakes, labeling_job_warnings
from ground_truth.local_files.job_template import template_without_errors, template_without_warnings
from labeling_rules.deployment_values import is_token
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of


def check_labeling_job(
    settings: LabelingJobSettings,
    *,
    given: Mapping[str, object],
    audited_attribute: str | None,
    region: str,
    account: str,
    input_bucket: DataBucket | None,
    output_bucket: DataBucket,
) -> list[Mistake]:
    """Raise ValueError with every mistake of the job; return what to warn of.

    `given`: the constructor's arguments that stand for fields of the file. `audited_attribute`: under which name the labels are that an
    adjustment or verification works on, where a job before it made them.
    """
    name = settings.labeling_job_name
    if settings.task_type is not None and is_token(region):
        raise ValueError(
            f"labeling job {name!r}: the functions of {settings.task_type} differ by region: give the stack one, env=cdk.Environment(...)"
        )
    job = settings.model_dump(by_alias=True)
    # For the rules it only matters which of them are given; how is the constructs' own matter.
    job |= {
        "team": given["team"] and "given",
        # For an adjustment or verification it matters whether the job is known whose labels it works on.
        "dataset": given["dataset"] and {"manifest" if audited_attribute is None else "output_of": "given"},
        "template": given["template"] and str(given["template"]),
        "stream": given["stream"] and {"publish_labels": False},
        "workflow": {name: "given" for name in ("pre_annotation", "post_annotation") if given[name]} or None,
    }
    place = {"region": _known(region), "account": _known(account)}
    mistakes = [*_unused_mistakes(settings, given)]
    mistakes += labeling_job_mistakes(job, **place)
    mistakes += mistakes_of(template_without_errors, Node("LabelingJob", "", job), Path())
    mistakes += _cors_mistakes(settings, input_bucket=input_bucket, output_bucket=output_bucket)
    if mistakes:
        lines = [f"{mistake.path}: {mistake.value}: {mistake.allowed}" for mistake in mistakes]
        raise ValueError("\n".join([f"labeling job {name!r}:", *lines]))
    doubts = mistakes_of(template_without_warnings, Node("LabelingJob", "", job), Path())
    return [*labeling_job_warnings(job, **place), *doubts]


def _known(value: str) -> str | None:
    return None if is_token(value) else value


def _unused_mistakes(settings: LabelingJobSettings, given: Mapping[str, object]) -> Iterator[Mistake]:
    """Fields of the environment file that stand for constructs: whoever writes the settings in Python passes the constructs."""
    workflow = settings.workflow
    fields = {
        "team": settings.team,
        "dataset": settings.dataset,
        "template": settings.template,
        "stream": settings.stream,
        "pre_annotation": workflow.pre_annotation if workflow else None,
        "post_annotation": workflow.post_annotation if workflow else None,
    }
    for name, value in fields.items():
        if value is not None and given[name] is None:
            yield Mistake("LabelingJob", f"settings.{name}", "given", f"the argument {name} of LabelingJob instead")


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
