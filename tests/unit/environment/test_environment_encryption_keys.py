"""encryption_keys: the keys of external buckets and topics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ground_truth.environment import load_environment
from tests.unit.environment.conftest import GOOD

Load = Callable[[Mapping[str, object]], list[str]]

ACCOUNT, REGION = "111122223333", "eu-west-1"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
OTHER_KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/mrk-1234abcd12ab34cd56ef1234567890ab"
ELSEWHERE = f"arn:aws:kms:{REGION}:999999999999:key/1234abcd"
TOPIC, OBJECTS = (f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}" for name in ("labeled", "objects"))
ALLOWED = "the ARN of a KMS key: arn:aws:kms:<region>:<account>:key/<id>, not of an alias, which no IAM policy can name as a resource"
NOTHING = "buckets, topics or both, which are encrypted with the key"
JOB: dict[str, object] = {
    "labeling_jobs.0.data_buckets": ["acme-images"],
    "labeling_jobs.0.OutputConfig": {"S3OutputPath": "s3://acme-labels/gt", "SnsTopicArn": TOPIC},
}


def keys(*entries: Mapping[str, object]) -> dict[str, object]:
    return {**JOB, "encryption_keys": list(entries)}


def test_keys_of_buckets_and_topics(write: Callable[..., Path]) -> None:
    named = keys({"kms_key_arn": KEY, "buckets": ["acme-images", "acme-labels"]}, {"kms_key_arn": ELSEWHERE, "topics": [TOPIC]})
    found = load_environment(write(named)).encryption_keys
    assert [(key.kms_key_arn, key.buckets, key.topics) for key in found] == [
        (KEY, ("acme-images", "acme-labels"), ()),
        (ELSEWHERE, (), (TOPIC,)),
    ]


TABLE: list[tuple[dict[str, object], list[str]]] = [
    # the key
    (keys({"buckets": ["acme-images"]}), [f"encryption_keys[0].kms_key_arn: missing: required: {ALLOWED}"]),
    (keys({"kms_key_arn": "alias/images", "buckets": ["acme-images"]}), [f'encryption_keys[0].kms_key_arn: "alias/images": {ALLOWED}']),
    (
        keys({"kms_key_arn": f"arn:aws:kms:{REGION}:{ACCOUNT}:alias/images", "buckets": ["acme-images"]}),
        [f'encryption_keys[0].kms_key_arn: "arn:aws:kms:{REGION}:{ACCOUNT}:alias/images": {ALLOWED}'],
    ),
    (keys({"kms_key_arn": "1234abcd", "buckets": ["acme-images"]}), [f'encryption_keys[0].kms_key_arn: "1234abcd": {ALLOWED}']),
    (
        keys({"kms_key_arn": KEY.replace(REGION, "us-east-1"), "buckets": ["acme-images"]}),
        [f'encryption_keys[0].kms_key_arn: "{KEY.replace(REGION, "us-east-1")}": an ARN of the region {REGION}'],
    ),
    # what it is for
    (
        keys({"kms_key_arn": "x"}),
        [f'encryption_keys[0].kms_key_arn: "x": {ALLOWED}', f'encryption_keys[0]: {{"kms_key_arn": "x"}}: {NOTHING}'],
    ),
    (
        keys({"kms_key_arn": KEY, "buckets": []}),
        [f'encryption_keys[0]: {{"buckets": [], "kms_key_arn": "{KEY[:68]}...: {NOTHING}'],
    ),
    (
        keys({"kms_key_arn": KEY, "buckets": ["a"]}),
        ['encryption_keys[0].buckets[0]: "a": a bucket name of 3 to 255 letters, digits, dots, hyphens and underscores'],
    ),
    (
        keys({"kms_key_arn": KEY, "topics": ["labeled"]}),
        [
            'encryption_keys[0].topics[0]: "labeled": '
            r"at most 2048 characters matching arn:aws[a-z\-]*:sns:[a-z0-9\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+ (SnsTopicArn)"
        ],
    ),
    # one key for each
    (
        keys({"kms_key_arn": KEY, "buckets": ["acme-images"]}, {"kms_key_arn": OTHER_KEY, "buckets": ["acme-labels", "acme-images"]}),
        [
            'encryption_keys[1].buckets[1]: "acme-images": '
            "a bucket that is named once, with its one key: encryption_keys[0].buckets[0] has it"
        ],
    ),
    (
        keys({"kms_key_arn": KEY, "topics": [TOPIC, TOPIC]}),
        [f'encryption_keys[0].topics[1]: "{TOPIC}": a topic that is named once, with its one key: encryption_keys[0].topics[0] has it'],
    ),
    # that are in use
    (
        keys({"kms_key_arn": KEY, "buckets": ["acme-imges"]}),
        ['encryption_keys[0].buckets[0]: "acme-imges": a bucket that a job of this file names, did you mean acme-images?'],
    ),
    (
        keys({"kms_key_arn": KEY, "buckets": ["zzz"], "topics": [OBJECTS]}),
        [
            'encryption_keys[0].buckets[0]: "zzz": a bucket that a job of this file names: acme-images, acme-labels',
            f'encryption_keys[0].topics[0]: "{OBJECTS}": a topic that a job of this file names: {TOPIC}',
        ],
    ),
    # and that are not made here
    (
        {**keys({"kms_key_arn": KEY, "buckets": ["acme-input"]}), "input_bucket.name": "acme-input"},
        ['encryption_keys[0].buckets[0]: "acme-input": a bucket that is not made here: the key of this one is input_bucket.kms_key_arn'],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), TABLE, ids=[expected[0][:60] for _, expected in TABLE])
def test_what_goes_wrong_with_keys(mistakes_of: Load, changes: dict[str, object], expected: list[str]) -> None:
    assert mistakes_of(changes) == [f"environments/dev.yaml: {line}" for line in expected]


def test_all_mistakes_at_once(mistakes_of: Load) -> None:
    found = mistakes_of(
        keys(
            {"kms_key_arn": "alias/x", "buckets": ["zzz"]},
            {"kms_key_arn": ELSEWHERE.replace(REGION, "us-east-1"), "topics": [OBJECTS]},
            {"kms_key_arn": KEY},
        )
    )
    assert [line.split(": ")[1] for line in found] == [
        "encryption_keys[0].kms_key_arn",
        "encryption_keys[1].kms_key_arn",
        "encryption_keys[2]",
        "encryption_keys[0].buckets[0]",
        "encryption_keys[1].topics[0]",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"labeling_jobs.0.InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://somewhere/one.manifest"}}}},
        {"labeling_jobs.0.HumanTaskConfig.UiConfig": {"UiTemplateS3Uri": "s3://somewhere/page.liquid.html"}},
        {"labeling_jobs.0.LabelCategoryConfigS3Uri": "s3://somewhere/labels.json"},
        {"labeling_jobs.0.OutputConfig": {"S3OutputPath": "s3://somewhere"}},
        {"labeling_jobs.0.data_buckets": ["somewhere"]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_bucket_may_be_named_anywhere(mistakes_of: Load, removed: object, changes: dict[str, object]) -> None:
    instead = {"labeling_jobs.0.InputConfig": "dataset", "labeling_jobs.0.LabelCategoryConfigS3Uri": "labels"}
    taken = {f"labeling_jobs.0.{name}": removed for path, name in instead.items() if path in changes}
    assert mistakes_of({**changes, **taken, "encryption_keys": [{"kms_key_arn": KEY, "buckets": ["somewhere"]}]}) == []


@pytest.mark.parametrize("name", ["Old_Bucket", f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}"])
def test_old_buckets_and_that_of_the_assets(mistakes_of: Load, name: str) -> None:
    data = {"labeling_jobs.0.data_buckets": ["Old_Bucket"]}
    assert mistakes_of({**data, "encryption_keys": [{"kms_key_arn": KEY, "buckets": [name]}]}) == []


def images(folder: Path, lines: str) -> dict[str, Any]:
    (folder / "images.manifest").write_text(lines, encoding="utf-8")
    job = {**GOOD["labeling_jobs"][0], "task_type": "ImageMultiClass", "dataset": {"manifest": "images.manifest"}}
    return {"labeling_jobs.0": job, "encryption_keys": [{"kms_key_arn": KEY, "buckets": ["somewhere"]}]}


def test_a_bucket_of_a_local_manifest(mistakes_of: Load, folder: Path) -> None:
    changes = images(folder, '{"source-ref": "s3://somewhere/a.png"}\n')
    assert [line.partition(": ")[2] for line in mistakes_of(changes)] == [
        "labeling_jobs[0].dataset.manifest: images.manifest names objects in somewhere: "
        "objects in the input bucket or in buckets that the job names: data_buckets: [somewhere]"
    ]
    changes["labeling_jobs.0"]["data_buckets"] = ["somewhere"]
    assert mistakes_of(changes) == []


@pytest.mark.parametrize("place", ["data_buckets", "OutputConfig.S3OutputPath"])
def test_a_bucket_that_is_wrong_may_be_any(mistakes_of: Load, place: str) -> None:
    wrong = {"data_buckets": [7], "OutputConfig.S3OutputPath": "https://somewhere"}[place]
    (line,) = mistakes_of({f"labeling_jobs.0.{place}": wrong, "encryption_keys": [{"kms_key_arn": KEY, "buckets": ["somewhere"]}]})
    assert line.startswith(f"environments/dev.yaml: labeling_jobs[0].{place}")


@pytest.mark.parametrize("place", ["OutputConfig.KmsKeyId", "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VolumeKmsKeyId"])
def test_an_alias_is_one_of_the_account(mistakes_of: Load, place: str) -> None:
    own, theirs = (f"arn:aws:kms:{REGION}:{account}:alias/labels" for account in (ACCOUNT, "999999999999"))
    assert mistakes_of({f"labeling_jobs.0.{place}": own}) == []
    assert mistakes_of({f"labeling_jobs.0.{place}": ELSEWHERE}) == []
    told = "the key's own ARN, arn:aws:kms:<region>:<account>:key/<id>, since the alias is one of another account"
    assert mistakes_of({f"labeling_jobs.0.{place}": theirs}) == [f'environments/dev.yaml: labeling_jobs[0].{place}: "{theirs}": {told}']
