"""Input data: its source, and its fit for the task type."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.rule import AT_SYNTHESIS, refuses, warns

_SOURCE = "InputConfig.DataSource"
_TEXTS = ("text_file", "lines", "csv")
_CRAWLED = {"images": "image", "videos": "video clip", "text_files": "text"}


@refuses()
def data_source(job: Job) -> Iterator[Mistake]:
    """Objects come from a manifest, from a topic, or from both.

    Source: API_LabelingJobDataSource
    """
    source = job.node.at(_SOURCE)
    if source.has_only("S3DataSource", "SnsDataSource") and not any(source[key].present for key in ("S3DataSource", "SnsDataSource")):
        yield source.mistake("S3DataSource, SnsDataSource or both")


@refuses(at=AT_SYNTHESIS)
def texts_for_tasks_about_texts(job: Job) -> Iterator[Mistake]:
    """Text tasks and custom tasks label texts; all tasks but text tasks label files in S3.

    Source: developer guide, sms-input-data-input-manifest
    """
    if job.task_type is None:
        return
    for form in _TEXTS:
        place = job.node["dataset"][form]
        if place.present and "source" not in job.task_type.manifest_keys:
            yield place.mistake(f"a manifest with source-ref: {job.task_name} does not label texts")


@refuses(at=AT_SYNTHESIS)
def crawled_objects(job: Job) -> Iterator[Mistake]:
    """A crawl finds the data type of the task: images, videos or text files. Sequence files and point clouds need a manifest.

    Source: developer guide, sms-supported-data-formats
    """
    objects = job.node.at("dataset.crawl.objects")
    kind = _CRAWLED.get(objects.text or "")
    if kind is None or job.task_type is None or job.task_type.kind == "custom" or kind == job.task_type.data_object.name:
        return
    labeled = next((name for name, kind in _CRAWLED.items() if kind == job.task_type.data_object.name), None)
    if labeled is None:
        yield objects.mistake(f"a manifest instead: {job.task_name} labels {job.task_type.data_object.name}s, which are not crawled")
    else:
        yield objects.mistake(f"{labeled}, which {job.task_name} labels")


@refuses(at=AT_SYNTHESIS)
def no_crawl_for_an_audit(job: Job) -> Iterator[Mistake]:
    """An adjustment or verification has a manifest with the labels to audit. A crawl produces none.

    Source: developer guide, sms-data-verify-adjust-prereq
    """
    crawl = job.node.at("dataset.crawl")
    if crawl.present and job.task_type is not None and job.task_type.audits:
        yield crawl.mistake(f"a manifest, or output_of: {job.task_name} works on labels, and objects that are crawled have none")


@warns(at=AT_SYNTHESIS)
def cors_of_other_input_buckets(job: Job) -> Iterator[Mistake]:
    """An input bucket outside this application that holds images, videos or point clouds needs a CORS rule; without it browsers cannot load
    the data.

    Source: developer guide, sms-cors-update
    """
    manifest = job.node.at(_SOURCE)["S3DataSource"]["ManifestS3Uri"]
    if manifest.text is not None and job.task_type and job.task_type.cors_profile and not job.is_custom:
        yield manifest.mistake(f"objects in buckets with the CORS rule of {job.task_name}: {_methods(job)} from every origin")


@warns(at=AT_SYNTHESIS)
def cors_of_other_output_buckets(job: Job) -> Iterator[Mistake]:
    """For video frames and 3D point clouds, an output bucket outside this application needs the CORS rule too.

    Source: developer guide, sms-cors-update
    """
    output = job.node.at("OutputConfig.S3OutputPath")
    if output.text is not None and job.task_type and job.task_type.cors_profile and job.task_type.cors_profile.on_output_bucket:
        yield output.mistake(f"a bucket with the CORS rule of {job.task_name}: {_methods(job)} from every origin")


def _methods(job: Job) -> str:
    methods = job.task_type.cors_profile.allowed_methods if job.task_type and job.task_type.cors_profile else ()
    return ", ".join(methods)
