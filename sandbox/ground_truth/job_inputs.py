"""The inputs of a labeling job, read from S3 with its execution role when the job is created.

What is missing, unreadable or without CORS refuses the creation. What is wrong inside a file makes the job fail afterwards, as on AWS,
where the files are worked through only while the job is Initializing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.label_categories import require_label_categories
from sandbox.ground_truth.labeling_job import InputReading
from sandbox.ground_truth.manifest import InvalidInputError, Manifest, parse_manifest, require_labelable
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.s3_location import S3Location
from sandbox.ground_truth.surroundings import Session
from sandbox.ground_truth.task_types import TaskType
from sandbox.ground_truth.worker_template import require_template

_MANIFEST = "InputConfig.DataSource.S3DataSource.ManifestS3Uri"
_TEMPLATE = "HumanTaskConfig.UiConfig.UiTemplateS3Uri"
_LABEL_FILE = "LabelCategoryConfigS3Uri"
_IMAGE_METHODS = frozenset({"GET"})
_FRAME_METHODS = frozenset({"GET", "HEAD", "PUT"})


@dataclass(frozen=True, kw_only=True)
class _Inputs:
    """The files of a job; None where it has none."""

    manifest: bytes | None
    template: bytes | None
    label_file: bytes | None


def read_inputs(request: Request, *, task_type: TaskType, session: Session) -> InputReading:
    """Read everything, try the output location, and tell how the job will go on.

    Raises ValidationException for an object the role cannot read and for a bucket without the CORS rule the task type needs.
    """
    s3 = session.client("s3", region_name=request.region)
    inputs = _fetch(request, s3)
    manifest = parse_manifest(inputs.manifest, task_type=task_type) if inputs.manifest is not None else None
    if task_type.needs_cors:
        _require_cors_everywhere(request, s3, task_type=task_type, manifest=manifest)
    try:
        count = _require_contents(request, inputs, task_type=task_type, manifest=manifest)
        _write_intermediate_manifest(request, s3, content=inputs.manifest or b"")
    except InvalidInputError as broken:
        return InputReading(failure=f"ClientError: {broken}")
    return InputReading(object_count=count)


def _fetch(request: Request, s3: Any) -> _Inputs:
    parameters = request.parameters
    source = parameters["InputConfig"]["DataSource"].get("S3DataSource", {})
    return _Inputs(
        manifest=_read(request, s3, uri=source.get("ManifestS3Uri"), member=_MANIFEST),
        template=_read(request, s3, uri=parameters["HumanTaskConfig"]["UiConfig"].get("UiTemplateS3Uri"), member=_TEMPLATE),
        label_file=_read(request, s3, uri=parameters.get("LabelCategoryConfigS3Uri"), member=_LABEL_FILE),
    )


def _read(request: Request, s3: Any, *, uri: str | None, member: str) -> bytes | None:
    if uri is None:
        return None
    location = S3Location.of_object(uri, member=member)
    try:
        content: bytes = s3.get_object(Bucket=location.bucket, Key=location.key)["Body"].read()
    except (ClientError, BotoCoreError) as refused:
        raise ValidationException(
            f"{member}: could not read '{uri}' with role {request.parameters['RoleArn']}. "
            f"The object must exist and the role must be allowed s3:GetObject on it ({_reason(refused)})."
        ) from refused
    return content


def _require_contents(request: Request, inputs: _Inputs, *, task_type: TaskType, manifest: Manifest | None) -> int:
    auto_labels = "LabelingJobAlgorithmsConfig" in request.parameters
    if inputs.template is not None:
        require_template(inputs.template)
    if inputs.label_file is not None:
        require_label_categories(inputs.label_file, task_type=task_type, auto_labels=auto_labels)
    if manifest is None:
        return 0
    return require_labelable(
        manifest,
        task_type=task_type,
        label_attribute=request.parameters["LabelAttributeName"],
        object_quota=request.settings.dataset_object_quota,
        auto_labels=auto_labels,
    )


def _require_cors_everywhere(request: Request, s3: Any, *, task_type: TaskType, manifest: Manifest | None) -> None:
    """Workers' browsers load the data from the input buckets; frame tasks also save their work to the output bucket."""
    source = request.parameters["InputConfig"]["DataSource"].get("S3DataSource")
    buckets = set(manifest.buckets) if manifest is not None else set()
    if source is not None:
        buckets.add(S3Location.of_object(source["ManifestS3Uri"], member=_MANIFEST).bucket)
    methods = _IMAGE_METHODS
    if task_type.works_on_frames:
        methods = _FRAME_METHODS
        buckets.add(_output_folder(request).bucket)
    for bucket in sorted(buckets):
        _require_cors(request, s3, bucket=bucket, methods=methods)


def _require_cors(request: Request, s3: Any, *, bucket: str, methods: frozenset[str]) -> None:
    wanted = f'AllowedOrigins ["*"] and AllowedMethods {sorted(methods)}'
    try:
        rules: Sequence[Mapping[str, Any]] = s3.get_bucket_cors(Bucket=bucket)["CORSRules"]
    except (ClientError, BotoCoreError) as refused:
        raise ValidationException(
            f"The CORS configuration of the bucket '{bucket}' could not be read with role {request.parameters['RoleArn']}, "
            f"which needs s3:GetBucketCORS; it must have a rule with {wanted} ({_reason(refused)})."
        ) from refused
    if not any("*" in rule["AllowedOrigins"] and methods <= set(rule["AllowedMethods"]) for rule in rules):
        raise ValidationException(f"The CORS configuration of the bucket '{bucket}' must have a rule with {wanted}.")


def _write_intermediate_manifest(request: Request, s3: Any, *, content: bytes) -> None:
    """Try the output location by writing where AWS keeps its working copies of the manifest.

    AWS has been seen to fill ``manifests/intermediate/``, but neither the names there nor any probe of the output location is documented.
    A real write is the one check that covers role, bucket policy and key alike. Output is always encrypted with KMS, as AWS documents.
    """
    location = _output_folder(request).inside(f"{request.parameters['LabelingJobName']}/manifests/intermediate/1/input.manifest")
    key_id = request.parameters["OutputConfig"].get("KmsKeyId")
    encryption = {"ServerSideEncryption": "aws:kms", **({"SSEKMSKeyId": key_id} if key_id else {})}
    try:
        s3.put_object(Bucket=location.bucket, Key=location.key, Body=content, **encryption)
    except (ClientError, BotoCoreError) as refused:
        raise InvalidInputError(
            f"Could not write to '{location.uri}' with role {request.parameters['RoleArn']}; "
            f"it must be allowed s3:PutObject there ({_reason(refused)})."
        ) from refused


def _output_folder(request: Request) -> S3Location:
    return S3Location.of_folder(request.parameters["OutputConfig"]["S3OutputPath"], member="OutputConfig.S3OutputPath")


def _reason(refused: Exception) -> str:
    return refused.response["Error"]["Code"] if isinstance(refused, ClientError) else str(refused)
