"""Batches with one problem each, and the messages."""

from __future__ import annotations

from typing import Any

import pytest

from ground_truth.preflight import DataKind, Severity
from tests.unit.preflight.account_fake import BUCKET, KEY, PREFIX, ROLE, Account, Stored

RULE = (
    "one of public, internal, confidential, personal: Ground Truth Plus does not support PHI, PCI or FedRAMP certified data, and you "
    "should not provide it (https://docs.aws.amazon.com/sagemaker/latest/dg/gtp.html)"
)
NAMES = "fewer than 63 letters, digits and hyphens, no spaces and no underscores, beginning with a letter or digit"
DIGITS = "number the frames of a folder with equally many digits: frame_0002, frame_0010"
IMAGES = "files of kind image: .jpeg, .jpg, .png"
VIDEOS = "files of kind video: .jpeg, .jpg, .mp4, .png"
UNSAID = "AWS does not say whether its GB has 10^9 or 2^30 bytes"
BUCKET_ARN = f"arn:aws:s3:::{BUCKET}"
GIB = 2**30

Row = tuple[str, dict[str, Any], dict[str, Any], list[str]]


def objects(*stored: str | Stored) -> dict[str, Any]:
    return {"objects": [item if isinstance(item, Stored) else Stored(item) for item in stored]}


def frames(*names: str) -> dict[str, Any]:
    return objects(*(f"cam1/{name}" for name in names))


FRAMES = {"kind": DataKind.VIDEO_FRAMES}

TABLE: list[Row] = [
    # name of the row, the account, the batch, lines
    # the declaration
    ("phi", {}, {"data_classification": "phi"}, [f"problem: (declaration): data_classification phi: {RULE}"]),
    ("pci", {}, {"data_classification": "PCI"}, [f"problem: (declaration): data_classification PCI: {RULE}"]),
    ("fedramp", {}, {"data_classification": "fedramp_high"}, [f"problem: (declaration): data_classification fedramp_high: {RULE}"]),
    ("a word of one's own", {}, {"data_classification": "secret"}, [f"problem: (declaration): data_classification secret: {RULE}"]),
    (
        "undeclared",
        {},
        {"data_classification": None},
        [f"problem: (declaration): data_classification is missing: {RULE}"],
    ),
    # names
    ("underscore in the project", {}, {"project": "my_cars"}, [f"problem: (project): the name 'my_cars': {NAMES}"]),
    ("space in the project", {}, {"project": "my cars"}, [f"problem: (project): the name 'my cars': {NAMES}"]),
    ("hyphen at the beginning", {}, {"project": "-cars"}, [f"problem: (project): the name '-cars': {NAMES}"]),
    ("63 characters", {}, {"project": "c" * 63}, [f"problem: (project): the name '{'c' * 63}': {NAMES}"]),
    ("folder as a batch", {}, {"name": "batch1/cam1"}, [f"problem: (batch): the name 'batch1/cam1': {NAMES}: batch1, batch2, ..."]),
    # the bucket
    (
        "another region",
        {"location": "eu-central-1"},
        {},
        [f"problem: (bucket): {BUCKET} is in eu-central-1: us-east-1: Ground Truth Plus takes data from no other region"],
    ),
    (
        "Ireland by its old name",
        {"location": "EU"},
        {},
        [f"problem: (bucket): {BUCKET} is in eu-west-1: us-east-1: Ground Truth Plus takes data from no other region"],
    ),
    (
        "a policy that denies",
        {"bucket_policy": {"Sid": "OnlyOurs", "Effect": "Deny", "Principal": "*", "Action": "s3:*"}},
        {},
        ["not checked: (bucket): the bucket policy denies in statement OnlyOurs: no simulator knows whom: look at it"],
    ),
    (
        "a policy that cannot be read",
        {"errors": {"GetBucketPolicy": "AccessDenied"}},
        {},
        ["not checked: (bucket): bucket policy: AccessDenied: no"],
    ),
    # amounts
    ("nothing", {"objects": []}, {}, ["problem: (batch): no files: 1 to 10,000 files a batch"]),
    (
        "only a folder",
        objects(Stored("", 0), Stored("cam1/", 0)),
        {},
        [
            "warning: cam1/: a folder placeholder: it holds no data, and may count as a file: delete it",
            "problem: (batch): no files: 1 to 10,000 files a batch",
        ],
    ),
    (
        "too many files",
        {"objects": [Stored(f"{number:05}.jpg") for number in range(10_001)]},
        {},
        [
            "problem: (batch): 10,001 files: at most 10,000 files a batch: split it",
            "not checked: (batch): encryption of every file: 25 of 10,001 were looked at",
        ],
    ),
    (
        "a file of more than 2 GB",
        objects(Stored("large.jpg", 2 * GIB + 1)),
        {},
        ["problem: large.jpg: 2,147,483,649 bytes: at most 2 GB a file"],
    ),
    (
        "a file that may be more than 2 GB",
        objects(Stored("large.jpg", 2 * GIB)),
        {},
        [f"warning: large.jpg: 2,147,483,648 bytes: at most 2 GB a file; {UNSAID}"],
    ),
    (
        "100 GB",
        {"objects": [Stored(f"{number:03}.jpg", GIB) for number in range(100)]},
        {},
        [
            "problem: (batch): 107,374,182,400 bytes in all: less than 100 GB a batch: split it",
            "not checked: (batch): encryption of every file: 18 of 100 were looked at",
        ],
    ),
    (
        "what may be 100 GB",
        {"objects": [Stored(f"{number:03}.jpg", 10**9) for number in range(100)]},
        {},
        [
            f"warning: (batch): 100,000,000,000 bytes in all: less than 100 GB a batch; {UNSAID}",
            "not checked: (batch): encryption of every file: 18 of 100 were looked at",
        ],
    ),
    # objects
    ("an empty file", objects(Stored("one.jpg", 0)), {}, ["problem: one.jpg: 0 bytes: a file with content"]),
    (
        "content under a folder's name",
        objects(Stored("cam1/", 12)),
        {},
        ["problem: cam1/: 12 bytes under the name of a folder: a name without a slash at the end"],
    ),
    (
        "archived",
        objects(Stored("one.jpg", 12, "DEEP_ARCHIVE")),
        {},
        ["problem: one.jpg: archived (storage class DEEP_ARCHIVE): restore it: it cannot be read"],
    ),
    (
        "what Finder leaves behind",
        objects(".DS_Store", "one.jpg"),
        {},
        ["warning: .DS_Store: left behind by an operating system: it counts as a file: delete it"],
    ),
    (
        "what macOS archives hold",
        objects("__MACOSX/._one.jpg", Stored("one.jpg")),
        {},
        ["warning: __MACOSX/._one.jpg: left behind by an operating system: it counts as a file: delete it"],
    ),
    (
        "a space",
        objects("my car.jpg"),
        {},
        ["warning: my car.jpg: a space in the name: hyphens: S3 URIs with spaces have to be escaped, and some tools do not"],
    ),
    (
        "characters to avoid",
        objects("cars{1}#2.jpg"),
        {},
        ["warning: cars{1}#2.jpg: # { } in the name: letters, digits and - _ . are safe in S3 keys"],
    ),
    (
        "a line end in a name stays in its line",
        objects("one\ntwo.jpg"),
        {},
        ["problem: one\\ntwo.jpg: a control character in the name: printable characters"],
    ),
    (
        "a double slash",
        objects("cam1//one.jpg"),
        {},
        ["warning: cam1//one.jpg: a folder without a name: one slash between folders: // is no folder outside of S3"],
    ),
    (
        "a folder up",
        objects("cam1/../one.jpg"),
        {},
        ["warning: cam1/../one.jpg: a folder named . or ..: names of their own: many tools take it for another folder"],
    ),
    # formats
    ("a video among images", objects("one.mp4"), {}, [f"problem: one.mp4: .mp4 is of kind video: {IMAGES}"]),
    ("a text among images", objects("one.txt"), {}, [f"warning: one.txt: .txt is of kind text: {IMAGES}"]),
    ("an image of another format", objects("one.tif"), {}, [f"warning: one.tif: the unknown format .tif: {IMAGES}"]),
    ("no extension", objects("README"), {}, [f"warning: README: no extension: {IMAGES}"]),
    ("capital letters", objects("one.JPG"), {}, ["warning: one.JPG: .JPG in capital letters: .jpg, as AWS documents it"]),
    ("a video of another format", objects("one.mov"), {"kind": DataKind.VIDEO}, [f"problem: one.mov: a video in .mov: {VIDEOS}"]),
    ("a frame of another format", objects("one.bmp"), {"kind": DataKind.VIDEO}, [f"problem: one.bmp: an image in .bmp: {VIDEOS}"]),
    (
        "a whole video among frames",
        objects("one.mp4"),
        FRAMES,
        ["problem: one.mp4: .mp4 is of kind video: files of kind video_frames: .jpeg, .jpg, .png"],
    ),
    (
        "an unknown text",
        objects("one.docx"),
        {"kind": DataKind.TEXT},
        ["warning: one.docx: the unknown format .docx: files of kind text: .csv, .json, .jsonl, .manifest, .txt, .xml"],
    ),
    (
        "an image among sounds",
        objects("one.png"),
        {"kind": DataKind.AUDIO},
        ["problem: one.png: .png is of kind image: files of kind audio: .flac, .m4a, .mp3, .ogg, .wav"],
    ),
    (
        "a custom task type",
        objects("one.xyz"),
        {"kind": DataKind.CUSTOM},
        ["not checked: (batch): formats and the order of frames: the kind of data is custom"],
    ),
    # frames
    (
        "frame_10 before frame_2",
        frames("frame_1.jpg", "frame_10.jpg", "frame_2.jpg"),
        FRAMES,
        [f"problem: cam1/frame_2.jpg: comes after frame_10.jpg in UTF-8 order: {DIGITS}"],
    ),
    (
        "each frame that is out of order",
        frames("frame_1.jpg", "frame_10.jpg", "frame_11.jpg", "frame_2.jpg", "frame_20.jpg", "frame_3.jpg"),
        FRAMES,
        [
            f"problem: cam1/frame_2.jpg: comes after frame_11.jpg in UTF-8 order: {DIGITS}",
            f"problem: cam1/frame_3.jpg: comes after frame_20.jpg in UTF-8 order: {DIGITS}",
        ],
    ),
    (
        "takes in one folder",
        frames("take10_1.jpg", "take2_1.jpg"),
        FRAMES,
        [f"problem: cam1/take2_1.jpg: comes after take10_1.jpg in UTF-8 order: {DIGITS}"],
    ),
    (
        "one number twice",
        frames("frame_01.jpg", "frame_1.jpg"),
        FRAMES,
        [f"problem: cam1/frame_1.jpg: has the number of frame_01.jpg: {DIGITS}"],
    ),
    (
        "one frame twice, in two formats",
        frames("frame_1.jpg", "frame_1.png"),
        FRAMES,
        [
            "problem: cam1/frame_1.png: has the name of frame_1.jpg: one file per frame",
            "warning: cam1/: .jpg, .png in one folder: a folder of frames has one format",
        ],
    ),
    (
        "a gap",
        frames("frame_1.jpg", "frame_2.jpg", "frame_4.jpg"),
        FRAMES,
        [
            "warning: cam1/: 1 of the numbers 1 to 4 missing, the first after frame_2.jpg: every frame, if none was left out on purpose",
        ],
    ),
    (
        "a gap where numbers get longer",
        frames("frame_11.jpg", "frame_12.jpg", "frame_8.jpg", "frame_9.jpg"),
        FRAMES,
        [
            f"problem: cam1/frame_8.jpg: comes after frame_12.jpg in UTF-8 order: {DIGITS}",
            "warning: cam1/: 1 of the numbers 8 to 12 missing: every frame, if none was left out on purpose",
        ],
    ),
    # the role
    (
        "no role",
        {},
        {"role_arn": None},
        ["not checked: (role): access: not simulated: without a role Ground Truth Plus comes with an AWS account of its own"],
    ),
    (
        "a role that is gone",
        {"errors": {"GetRole": "NoSuchEntity"}},
        {},
        [f"problem: (role): {ROLE} does not exist: the role of the project, as the stack's outputs name it"],
    ),
    (
        "a role of another service",
        {"trust": {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}},
        {},
        [
            "problem: (role): sagemaker-ground-truth-plus.amazonaws.com may not assume it: "
            "allow the service sts:AssumeRole in the role's trust policy"
        ],
    ),
    (
        "a role that nothing lets read",
        {"decisions": {"s3:GetObject": {"EvalDecision": "implicitDeny"}}},
        {},
        [
            f"problem: (role): s3:GetObject on {BUCKET_ARN}/{PREFIX}one.jpg is denied (implicitDeny): "
            "Ground Truth Plus needs it: allow it in the role's policy"
        ],
    ),
    (
        "a role that may not list",
        {"decisions": {"s3:ListBucket": {"EvalDecision": "explicitDeny"}}},
        {},
        [
            f"problem: (role): s3:ListBucket on {BUCKET_ARN} is denied (explicitDeny): "
            "Ground Truth Plus needs it: allow it in the role's policy"
        ],
    ),
    (
        "a role that may not deliver",
        {"decisions": {"s3:PutObject": {"EvalDecision": "implicitDeny"}}},
        {},
        [
            f"problem: (role): s3:PutObject on {BUCKET_ARN}/ground-truth-plus/output/cars/batch1/output.manifest is denied (implicitDeny): "
            "Ground Truth Plus needs it: allow it in the role's policy"
        ],
    ),
    (
        "a role under a condition",
        {"decisions": {"s3:GetBucketLocation": {"EvalDecision": "implicitDeny", "MissingContextValues": ["aws:SourceVpce"]}}},
        {},
        [f"not checked: (role): s3:GetBucketLocation on {BUCKET_ARN}: depends on aws:SourceVpce"],
    ),
    (
        "no simulator",
        {"errors": {"SimulatePrincipalPolicy": "AccessDenied"}},
        {},
        ["not checked: (role): access: not simulated: AccessDenied: no"],
    ),
    # encryption
    (
        "a key that the role may not use",
        {"object_keys": {"one.jpg": KEY}, "decisions": {"kms:Decrypt": {"EvalDecision": "implicitDeny"}}},
        {},
        [
            f"problem: one.jpg: kms:Decrypt with {KEY} is denied to the role: "
            "allow it in the role's policy and the key's, or in the key's alone; grants are not looked at"
        ],
    ),
    (
        "a key whose policy does not know IAM",
        {
            "object_keys": {"one.jpg": KEY},
            "key_policy": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/x"}, "Action": "kms:*"},
        },
        {},
        [
            f"problem: one.jpg: kms:Decrypt with {KEY} is denied to the role: "
            "allow it in the role's policy and the key's, or in the key's alone; grants are not looked at"
        ],
    ),
    (
        "a key under a condition",
        {
            "object_keys": {"one.jpg": KEY},
            "key_policy": {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Condition": {"Null": {"a": "b"}}},
        },
        {},
        [f"not checked: one.jpg: the key {KEY}: not simulated: the key's policy denies kms:Decrypt, or allows it under a condition"],
    ),
    (
        "a key that is to be deleted",
        {"object_keys": {"one.jpg": KEY}, "key_metadata": {"Arn": KEY, "KeyState": "PendingDeletion"}},
        {},
        [f"problem: one.jpg: the key {KEY} is in state PendingDeletion: an enabled key: nobody can decrypt with it"],
    ),
    (
        "AWS's key, across accounts",
        {"object_keys": {"one.jpg": KEY}, "key_metadata": {"Arn": KEY, "KeyManager": "AWS", "KeyState": "Enabled"}},
        {"role_arn": None},
        [
            f"problem: one.jpg: encrypted with the AWS managed key {KEY}: a customer managed key: another account cannot use it",
            "not checked: (role): access: not simulated: without a role Ground Truth Plus comes with an AWS account of its own",
        ],
    ),
    (
        "a default key that the role may not write with",
        {
            "default_encryption": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY},
            "decisions": {"kms:GenerateDataKey": {"EvalDecision": "implicitDeny"}},
        },
        {},
        [
            f"problem: (bucket): kms:GenerateDataKey with {KEY} is denied to the role: "
            "allow it in the role's policy and the key's, or in the key's alone; grants are not looked at"
        ],
    ),
    (
        "a key of the uploader's own",
        {"errors": {"HeadObject": "400"}},
        {},
        ["problem: one.jpg: encrypted with a key of the uploader's own (SSE-C): S3's or KMS's keys: nobody else can read it"],
    ),
    (
        "an object that may not be looked at",
        {"errors": {"HeadObject": "403"}},
        {},
        ["not checked: one.jpg: encryption: 403: no"],
    ),
    (
        "a key that may not be looked at",
        {"object_keys": {"one.jpg": KEY}, "errors": {"DescribeKey": "AccessDeniedException"}},
        {},
        [f"not checked: one.jpg: the key {KEY}: AccessDeniedException: no"],
    ),
]


@pytest.mark.parametrize(("has", "says", "lines"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_bad_batch_has_these_lines_and_no_others(has: dict[str, Any], says: dict[str, Any], lines: list[str]) -> None:
    assert [str(finding) for finding in Account(**has).check(**says)] == lines


def test_the_table_is_long_enough_and_has_every_severity() -> None:
    beginnings = {line.partition(":")[0] for *_, lines in TABLE for line in lines}
    assert beginnings == set(Severity)
    assert len(TABLE) >= 60
