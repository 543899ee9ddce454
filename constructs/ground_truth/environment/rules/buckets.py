"""The buckets and who reaches them."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node


def bucket_mistakes(environment: Node) -> Iterator[Mistake]:
    """A key without KMS, and two buckets of one name."""
    for bucket in (environment["input_bucket"], environment["output_bucket"]):
        if bucket["kms_key_arn"].present and bucket["encryption"].text != "kms":
            yield bucket["kms_key_arn"].mistake("only with encryption: kms")
    name = environment["output_bucket"]["name"]
    if name.text is not None and name.text == environment["input_bucket"]["name"].text:
        yield name.mistake("another name than that of the input bucket")


def ground_truth_plus_mistakes(plus: Node) -> Iterator[Mistake]:
    """The account of Ground Truth Plus is needed just where a bucket policy names it."""
    access, account = plus["access"].text, plus["account_id"]
    if access in ("account", "both") and not account.present:
        yield account.mistake(f"required with access: {access}: the account that your AWS expert named, 12 digits in quotes")
    if access == "role" and account.present:
        yield account.mistake("only with access: account or both")
