"""The facts of Ground Truth Plus that constructs, runbook and preflight share.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-request-project.html (service, actions),
https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-create-batches.html (limits of a batch) and
https://docs.aws.amazon.com/sagemaker/latest/dg/gtp.html (data).
"""

from __future__ import annotations

GROUND_TRUTH_PLUS_PRINCIPAL = "sagemaker-ground-truth-plus.amazonaws.com"

GROUND_TRUTH_PLUS_ACTIONS = ("s3:GetObject", "s3:GetBucketLocation", "s3:ListBucket", "s3:PutObject")
"""Exactly these four, on the bucket and on its objects, in account mode and in role mode."""

MAX_FILES = 10_000
"""The most files of a batch."""

MAX_FILE_GB = 2
"""The largest size of one file. AWS does not say whether a GB has 10^9 or 2^30 bytes."""

BATCH_GB = 100
"""The limit of all files of a batch together, which have to have less."""

DATA_RULE = (
    "Ground Truth Plus does not support PHI, PCI or FedRAMP certified data, and you should not provide it "
    "(https://docs.aws.amazon.com/sagemaker/latest/dg/gtp.html)"
)


def key_policy_statement(account_id: str, *, partition: str = "aws") -> dict[str, object]:
    """The key policy statement of account mode; IAM policies of one account cannot grant access to another account."""
    return {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:{partition}:iam::{account_id}:root"},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": "*",
    }
