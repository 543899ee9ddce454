"""The other resources that a labeling job names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ground_truth.buckets.s3_object import S3Object
from ground_truth.custom_workflow.annotation_functions import AnnotationFunction, PostAnnotationFunction, PreAnnotationFunction
from ground_truth.encryption_keys import EncryptionKeys
from ground_truth.labeling_job.labeling_stream import LabelingStream
from ground_truth.workers.workteam import Workteam


@dataclass(frozen=True, kw_only=True)
class LabelingJobParts:
    """The parts of a labeling job. None: the job has no such part, or its settings name it themselves."""

    output_folder: S3Object
    """Everything below the output path, as a pattern for policies."""

    output: S3Object
    """The objects below the output path that this job writes, as a pattern for policies."""

    data_objects: Sequence[S3Object]
    """Patterns of the objects that it labels."""

    manifest: S3Object | None

    earlier_outputs: Sequence[S3Object]
    """Outputs of the jobs before this one, to which the manifest's lines may refer."""

    encryption_keys: EncryptionKeys
    """Keys of buckets and topics that are known by their names only."""

    template: S3Object | None
    team: Workteam | None
    stream: LabelingStream | None
    pre_annotation: PreAnnotationFunction | None
    post_annotation: PostAnnotationFunction | None

    audited_attribute: str | None
    """The label attribute name of the job whose labels are adjusted or verified, where it is known from that job."""

    loads_objects: bool
    """True if workers' browsers load the objects from S3, which a text's page does not."""

    @property
    def copies_manifest(self) -> bool:
        """True if the job gets a copy of its manifest: Ground Truth wants CORS rules on the bucket, and CDK's has none."""
        return self.loads_objects and self.manifest is not None and self.manifest.is_asset

    @property
    def functions(self) -> Sequence[AnnotationFunction]:
        """The functions of a custom job."""
        return [function for function in (self.pre_annotation, self.post_annotation) if function is not None]
