"""Mistakes of a job's dataset that the environment file alone shows."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.environment.dataset import DatasetSettings
from ground_truth.environment.rules.job_files import number_of_objects
from labeling_rules.crawl import CRAWLED_EXTENSIONS, ending_of_a_crawl
from labeling_rules.job import Job
from labeling_rules.key_pattern import ranges_of_a_pattern
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, refuses, stamped


@refuses(at=AT_SYNTHESIS)
def one_dataset(job: Node) -> Iterator[Mistake]:
    """A dataset is given in one form: a local file, texts, a key of the input bucket, a crawl, or the output of another job.

    Source: this application
    """
    dataset, forms = job["dataset"], tuple(DatasetSettings.model_fields)
    if dataset.has_only(*forms) and sum(dataset[form].present for form in forms) != 1:
        yield dataset.mistake(f"exactly one of {', '.join(forms)}")


@refuses(at=AT_SYNTHESIS)
def key_of_the_input_bucket(job: Node) -> Iterator[Mistake]:
    """`input_bucket_key` is a key, no URI, and names an object, no folder.

    Source: this application
    """
    key = job.at("dataset.input_bucket_key")
    if key.text is None:
        return
    if "://" in key.text:
        yield key.mistake("a key of the input bucket, without s3://<bucket>/; for another bucket use InputConfig.DataSource")
    elif key.text.startswith("/") or key.text.endswith("/"):
        yield key.mistake("a key of the input bucket: no slash at its beginning, and none at its end")


@refuses(at=AT_SYNTHESIS)
def keys_of_a_crawl(job: Node) -> Iterator[Mistake]:
    """`prefix` and `pattern` of a crawl are parts of keys of the input bucket: no URIs, and without a slash at their beginning.

    Source: this application
    """
    crawl = job.at("dataset.crawl")
    for place, example in ((crawl["prefix"], "images/2026/"), (crawl["pattern"], "**/*.jpg")):
        if "://" in (place.text or "") or (place.text or "").startswith("/"):
            yield place.mistake(
                f"a part of keys in the input bucket, without s3://<bucket>/ and without a slash at its beginning: {example}"
            )


def objects_of_a_crawl(job: Node) -> Iterator[Mistake]:
    """Mistakes of the pattern and of the number of objects of a crawl."""
    crawl = job.at("dataset.crawl")
    yield from _pattern_of_a_crawl(crawl.after(keys_of_a_crawl(job))["pattern"], objects=crawl["objects"].text, prefix=crawl["prefix"].text)
    most = crawl["max_objects"]
    if most.number is not None and most.number > 0:
        yield from number_of_objects(Job(job), most, most.number, value=str(most.number))


def _pattern_of_a_crawl(pattern: Node, *, objects: str | None, prefix: str | None) -> Iterator[Mistake]:
    if pattern.text is None:
        return
    if (allowed := ranges_of_a_pattern(pattern.text)) is not None:
        yield stamped(pattern.mistake(allowed), ranges_of_a_pattern)
    elif objects is not None and objects in CRAWLED_EXTENSIONS and prefix is not None:
        allowed = ending_of_a_crawl(pattern.text, objects=objects, prefix=prefix)
        if allowed is not None:
            yield stamped(pattern.mistake(allowed), ending_of_a_crawl)
