"""The keys of buckets and topics that are not made here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ground_truth.environment.rules.buckets import BUCKETS
from ground_truth.environment.rules.job_names import did_you_mean
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses
from labeling_rules.s3_uris import bucket_of

_ENCRYPTED = ("buckets", "topics")
_URIS = (
    "InputConfig.DataSource.S3DataSource.ManifestS3Uri",
    "OutputConfig.S3OutputPath",
    "HumanTaskConfig.UiConfig.UiTemplateS3Uri",
    "LabelCategoryConfigS3Uri",
)
_TOPICS = ("InputConfig.DataSource.SnsDataSource.SnsTopicArn", "OutputConfig.SnsTopicArn")

# CDK's bucket of assets, from which jobs read local manifests and templates; its own key is an option of `cdk bootstrap`.
_ASSETS = re.compile(r"cdk-[a-z0-9]+-assets-[0-9]{12}-[a-z0-9-]+")


def encryption_key_mistakes(environment: Node) -> Iterator[Mistake]:
    """Every mistake of the keys."""
    repeated = list(mistakes_of(one_key_each, environment["encryption_keys"]))
    yield from mistakes_of(keys_of_something, environment["encryption_keys"])
    yield from repeated
    once = environment.after(repeated)
    own = list(mistakes_of(keys_of_own_buckets, once))
    yield from own
    yield from mistakes_of(keys_of_buckets_in_use, once.after(own))
    yield from mistakes_of(keys_of_topics_in_use, once)


@refuses(at=AT_SYNTHESIS)
def keys_of_something(keys: Node) -> Iterator[Mistake]:
    """An entry of `encryption_keys` names what is encrypted with the key: buckets, topics or both.

    Source: this application
    """
    for key in keys.entries():
        if key.is_mapping and not any(key[kind].entries() or not key[kind].known for kind in _ENCRYPTED):
            yield key.mistake("buckets, topics or both, which are encrypted with the key")


@refuses(at=AT_SYNTHESIS)
def one_key_each(keys: Node) -> Iterator[Mistake]:
    """A bucket, or a topic, has one key in `encryption_keys`.

    Source: Amazon S3 user guide, bucket-encryption (one default key); API_CreateTopic of Amazon SNS, KmsMasterKeyId
    """
    for kind in _ENCRYPTED:
        first: dict[str, Node] = {}
        for name in _named(keys, kind):
            if name.text is not None and first.setdefault(name.text, name) is not name:
                yield name.mistake(f"a {kind[:-1]} that is named once, with its one key: {first[name.text].path} has it")


@refuses(at=AT_SYNTHESIS)
def keys_of_own_buckets(environment: Node) -> Iterator[Mistake]:
    """`encryption_keys` is for buckets that are not made here. The input and the output bucket have `kms_key_arn`.

    Source: this application
    """
    own = {environment[bucket]["name"].text: bucket for bucket in BUCKETS}
    for name in _named(environment["encryption_keys"], "buckets"):
        if name.text is not None and name.text in own:
            yield name.mistake(f"a bucket that is not made here: the key of this one is {own[name.text]}.kms_key_arn")


@refuses(at=AT_SYNTHESIS)
def keys_of_buckets_in_use(environment: Node) -> Iterator[Mistake]:
    """A bucket of `encryption_keys` is one that a job names, in `data_buckets` or in a URI, or CDK's bucket of assets, from which jobs
    read local manifests and templates.

    Source: this application, which grants no rights on a key that no job needs
    """
    jobs = environment["labeling_jobs"]
    places = [place for job in jobs.entries() for place in _places_of_buckets(job)]
    # A field with a mistake may name a bucket that data_buckets lacks.
    manifests = [job.at("dataset.manifest") for job in jobs.entries()]
    used = {_bucket(place) for place in places}
    choices = sorted(name for name in used if name is not None)
    for name in _named(environment["encryption_keys"], "buckets"):
        if name.text is None or name.text in used or _ASSETS.fullmatch(name.text):
            continue
        if jobs.known and all(place.known for place in (*places, *manifests)):
            yield name.mistake(f"a bucket that a job of this file names{did_you_mean(name.text, choices)}")


@refuses(at=AT_SYNTHESIS)
def keys_of_topics_in_use(environment: Node) -> Iterator[Mistake]:
    """A topic of `encryption_keys` is one that a job names by its ARN.

    Source: this application, which grants no rights on a key that no job needs
    """
    jobs = environment["labeling_jobs"]
    places = [job.at(path) for job in jobs.entries() for path in _TOPICS]
    used = {place.text for place in places}
    # No suggestion: all ARNs are alike.
    choices = ", ".join(sorted(topic for topic in used if topic is not None)) or "there is none"
    for topic in _named(environment["encryption_keys"], "topics"):
        if topic.text is not None and topic.text not in used and jobs.known and all(place.known for place in places):
            yield topic.mistake(f"a topic that a job of this file names: {choices}")


def _named(keys: Node, kind: str) -> Iterator[Node]:
    for key in keys.entries():
        yield from key[kind].entries()


def _places_of_buckets(job: Node) -> Iterator[Node]:
    """The fields in which a job names a bucket, among them a list that is wrong as a whole."""
    buckets = job["data_buckets"]
    yield from buckets.entries() if buckets.known else [buckets]
    for path in _URIS:
        yield job.at(path)


def _bucket(place: Node) -> str | None:
    """The bucket, which is the text itself where it is no URI."""
    text = place.text
    return text if text is None or "://" not in text else bucket_of(text)
