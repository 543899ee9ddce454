"""Datasets in a user's application: their results, and the permissions of the crawling function."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms

from benchmarks.asset import LIMIT, read_assets
from ground_truth import Dataset, DatasetManifest, InputBucket, OutputBucket
from ground_truth.buckets.s3_object import S3Object
from labeling_rules.task_types import TASK_TYPES
from tests.synth.cloud_assembly import CloudAssembly, synthesize
from tests.synth.policies import statements, through_s3

HANDLER = "GroundTruthDatasetManifestHandler"
MANIFESTS = "${Output/Bucket.Arn}/dataset-manifests/Labels/*"


@dataclass
class Buckets:
    """A stack with an input and an output bucket."""

    app: cdk.App
    stack: cdk.Stack
    input: InputBucket
    output: OutputBucket

    def synthesize(self) -> CloudAssembly:
        return synthesize(self.app)

    def texts(self, dataset: Dataset) -> list[str]:
        """The texts of a dataset that is deployed with the application."""
        dataset.locate(self.stack)
        (asset,) = self.synthesize().folder.glob("asset.*.manifest")
        return [json.loads(line)["source"] for line in asset.read_text(encoding="utf-8").split("\n")[:-1]]


@pytest.fixture
def buckets(app: cdk.App) -> Buckets:
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    return Buckets(app, stack, InputBucket(stack, "Input"), OutputBucket(stack, "Output"))


def granted(assembly: CloudAssembly) -> list[tuple[tuple[str, ...], tuple[str, ...], Any]]:
    """The crawling function's permissions beyond those of every handler."""
    found = [statement for statement in statements(assembly.stacks["Labels"]) if statement.owner == f"{HANDLER}/Policy"]
    everywhere = ("logs:", "cloudformation:")
    return [(entry.actions, entry.resources, entry.condition) for entry in found if not entry.actions[0].startswith(everywhere)]


def test_a_crawl_is_a_resource_with_plain_properties(buckets: Buckets) -> None:
    dataset = Dataset.crawl(
        buckets.input,
        output_bucket=buckets.output,
        objects="images",
        prefix="frames/",
        pattern="2026-*/**",
        max_objects=20_000,
        revision="2026-11-22",
    )
    manifest = dataset.locate(buckets.stack)
    cdk.CfnOutput(buckets.stack, "Manifest", value=manifest.uri)
    stack = buckets.synthesize().stacks["Labels"]
    properties = stack.properties("DatasetManifest")
    del properties["ServiceToken"], properties["ServiceTimeout"]
    assert properties == {
        "Bucket": "${Input/Bucket}",
        "Prefix": "frames/",
        "Objects": "Images",
        "Pattern": "2026-*/**",
        "MaxObjects": 20_000,
        "Revision": "2026-11-22",
        "OutputS3Uri": "s3://${Output/Bucket}/dataset-manifests",
    }
    assert stack.resources["DatasetManifest"]["Type"] == "Custom::GroundTruthDatasetManifest"
    assert stack.template["Outputs"]["Manifest"]["Value"] == {"Fn::GetAtt": [stack.logical_ids["DatasetManifest"], "ManifestS3Uri"]}


def test_what_is_not_said_is_left_to_the_handler(buckets: Buckets) -> None:
    DatasetManifest(buckets.stack, "All", bucket=buckets.input, output_bucket=buckets.output, objects="videos")
    properties = buckets.synthesize().stacks["Labels"].properties("All")
    assert {name: value for name, value in properties.items() if not name.startswith("Service")} == {
        "Bucket": "${Input/Bucket}",
        "Objects": "Videos",
        "MaxObjects": 100_000,
        "OutputS3Uri": "s3://${Output/Bucket}/dataset-manifests",
    }


def test_the_function_has_a_whole_processor_and_14_minutes(buckets: Buckets) -> None:
    DatasetManifest(buckets.stack, "All", bucket=buckets.input, output_bucket=buckets.output, objects="images")
    stack = buckets.synthesize().stacks["Labels"]
    function = stack.properties(f"{HANDLER}/Function")
    assert (function["MemorySize"], function["Timeout"]) == (1769, 840)
    assert stack.properties("All")["ServiceTimeout"] == "1140"
    assert function["Handler"] == "lambda_handlers.dataset_manifest.handler"


def test_the_function_is_small(buckets: Buckets) -> None:
    DatasetManifest(buckets.stack, "All", bucket=buckets.input, output_bucket=buckets.output, objects="images")
    asset = read_assets(buckets.synthesize().folder)["dataset_manifest"]
    assert asset.zipped_bytes <= LIMIT
    assert not (asset.folder / "lambda_handlers" / "labeling_job").exists()


def test_what_the_crawling_function_may_do(buckets: Buckets) -> None:
    """For images it reads no objects."""
    DatasetManifest(buckets.stack, "Images", bucket=buckets.input, output_bucket=buckets.output, objects="images", prefix="frames/")
    assert granted(buckets.synthesize()) == [
        (("s3:ListBucket",), ("${Input/Bucket.Arn}",), {"StringLike": {"s3:prefix": "frames/*"}}),
        (("s3:AbortMultipartUpload", "s3:DeleteObjectVersion", "s3:GetObjectVersion", "s3:PutObject"), (MANIFESTS,), None),
        (("s3:ListBucketVersions",), ("${Output/Bucket.Arn}",), {"StringLike": {"s3:prefix": "dataset-manifests/Labels/*"}}),
        (("s3:ListBucketMultipartUploads",), ("${Output/Bucket.Arn}",), None),
    ]


def test_what_it_may_do_with_texts_and_customer_keys(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Labels")
    keys = [kms.Key(stack, name) for name in ("InputKey", "OutputKey")]
    given, output = InputBucket(stack, "Input", encryption_key=keys[0]), OutputBucket(stack, "Output", encryption_key=keys[1])
    DatasetManifest(stack, "Texts", bucket=given, output_bucket=output, objects="text_files", prefix="texts/")
    found = granted(synthesize(app))
    assert (("s3:GetObject",), ("${Input/Bucket.Arn}/texts/*",), None) in found
    condition = through_s3("${AWS::Region}")
    assert (("kms:Decrypt",), ("${InputKey.Arn}",), condition) in found
    assert (("kms:Decrypt", "kms:GenerateDataKey"), ("${OutputKey.Arn}",), condition) in found


def test_images_need_no_key_of_the_input_bucket(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Labels")
    given = InputBucket(stack, "Input", encryption_key=kms.Key(stack, "InputKey"))
    DatasetManifest(stack, "Images", bucket=given, output_bucket=OutputBucket(stack, "Output"), objects="images")
    assert not [actions for actions, _, _ in granted(synthesize(app)) if actions[0].startswith("kms:")]


def test_two_crawls_share_a_function(buckets: Buckets) -> None:
    for name in ("one", "two"):
        DatasetManifest(buckets.stack, name, bucket=buckets.input, output_bucket=buckets.output, objects="images", prefix=f"{name}/")
    found = granted(buckets.synthesize())
    assert [condition for actions, _, condition in found if actions == ("s3:ListBucket",)] == [
        {"StringLike": {"s3:prefix": "one/*"}},
        {"StringLike": {"s3:prefix": "two/*"}},
    ]
    assert len([actions for actions, _, _ in found if "s3:PutObject" in actions]) == 1


def test_a_job_reads_every_manifest_of_the_stack_whichever_a_crawl_makes(buckets: Buckets) -> None:
    manifest = Dataset.crawl(buckets.input, output_bucket=buckets.output, objects="images").locate(buckets.stack)
    assert manifest.bucket_arn == buckets.output.bucket_arn
    assert manifest.arn == f"{buckets.output.bucket_arn}/dataset-manifests/Labels/*"


@pytest.mark.parametrize(
    ("wrong", "lines"),
    [
        ({"objects": "pictures"}, ["objects: 'pictures': one of images, videos, text_files"]),
        (
            {"objects": "images", "pattern": "*.mp4"},
            ["pattern: '*.mp4': a pattern that ends as images do (.jpg, .jpeg, .png), or with a wildcard"],
        ),
        (
            {"objects": "images", "prefix": "/frames", "pattern": "s3://b/*.jpg", "max_objects": 0},
            [
                "prefix: '/frames': a part of keys: no URI, and no slash at its beginning",
                "pattern: 's3://b/*.jpg': a part of keys: no URI, and no slash at its beginning",
                "max_objects: 0: 1 or more",
            ],
        ),
    ],
)
def test_what_no_deployment_would_take_is_refused_at_once(buckets: Buckets, wrong: dict[str, Any], lines: list[str]) -> None:
    with pytest.raises(ValueError, match="a dataset manifest:") as error:
        DatasetManifest(buckets.stack, "All", bucket=buckets.input, output_bucket=buckets.output, **wrong)
    assert str(error.value).splitlines()[1:] == lines


def test_lines(buckets: Buckets) -> None:
    assert buckets.texts(Dataset.from_lines(["one", "two\nlines", "日本 \u2028"])) == ["one", "two\nlines", "日本 \u2028"]


def test_a_text_file(buckets: Buckets, tmp_path: Path) -> None:
    (tmp_path / "texts.txt").write_bytes("\ufeffone\r\n \nü\u2028 is no line end\n".encode())
    assert buckets.texts(Dataset.from_text_file(tmp_path / "texts.txt")) == ["one", "ü\u2028 is no line end"]


def test_a_column_of_a_table(buckets: Buckets, tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_bytes('\ufeffid,review\r\n1,"fine, really"\r\n\r\n2,"two\r\nlines"\r\n'.encode())
    assert buckets.texts(Dataset.from_csv_column(tmp_path / "reviews.csv", column="review")) == ["fine, really", "two\r\nlines"]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("id,text\n1,fine\n", ["row 1 of reviews.csv: one column named review"]),
        ("review,review\nx,y\n", ["row 1 of reviews.csv: one column named review"]),
        ("", ["row 1 of reviews.csv: one column named review"]),
        ("review\n", ["no text: one or more"]),
        (
            f"id,review\n1,\n2\n3,fine\n4,{'x' * 20_001}\n5, \n",
            [
                "row 2 of reviews.csv: a text in the column review",
                "row 3 of reviews.csv: a text in the column review",
                "row 5 of reviews.csv: at most 20000 characters, not 20001",
                "row 6 of reviews.csv: a text in the column review",
            ],
        ),
        (
            "id,review\n1,Great, really good\n2,fine\n",
            ["row 2 of reviews.csv: 2 cells, as row 1 has, not 3: put a text with commas in quotes"],
        ),
        (f"review\nfine\n{'x' * 200_000}\n", ["row 3 of reviews.csv: at most 20000 characters, not 200000"]),
        ('review\nfine\n"open\n', ["row 3 of reviews.csv: a row of CSV: unexpected end of data"]),
    ],
)
def test_every_bad_cell_is_named_at_once(buckets: Buckets, tmp_path: Path, content: str, lines: list[str]) -> None:
    (tmp_path / "reviews.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="a dataset of texts:") as error:
        Dataset.from_csv_column(tmp_path / "reviews.csv", column="review").locate(buckets.stack)
    assert str(error.value).splitlines()[1:] == lines


def test_every_bad_line_is_named_at_once(buckets: Buckets) -> None:
    with pytest.raises(ValueError, match="a dataset of texts:") as error:
        Dataset.from_lines(["fine", " ", "x" * 20_001]).locate(buckets.stack)
    assert str(error.value).splitlines()[1:] == [
        "lines[1]: a text that is not blank",
        "lines[2]: at most 20000 characters, not 20001",
    ]


def test_the_output_of_another_job(buckets: Buckets) -> None:
    class Job:
        output_manifest_uri = "s3://out/labeling-jobs/topics-0123abcd/manifests/output/output.manifest"
        output = S3Object.below(buckets.output, "labeling-jobs/")
        outputs = data_objects = (output,)
        label_attribute, task_type, jobs_before = "topics", TASK_TYPES["TextMultiClass"], ()

    job = Job()
    dataset = Dataset.output_of(job)
    assert dataset.jobs == (job,)
    manifest = dataset.locate(buckets.stack)
    assert manifest.uri == Job.output_manifest_uri
    assert manifest.arn == f"{buckets.output.bucket_arn}/labeling-jobs/*"
