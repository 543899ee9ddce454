"""The inputs of a labeling job, read from S3 with its execution role on creation.

Missing or unreadable files, and buckets in another region or without CORS, refuse the creation. Invalid content fails the job
afterwards, as on AWS, which processes the files while the job is Initializing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.audited_labels import require_audited_labels
from sandbox.ground_truth.bucket_regions import require_region_of_the_job
from sandbox.ground_truth.encryption_keys import require_output_key
from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.job_output import output_folder, write_output
from sandbox.ground_truth.job_role import JobRole, reason_of
from sandbox.ground_truth.label_categories import require_label_categories
from sandbox.ground_truth.labeling_job import InputReading
from sandbox.ground_truth.manifest import Manifest, parse_manifest, require_labelable
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.s3_location import S3Location
from sandbox.ground_truth.sequence_files import SequenceReading, read_sequences
from sandbox.ground_truth.task_types import TaskType
from sandbox.ground_truth.worker_template import require_template

_MANIFEST = "InputConfig.DataSource.S3DataSource.ManifestS3Uri"
_TEMPLATE = "HumanTaskConfig.UiConfig.UiTemplateS3Uri"
_LABEL_FILE = "LabelCategoryConfigS3Uri"
_IMAGE_METHODS = frozenset({"GET"})
_FRAME_METHODS = frozenset({"GET", "HEAD", "PUT"})


@dataclass(frozen=True, kw_only=True)
class _Files:
    """The files of a job; None for absent ones."""

    manifest: bytes | None
    template: bytes | None
    label_file: bytes | None


@dataclass(frozen=True, kw_only=True)
class _Inputs:
    """All inputs that were read."""

    files: _Files
    manifest: Manifest | None
    sequences: SequenceReading


def read_inputs(role: JobRole, *, task_type: TaskType) -> InputReading:
    """Read the inputs, test the output location, and determine the job's further course.

    Raises ValidationException for an object that the role cannot read, for a bucket of another region, and for one without the CORS rule
    that the task type needs.
    """
    request = role.request
    files = _fetch(role)
    manifest = parse_manifest(files.manifest, task_type=task_type) if files.manifest is not None else None
    sequences = read_sequences(role, manifest.lines if manifest else (), task_type=task_type) if task_type.works_on_sequences else None
    inputs = _Inputs(files=files, manifest=manifest, sequences=sequences or SequenceReading())
    buckets = _input_buckets(request, inputs)
    require_region_of_the_job(request, buckets)
    if task_type.needs_cors:
        _require_cors_everywhere(role, buckets, task_type=task_type)
    try:
        label_file = _require_contents(request, inputs, task_type=task_type)
        require_output_key(role, request.parameters["OutputConfig"])
        _write_intermediate_manifest(role, content=files.manifest or b"")
    except JobFailureError as broken:
        return InputReading(failure=str(broken))
    template = (files.template or b"").decode()
    return InputReading(lines=manifest.lines if manifest is not None else (), label_file=label_file, template=template)


def _fetch(role: JobRole) -> _Files:
    parameters = role.request.parameters
    source = parameters["InputConfig"]["DataSource"].get("S3DataSource", {})
    return _Files(
        manifest=_read(role, uri=source.get("ManifestS3Uri"), member=_MANIFEST),
        template=_read(role, uri=parameters["HumanTaskConfig"]["UiConfig"].get("UiTemplateS3Uri"), member=_TEMPLATE),
        label_file=_read(role, uri=parameters.get("LabelCategoryConfigS3Uri"), member=_LABEL_FILE),
    )


def _read(role: JobRole, *, uri: str | None, member: str) -> bytes | None:
    if uri is None:
        return None
    location = S3Location.of_object(uri, member=member)
    try:
        content: bytes = role.client("s3").get_object(Bucket=location.bucket, Key=location.key)["Body"].read()
    except (ClientError, BotoCoreError) as refused:
        raise ValidationException(
            f"{member}: could not read '{uri}' with role {role.arn}. "
            f"The object must exist and the role must be allowed s3:GetObject on it ({reason_of(refused)})."
        ) from refused
    return content


def _require_contents(request: Request, inputs: _Inputs, *, task_type: TaskType) -> Mapping[str, Any]:
    """The label category configuration file; empty if there is none. Raises InvalidInputError."""
    auto_labels = "LabelingJobAlgorithmsConfig" in request.parameters
    label_attribute: str = request.parameters["LabelAttributeName"]
    label_file: Mapping[str, Any] = {}
    if inputs.files.template is not None:
        require_template(inputs.files.template)
    if inputs.files.label_file is not None:
        label_file = require_label_categories(
            inputs.files.label_file, task_type=task_type, auto_labels=auto_labels, templated=inputs.files.template is not None
        )
    if inputs.manifest is not None:
        require_labelable(
            inputs.manifest,
            task_type=task_type,
            label_attribute=label_attribute,
            object_quota=request.settings.dataset_object_quota,
            auto_labels=auto_labels,
        )
        require_audited_labels(inputs.manifest.lines, label_attribute=label_attribute, label_file=label_file, task_type=task_type)
        inputs.sequences.require_good()
    return label_file


def _input_buckets(request: Request, inputs: _Inputs) -> frozenset[str]:
    """The buckets of the manifest, its data objects and the frames of sequences."""
    source = request.parameters["InputConfig"]["DataSource"].get("S3DataSource")
    buckets = set(inputs.sequences.buckets)
    if inputs.manifest is not None:
        buckets |= inputs.manifest.buckets
    if source is not None:
        buckets.add(S3Location.of_object(source["ManifestS3Uri"], member=_MANIFEST).bucket)
    return frozenset(buckets)


def _require_cors_everywhere(role: JobRole, buckets: frozenset[str], *, task_type: TaskType) -> None:
    """Workers' browsers load data from the input buckets; frame tasks also save work to the output bucket."""
    methods = _IMAGE_METHODS
    if task_type.works_on_frames:
        methods = _FRAME_METHODS
        buckets |= {output_folder(role.request.parameters).bucket}
    for bucket in sorted(buckets):
        _require_cors(role, bucket=bucket, methods=methods)


def _require_cors(role: JobRole, *, bucket: str, methods: frozenset[str]) -> None:
    required_rule = f'AllowedOrigins ["*"] and AllowedMethods {sorted(methods)}'
    try:
        rules: Sequence[Mapping[str, Any]] = role.client("s3").get_bucket_cors(Bucket=bucket)["CORSRules"]
    except (ClientError, BotoCoreError) as refused:
        raise ValidationException(
            f"The CORS configuration of the bucket '{bucket}' could not be read with role {role.arn}, "
            f"which needs s3:GetBucketCORS; it must have a rule with {required_rule} ({reason_of(refused)})."
        ) from refused
    if not any("*" in rule["AllowedOrigins"] and methods <= set(rule["AllowedMethods"]) for rule in rules):
        raise ValidationException(f"The CORS configuration of the bucket '{bucket}' must have a rule with {required_rule}.")


def _write_intermediate_manifest(role: JobRole, *, content: bytes) -> None:
    """Test the output location with a write to AWS's folder for working copies of the manifest.

    AWS was observed to fill ``manifests/intermediate/``, but neither the names there nor a test of the output location is documented.
    Only an actual write tests role, bucket policy and key together.
    """
    parameters = role.request.parameters
    location = output_folder(parameters).inside(f"{parameters['LabelingJobName']}/manifests/intermediate/1/input.manifest")
    write_output(role, parameters, location, content)
