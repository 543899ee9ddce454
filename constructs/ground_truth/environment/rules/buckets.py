"""The buckets of an environment, and of all environments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses

BUCKETS = ("input_bucket", "output_bucket")


def bucket_mistakes(environment: Node) -> Iterator[Mistake]:
    """Every mistake of an environment's buckets."""
    yield from mistakes_of(keys_of_buckets, environment)
    yield from mistakes_of(two_buckets, environment)


@refuses(at=AT_SYNTHESIS)
def keys_of_buckets(environment: Node) -> Iterator[Mistake]:
    """A bucket has a KMS key only with encryption: kms.

    Source: this application
    """
    for bucket in (environment[name] for name in BUCKETS):
        encryption = bucket["encryption"]
        if bucket["kms_key_arn"].present and encryption.known and encryption.text != "kms":
            yield bucket["kms_key_arn"].mistake("only with encryption: kms")


@refuses(at=AT_SYNTHESIS)
def two_buckets(environment: Node) -> Iterator[Mistake]:
    """The input and the output bucket are different buckets.

    Source: this application, which gives them different rights
    """
    name = environment["output_bucket"]["name"]
    if name.text is not None and name.text == environment["input_bucket"]["name"].text:
        yield name.mistake("another name than that of the input bucket")


@refuses(at=AT_SYNTHESIS)
def bucket_names_of_all_environments(environments: Iterable[Node]) -> Iterator[Mistake]:
    """No two environments give their buckets the same name.

    Source: Amazon S3 user guide, bucketnamingrules: a name exists once in all accounts and regions of a partition
    """
    first: dict[str, Node] = {}
    for environment in environments:
        for bucket in BUCKETS:
            name = environment[bucket]["name"]
            other = first.setdefault(name.text, name) if name.text is not None else name
            # Within one file there is another rule.
            if other.file != name.file:
                yield name.mistake(f"a name that no other bucket has: {other.file} has it at {other.path}")
