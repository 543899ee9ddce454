"""The dataset of a labeling job: its manifest, from any origin.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-input-data-input-manifest.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.buckets.s3_object import S3Object
from ground_truth.dataset.dataset_manifest import DatasetManifest, ObjectKind
from ground_truth.dataset.text_manifest import text_manifest
from ground_truth.local_files.local_texts import LocalText, texts_in_code, texts_of_csv_column, texts_of_file
from labeling_rules.manifest.data_buckets import objects_of_manifest
from labeling_rules.task_types import CUSTOM_TASK, TaskType


class JobWithOutput(Protocol):
    """The part of a `LabelingJob` that a chained job needs to continue with its objects and labels."""

    @property
    def label_attribute(self) -> str:
        """The label attribute name of its labels."""

    @property
    def task_type(self) -> TaskType:
        """Its task type, CUSTOM_TASK for a custom job."""

    @property
    def jobs_before(self) -> Sequence[JobWithOutput]:
        """The jobs whose objects and labels it passes on, the nearest first."""

    @property
    def data_objects(self) -> Sequence[S3Object]:
        """Patterns of the objects that its role may read, which the lines of its output name."""

    @property
    def output(self) -> S3Object:
        """Everything that it writes, as a pattern for policies."""

    @property
    def outputs(self) -> Sequence[S3Object]:
        """The outputs of this job and of the jobs before it."""

    @property
    def output_manifest_uri(self) -> str:
        """The S3 URI of its output manifest."""


@dataclass(frozen=True, kw_only=True)
class DataObjects:
    """Locations of the objects of a dataset. Without prefixes and places, the manifest itself holds all data to label."""

    prefixes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Bucket name -> prefixes of the keys that the manifest's lines name. Those objects may be files that name others."""

    places: Sequence[S3Object] = ()
    """Patterns of all objects to read."""


class Dataset:
    """A manifest.

    Those of `from_...` travel with `cdk deploy`; `in_bucket` is uploaded by someone else; `crawl` is made at deployment; `output_of` is
    what another job wrote.
    """

    def __init__(
        self,
        locate: Callable[[Construct], S3Object],
        *,
        jobs: Sequence[JobWithOutput] = (),
        earlier_outputs: Sequence[S3Object] = (),
        data_buckets: Sequence[str] = (),
        objects: DataObjects | None = None,
    ) -> None:
        self._locate = locate
        self.objects = objects
        """The locations of the objects; None when they are known only from reading the manifest at deployment."""
        self.earlier_outputs = earlier_outputs
        """Outputs of earlier jobs, to which the manifest's lines may refer."""
        self.data_buckets = data_buckets
        """The buckets that the lines of a local manifest name."""
        self.jobs = jobs
        """The jobs whose labels the manifest has, the last one first."""

    @classmethod
    def from_manifest_file(cls, path: Path) -> Dataset:
        """A local manifest, content-addressed: another content is another object, and with it another job."""
        named = objects_of_manifest(path)
        return cls(
            lambda scope: S3Object.of_asset(assets.Asset(scope, "Manifest", path=str(path))),
            data_buckets=named.buckets,
            objects=DataObjects(prefixes=named.prefixes),
        )

    @classmethod
    def from_text_file(cls, path: Path) -> Dataset:
        """A local UTF-8 text file, one object to label per line; blank lines are none."""
        return cls._of_texts(lambda: texts_of_file(path))

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> Dataset:
        """Texts of 1 to 20,000 characters, each one object to label."""
        texts = tuple(lines)
        return cls._of_texts(lambda: texts_in_code(texts))

    @classmethod
    def from_csv_column(cls, path: Path, *, column: str) -> Dataset:
        """A column of a local UTF-8 CSV file, whose first row names the columns; each cell is one object to label."""
        return cls._of_texts(lambda: texts_of_csv_column(path, column=column))

    @classmethod
    def in_bucket(cls, bucket: DataBucket, key: str) -> Dataset:
        """A manifest that is in the bucket by the time the job is deployed."""
        return cls(lambda _scope: S3Object.in_bucket(bucket, key))

    @classmethod
    def crawl(
        cls,
        bucket: DataBucket,
        *,
        output_bucket: DataBucket,
        objects: ObjectKind,
        prefix: str = "",
        pattern: str | None = None,
        max_objects: int = CUSTOM_TASK.max_objects,
        revision: str | None = None,
    ) -> Dataset:
        """The objects of a bucket as they are at deployment, see `DatasetManifest`. The manifest is written to the output bucket."""

        def locate(scope: Construct) -> S3Object:
            return DatasetManifest(
                scope,
                "DatasetManifest",
                bucket=bucket,
                output_bucket=output_bucket,
                objects=objects,
                prefix=prefix,
                pattern=pattern,
                max_objects=max_objects,
                revision=revision,
            ).manifest

        # Of texts the manifest has the lines themselves.
        places = [] if objects == "text_files" else [S3Object.below(bucket, prefix)]
        return cls(locate, objects=DataObjects(places=places))

    @classmethod
    def output_of(cls, job: JobWithOutput) -> Dataset:
        """The objects and labels of another job: to label what it left unlabeled, to add labels, to adjust or verify its labels.

        That job has to have ended by the time this one is deployed: it writes the whole of its output only then. A deployment with both, of
        which the first one is new, fails for that reason.
        Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-reusing-data.html
        """
        manifest = replace(job.output, uri=job.output_manifest_uri)
        objects = DataObjects(places=job.data_objects)
        return cls(lambda _scope: manifest, jobs=(job, *job.jobs_before), earlier_outputs=job.outputs, objects=objects)

    @classmethod
    def _of_texts(cls, read: Callable[[], Iterable[LocalText]]) -> Dataset:
        return cls(lambda scope: S3Object.of_asset(text_manifest(scope, read())), objects=DataObjects())

    def locate(self, scope: Construct) -> S3Object:
        """Make in `scope` what the manifest needs, and return its location. Raises ValueError with every text that cannot be labeled."""
        return self._locate(scope)
