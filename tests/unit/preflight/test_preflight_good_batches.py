"""Valid batches cause no lines, or only notes of checks that were not made."""

from __future__ import annotations

from typing import Any

import pytest

from ground_truth.preflight import DataKind, Severity
from tests.unit.preflight.account_fake import KEY, ROLE, Account, Stored

IN_THE_ACCOUNT = {"Arn": KEY, "KeyManager": "AWS", "KeyState": "Enabled"}
TO_THE_ROLE = {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": ["kms:Decrypt", "kms:GenerateDataKey*"]}
NOTHING_BY_IAM = {action: {"EvalDecision": "implicitDeny"} for action in ("kms:Decrypt", "kms:GenerateDataKey")}

GOOD: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    # name: the account, the batch
    "images": ({"objects": [Stored("one.jpg"), Stored("two.jpeg"), Stored("three.png")]}, {}),
    "a folder made in the console": ({"objects": [Stored("", 0), Stored("one.jpg")]}, {}),
    "whole videos": ({"objects": [Stored("one.mp4"), Stored("two.mp4")]}, {"kind": DataKind.VIDEO}),
    "frames": ({"objects": [Stored(f"cam1/frame_{number:04}.jpg") for number in range(8, 12)]}, {"kind": DataKind.VIDEO_FRAMES}),
    "frames below one another": (
        {"objects": [Stored(key) for key in ("a/1.jpg", "a/2.jpg", "a/b/1.jpg", "a/b/2.jpg", "a/c.jpg", "b/1.jpg")]},
        {"kind": DataKind.VIDEO_FRAMES},
    ),
    "timestamps": (
        {"objects": [Stored(f"cam1/{number}.jpg") for number in (1532402927612460, 1532402927662460, 1532402927712459)]},
        {"kind": DataKind.VIDEO_FRAMES},
    ),
    "every fifth frame": ({"objects": [Stored(f"{number:03}.jpg") for number in range(0, 50, 5)]}, {"kind": DataKind.VIDEO_FRAMES}),
    "two cameras": (
        {"objects": [Stored(key) for key in ("back_1.jpg", "back_2.jpg", "front_1.jpg", "front_2.jpg")]},
        {"kind": DataKind.VIDEO_FRAMES},
    ),
    "images in any order": ({"objects": [Stored("1.jpg"), Stored("10.jpg"), Stored("2.jpg"), Stored("40.jpg")]}, {}),
    "frames without numbers": ({"objects": [Stored("first.jpg"), Stored("second.jpg")]}, {"kind": DataKind.VIDEO_FRAMES}),
    "texts": ({"objects": [Stored("one.txt"), Stored("two.json")]}, {"kind": DataKind.TEXT}),
    "sounds": ({"objects": [Stored("one.wav")]}, {"kind": DataKind.AUDIO}),
    "point clouds with camera images": (
        {"objects": [Stored("1.bin"), Stored("1.jpg"), Stored("sequence.json")]},
        {"kind": DataKind.POINT_CLOUD},
    ),
    "10,000 bytes of Glacier that can be read": ({"objects": [Stored("one.jpg", 10_000, "GLACIER_IR")]}, {}),
    "letters of other languages": ({"objects": [Stored("straße/日本.jpg")]}, {}),
    "us-east-1 by its name": ({"location": "us-east-1"}, {}),
    "the longest name": ({}, {"project": "c" * 62}),
    "TLS only": (
        {"bucket_policy": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}},
        {},
    ),
    "AWS's key in the account itself": ({"object_keys": {"one.jpg": KEY}, "key_metadata": IN_THE_ACCOUNT}, {}),
    "a key that leaves it to IAM": ({"object_keys": {"one.jpg": KEY}}, {}),
    "a key that names the role": ({"object_keys": {"one.jpg": KEY}, "key_policy": TO_THE_ROLE, "decisions": NOTHING_BY_IAM}, {}),
    "a default key for the labels": ({"default_encryption": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY}}, {}),
    "a bucket without default encryption": ({"errors": {"GetBucketEncryption": "ServerSideEncryptionConfigurationNotFoundError"}}, {}),
}


@pytest.mark.parametrize(("has", "says"), GOOD.values(), ids=list(GOOD))
def test_a_good_batch_has_no_line(has: dict[str, Any], says: dict[str, Any]) -> None:
    assert [str(finding) for finding in Account(**has).check(**says)] == []


def test_what_may_be_looked_at_only_in_part_is_said_and_no_problem() -> None:
    account = Account(objects=[Stored(f"{number:04}.jpg") for number in range(200)])
    assert [finding.severity for finding in account.check()] == [Severity.NOT_CHECKED]
