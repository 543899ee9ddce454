"""A job's role reads the objects of that job, by kind of dataset, and not those of other jobs in the same bucket."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from ground_truth import Dataset, FunctionCode, InputBucket, LabelingJob, LabelingStream, OutputBucket, PreAnnotationFunction
from ground_truth.settings import LabelingJobSettings
from labeling_rules.task_types import TASK_TYPES
from tests.synth.cloud_assembly import synthesize
from tests.synth.labeling_task import ACCOUNT, REGION, TASK
from tests.synth.policies import allows, statements

INPUT, OUTPUT = "${Input/Bucket.Arn}", "${Output/Bucket.Arn}"
OWN, NEIGHBOR = f"{INPUT}/images/own/1.jpg", f"{INPUT}/images/other/1.jpg"
DATA = "arn:aws:s3:::acme-data"
FRAMES = TASK_TYPES["VideoObjectTracking"].cors_profile


class Jobs:
    """A stack with image labeling jobs."""

    def __init__(self, app: cdk.App, folder: Path) -> None:
        self.app, self.folder = app, folder
        self.stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
        self.input = InputBucket(self.stack, "Input", bucket_name="acme-images", cors_profile=FRAMES)
        self.output = OutputBucket(self.stack, "Output", cors_profile=FRAMES)

    def add(self, name: str, dataset: Dataset | None, *, settings: dict[str, Any] | None = None, **passed: Any) -> LabelingJob:
        values = {"task_type": "ImageMultiClass", "labels": ["good", "bad"], **(settings or {})}
        parsed = LabelingJobSettings.model_validate({"LabelingJobName": name, "HumanTaskConfig": TASK, **values})
        buckets: dict[str, Any] = {"input_bucket": self.input, "output_bucket": self.output}
        return LabelingJob(self.stack, name, settings=parsed, dataset=dataset, **buckets, **passed)

    def manifest(self, *uris: str) -> Dataset:
        file = self.folder / "one.manifest"
        file.write_text("".join(json.dumps({"source-ref": uri}) + "\n" for uri in uris), encoding="utf-8")
        return Dataset.from_manifest_file(file)

    def readers(self) -> Callable[[str, str], bool]:
        """True if the role of a job may read an object."""
        found = [statement for statement in statements(synthesize(self.app).stacks["Labels"]) if not statement.principals]

        def may_read(job: str, arn: str) -> bool:
            return allows([entry for entry in found if fnmatchcase(entry.owner, f"{job}/ExecutionRole*")], "s3:GetObject", arn)

        return may_read

    def read(self, job: str, *arns: str) -> list[str]:
        """The objects among these that the job's role may read."""
        may_read = self.readers()
        return [arn for arn in arns if may_read(job, arn)]

    def listed(self, job: str) -> Sequence[str]:
        """The buckets that the job's role may list."""
        found = statements(synthesize(self.app).stacks["Labels"])
        (own,) = [entry for entry in found if fnmatchcase(entry.owner, f"{job}/ExecutionRole*") and "s3:ListBucket" in entry.actions]
        return own.resources


@pytest.fixture
def jobs(app: cdk.App, tmp_path: Path) -> Jobs:
    return Jobs(app, tmp_path)


def test_a_crawl(jobs: Jobs) -> None:
    crawl = Dataset.crawl(jobs.input, output_bucket=jobs.output, objects="images", prefix="images/own/")
    jobs.add("one", crawl)
    assert jobs.read("one", OWN, NEIGHBOR, f"{INPUT}/other.jpg") == [OWN]


def test_a_crawl_of_texts_has_them_in_its_manifest(jobs: Jobs) -> None:
    crawl = Dataset.crawl(jobs.input, output_bucket=jobs.output, objects="text_files", prefix="letters/")
    jobs.add("one", crawl, settings={"task_type": "TextMultiClass"})
    manifest = f"{OUTPUT}/dataset-manifests/Labels/1.manifest"
    assert jobs.read("one", f"{INPUT}/letters/1.txt", manifest) == [manifest]
    assert INPUT not in jobs.listed("one")


def test_a_local_manifest(jobs: Jobs) -> None:
    jobs.add("one", jobs.manifest("s3://acme-images/images/own/1.jpg", "s3://acme-images/images/own/2.jpg"))
    assert jobs.read("one", OWN, NEIGHBOR, f"{DATA}/a.jpg") == [OWN]


def test_a_local_manifest_of_objects_in_other_buckets(jobs: Jobs) -> None:
    jobs.add("one", jobs.manifest("s3://acme-data/own/1.jpg"), settings={"data_buckets": ["acme-data", "acme-more"]})
    more = "arn:aws:s3:::acme-more/anything"
    assert jobs.read("one", f"{DATA}/own/2.jpg", f"{DATA}/other/1.jpg", OWN, more) == [f"{DATA}/own/2.jpg", more]


def test_a_local_manifest_beside_prefixes(jobs: Jobs) -> None:
    settings = {"data_buckets": ["acme-data"], "data_prefixes": ["legends/"]}
    jobs.add("one", jobs.manifest("s3://acme-images/images/own/1.jpg"), settings=settings)
    legends = [f"{INPUT}/legends/1.png", f"{DATA}/legends/1.png"]
    assert jobs.read("one", OWN, NEIGHBOR, *legends, f"{DATA}/own/1.jpg") == [OWN, *legends]


def test_keys_with_characters_that_policies_take_for_something_else(jobs: Jobs) -> None:
    jobs.add("one", jobs.manifest("s3://acme-images/a*b?${c}/1.jpg"))
    assert jobs.read("one", f"{INPUT}/a*b?${{c}}/2.jpg", f"{INPUT}/aXbY${{c}}/1.jpg") == [f"{INPUT}/a*b?${{c}}/2.jpg"]


def test_keys_with_characters_that_no_policy_can_have(jobs: Jobs) -> None:
    jobs.add("one", jobs.manifest("s3://acme-images/images/日本/1.jpg"))
    assert jobs.read("one", f"{INPUT}/images/日本/2.jpg", f"{INPUT}/other/1.jpg") == [f"{INPUT}/images/日本/2.jpg"]


@pytest.mark.parametrize("texts", ["lines", "file", "column"])
def test_texts_that_travel_with_the_application(jobs: Jobs, texts: str) -> None:
    file = jobs.folder / "texts.csv"
    file.write_text("text\ngood\n", encoding="utf-8")
    datasets = {
        "lines": lambda: Dataset.from_lines(["good"]),
        "file": lambda: Dataset.from_text_file(file),
        "column": lambda: Dataset.from_csv_column(file, column="text"),
    }
    jobs.add("one", datasets[texts](), settings={"task_type": "TextMultiClass"})
    assert jobs.read("one", OWN, f"{INPUT}/one.manifest") == []
    assert INPUT not in jobs.listed("one")


@pytest.mark.parametrize(
    ("prefixes", "readable"),
    [
        ({}, [OWN, NEIGHBOR]),
        ({"data_prefixes": ["images/own/"]}, [OWN]),
        ({"data_prefixes": []}, []),
    ],
    ids=["whole bucket", "prefix", "none"],
)
def test_a_manifest_that_is_uploaded(jobs: Jobs, prefixes: dict[str, Any], readable: list[str]) -> None:
    jobs.add("one", Dataset.in_bucket(jobs.input, "sets/one.manifest"), settings=prefixes)
    assert jobs.read("one", OWN, NEIGHBOR, f"{INPUT}/sets/one.manifest") == [*readable, f"{INPUT}/sets/one.manifest"]


def test_an_uploaded_manifest_whose_key_looks_like_a_pattern(jobs: Jobs) -> None:
    jobs.add("one", Dataset.in_bucket(jobs.input, "sets/*"), settings={"data_prefixes": []})
    assert jobs.read("one", f"{INPUT}/sets/*", f"{INPUT}/sets/one.manifest") == [f"{INPUT}/sets/*"]


def test_a_manifest_by_its_uri(jobs: Jobs) -> None:
    source = {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://acme-data/one.manifest"}}}
    jobs.add("all", None, settings={"InputConfig": source})
    jobs.add("some", None, settings={"InputConfig": source, "data_prefixes": ["own/"]})
    objects = [f"{DATA}/one.manifest", f"{DATA}/own/1.jpg", f"{DATA}/other/1.jpg", OWN]
    assert jobs.read("all", *objects) == objects
    assert jobs.read("some", *objects) == objects[:2]


def test_a_stream_may_publish_what_no_dataset_names(jobs: Jobs) -> None:
    texts: dict[str, Any] = {"task_type": "TextMultiClass"}
    for name, settings in {"all": texts, "some": texts | {"data_prefixes": ["images/own/"]}}.items():
        jobs.add(name, Dataset.from_lines(["first"]), settings=settings, stream=LabelingStream(jobs.stack, f"Stream {name}"))
    assert jobs.read("all", OWN, NEIGHBOR) == [OWN, NEIGHBOR]
    assert jobs.read("some", OWN, NEIGHBOR) == [OWN]


def test_a_topic_that_exists_may_have_any_message(jobs: Jobs) -> None:
    source = {"DataSource": {"SnsDataSource": {"SnsTopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:objects"}}}
    jobs.add("one", Dataset.from_lines(["first"]), settings={"task_type": "TextMultiClass", "InputConfig": source})
    assert jobs.read("one", OWN) == [OWN]


def test_a_function_of_ones_own_may_name_any_object(jobs: Jobs, workflow_folder: Path) -> None:
    code = FunctionCode(folder=workflow_folder, handler="pre_annotation.handler")
    custom = {"task_type": None, "labels": None}
    page = {"HumanTaskConfig": {**TASK, "UiConfig": {"UiTemplateS3Uri": "s3://acme-pages/page.html"}}}
    function = PreAnnotationFunction(jobs.stack, "Prepare", function=code)
    jobs.add("made", Dataset.from_lines(["a"]), settings={**custom, **page}, pre_annotation=function)
    named = {"PreHumanTaskLambdaArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:prepare"}
    jobs.add("named", Dataset.from_lines(["a"]), settings={**custom, "HumanTaskConfig": page["HumanTaskConfig"] | named})
    jobs.add("without", Dataset.from_lines(["a"]), settings={**custom, **page})
    may_read = jobs.readers()
    assert [name for name in ("made", "named", "without") if may_read(name, OWN)] == ["made", "named"]


def test_a_sequence_file_names_a_folder_of_its_own(jobs: Jobs) -> None:
    dataset = jobs.manifest("s3://acme-images/sequences/1.json")
    frames = {"task_type": "VideoObjectTracking", "LabelAttributeName": "tracks-ref"}
    jobs.add("all", dataset, settings=frames)
    jobs.add("some", dataset, settings={**frames, "data_prefixes": ["frames/", "sequences/"]})
    assert jobs.read("all", f"{INPUT}/frames/1.jpg", OWN) == [f"{INPUT}/frames/1.jpg", OWN]
    assert jobs.read("some", f"{INPUT}/frames/1.jpg", f"{INPUT}/sequences/1.json", OWN) == [
        f"{INPUT}/frames/1.jpg",
        f"{INPUT}/sequences/1.json",
    ]


def test_a_chained_job_reads_what_the_jobs_before_it_read_and_wrote(jobs: Jobs) -> None:
    first = jobs.add("first", Dataset.in_bucket(jobs.input, "one.manifest"), settings={"data_prefixes": ["images/own/"]})
    second = jobs.add("second", Dataset.output_of(first))
    jobs.add("third", Dataset.output_of(second))
    jobs.add("apart", Dataset.from_lines(["a"]), settings={"task_type": "TextMultiClass"})
    written = f"{OUTPUT}/labeling-jobs/first-0123abcd/manifests/output/output.manifest"
    may_read = jobs.readers()
    for name in ("second", "third"):
        assert [arn for arn in (OWN, NEIGHBOR, written, f"{INPUT}/one.manifest") if may_read(name, arn)] == [OWN, written]
    assert not may_read("apart", written)
    assert not may_read("first", written.replace("first", "second"))


def test_what_a_job_under_a_role_of_ones_own_names_in_its_data_reaches_no_other_role(jobs: Jobs) -> None:
    own = {"RoleArn": f"arn:aws:iam::{ACCOUNT}:role/labeling", "data_buckets": ["acme-data"]}
    first = jobs.add("first", jobs.manifest("s3://acme-data/own/1.jpg", "s3://acme-secret/1.jpg"), settings=own)
    jobs.add("second", Dataset.output_of(first))
    assert jobs.read("second", f"{DATA}/own/1.jpg", f"{DATA}/other/1.jpg", "arn:aws:s3:::acme-secret/1.jpg") == [f"{DATA}/own/1.jpg"]


def test_the_policy_of_many_folders_stays_small(jobs: Jobs) -> None:
    uris = [f"s3://acme-images/{year}/{number:03}/1.jpg" for year in range(2016, 2027) for number in range(100)]
    jobs.add("one", jobs.manifest(*uris))
    stack = synthesize(jobs.app).stacks["Labels"]
    (role,) = [role for path, role in stack.of_type("AWS::IAM::Role").items() if path.startswith("one/ExecutionRole")]
    document = json.dumps(role["Properties"]["Policies"], separators=(",", ":"))
    assert len(document) < 4_000
    assert jobs.read("one", f"{INPUT}/2026/099/1.jpg", f"{INPUT}/1999/1.jpg", OWN) == [f"{INPUT}/2026/099/1.jpg"]
