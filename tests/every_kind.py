"""Environments that cover every kind of job, stream and mode, and every field of the file, together with `plus_environments`.

The linters check these: tests/synth/test_synth_every_kind.py fails for a field or value that no environment has.
"""

from __future__ import annotations

from typing import Any

from tests.e2e.job_kinds import INPUT_BUCKET, INSTRUCTIONS, jobs

Document = dict[str, Any]

ACCOUNT = "123456789012"
REGION = "eu-west-2"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/0123abcd-0000-4444-8888-0123456789ab"
OTHER_KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/4567cdef-0000-4444-8888-0123456789ab"
TOPICS = f"arn:aws:sns:{REGION}:{ACCOUNT}"
FUNCTIONS = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function"
ALGORITHM = f"arn:aws:sagemaker:{REGION}:027400017018:labeling-job-algorithm-specification/text-classification"
TEMPLATE = "s3://elsewhere/pages/task.liquid.html"
VPC = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1", "subnet-2"]}
TEXTS = {"task_type": "TextMultiClass", "labels": ["Car", "Person"]}


def job(name: str, *, task: Document | None = None, **fields: Any) -> Document:
    """A job with the fields that every job needs."""
    asked = {
        "TaskTitle": "Try a kind of job",
        "TaskDescription": "Label what you see.",
        "NumberOfHumanWorkersPerDataObject": 1,
        "TaskTimeLimitInSeconds": 600,
    }
    return {"LabelingJobName": name, "HumanTaskConfig": asked | (task or {}), **fields}


def of_team(name: str, **fields: Any) -> Document:
    """A job for the team of these environments."""
    return job(name, team="reviewers", **fields)


def _environment(**fields: Any) -> Document:
    team = {"name": "reviewers", "description": "Tries every kind of job", "members": ["worker-1@example.com"]}
    return {"account": ACCOUNT, "region": REGION, "teams": [team], **fields}


CREATED = _environment(
    tags={"application": "ground-truth"},
    data_on_destroy="destroy",
    input_bucket={"name": INPUT_BUCKET, "encryption": "s3-managed", "noncurrent_version_expiration_days": 7},
    output_bucket={"name": "kinds-of-jobs-output", "encryption": "s3-managed", "noncurrent_version_expiration_days": 7},
    ground_truth_plus={"access": "both", "account_id": "999999999999"},
    workforce={
        "mode": "create",
        "name": "kinds",
        "source_ip_cidrs": ["203.0.113.0/24"],
        "WorkforceVpcConfig": VPC,
        "user_pool": {
            "domain_prefix": "kinds-of-jobs",
            "mfa": "optional",
            "password": {
                "minimum_length": 14,
                "lowercase": True,
                "uppercase": True,
                "digits": True,
                "symbols": True,
                "history": 5,
                "temporary_password_days": 3,
            },
            "threat_protection": "enforced",
            "deletion_protection": False,
            "implicit_flow": True,
            "invitation": {"subject": "Label with us", "message": "{portal}: {username}, {####}"},
        },
    },
    teams=[
        {
            "name": "reviewers",
            "description": "Tries every kind of job",
            "members": ["worker-1@example.com", {"email": "worker-2@example.com", "existing": True}],
            "notifications": True,
            "presigned_urls_from": "vpc_source_ip",
        }
    ],
    labeling_jobs=[
        *jobs(),
        of_team("chained", **TEXTS, dataset={"output_of": "task-textmulticlass"}, LabelAttributeName="second"),
        of_team(
            "crawled",
            task_type="ImageMultiClass",
            labels=["Car", "Person"],
            dataset={"crawl": {"prefix": "images/", "objects": "images", "pattern": "*.png", "max_objects": 10, "revision": "1"}},
        ),
        of_team(
            "assuming-functions",
            dataset={"lines": ["a text"]},
            template="own.liquid.html",
            workflow={
                "pre_annotation": {
                    "code": "workflow",
                    "handler": "pre_annotation.handler",
                    "timeout_seconds": 30,
                    "memory_megabytes": 512,
                    "environment": {"MODE": "plain"},
                },
                "post_annotation": {
                    "code": "workflow",
                    "handler": "post_annotation.handler",
                    "timeout_seconds": 30,
                    "memory_megabytes": 512,
                    "environment": {"MODE": "plain"},
                    "assumes_execution_role": True,
                },
            },
        ),
        of_team(
            "attributes",
            task_type="VideoObjectDetection",
            LabelAttributeName="found-ref",
            dataset={"input_bucket_key": "manifests/videos.manifest"},
            label_categories={
                "labels": [
                    {
                        "label": "Car",
                        "editsAllowed": "any",
                        "categoryAttributes": [
                            {
                                "name": "speed",
                                "type": "number",
                                "description": "In km/h",
                                "minimum": 0,
                                "maximum": 200,
                                "isRequired": True,
                                "editsAllowed": "none",
                            }
                        ],
                    },
                ],
                "categoryGlobalAttributes": [{"name": "seen", "type": "string", "enum": ["yes", "no"]}],
                "annotationType": "BoundingBox",
                "instructions": INSTRUCTIONS,
            },
        ),
    ],
)

ADOPTED = _environment(
    data_on_destroy="retain",
    input_bucket={"encryption": "kms", "kms_key_arn": KEY},
    output_bucket={"encryption": "kms", "kms_key_arn": KEY},
    encryption_keys=[{"kms_key_arn": OTHER_KEY, "buckets": ["elsewhere"], "topics": [f"{TOPICS}:objects", f"{TOPICS}:labels"]}],
    ground_truth_plus={"access": "account", "account_id": "999999999999"},
    workforce={"mode": "adopt", "name": "kinds", "source_ip_cidrs": ["203.0.113.0/24"], "WorkforceVpcConfig": VPC},
    teams=[{"name": "reviewers", "description": "Labels", "members": ["worker-1@example.com"], "presigned_urls_from": "source_ip"}],
    labeling_jobs=[
        job(
            "elsewhere",
            task={
                "WorkteamArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:workteam/vendor-crowd/others",
                "UiConfig": {"UiTemplateS3Uri": TEMPLATE},
                "PreHumanTaskLambdaArn": f"{FUNCTIONS}:prepare",
                "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{FUNCTIONS}:consolidate"},
                "TaskKeywords": ["text"],
                "TaskAvailabilityLifetimeInSeconds": 86_400,
                "MaxConcurrentTaskCount": 100,
            },
            InputConfig={
                "DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://elsewhere/texts.manifest"}},
                "DataAttributes": {"ContentClassifiers": ["FreeOfAdultContent"]},
            },
            OutputConfig={"S3OutputPath": "s3://elsewhere/labels", "KmsKeyId": OTHER_KEY, "SnsTopicArn": f"{TOPICS}:labels"},
            LabelCategoryConfigS3Uri="s3://elsewhere/labels.json",
            StoppingConditions={"MaxHumanLabeledObjectCount": 10, "MaxPercentageOfInputDatasetLabeled": 100},
            Tags=[{"Key": "owner", "Value": "data"}],
        ),
        of_team(
            "under-a-role-of-its-own",
            **TEXTS,
            dataset={"lines": ["a text"]},
            RoleArn=f"arn:aws:iam::{ACCOUNT}:role/labeling",
            OutputConfig={"KmsKeyId": "alias/labels"},
        ),
        of_team("key-by-alias", **TEXTS, dataset={"lines": ["a text"]}, OutputConfig={"KmsKeyId": "alias/labels"}),
        of_team(
            "stream-elsewhere",
            **TEXTS,
            InputConfig={"DataSource": {"SnsDataSource": {"SnsTopicArn": f"{TOPICS}:objects"}}},
            OutputConfig={"SnsTopicArn": f"{TOPICS}:labels"},
        ),
        of_team(
            "automated-in-a-vpc",
            **TEXTS,
            dataset={"text_file": "many.txt"},
            LabelingJobAlgorithmsConfig={
                "LabelingJobAlgorithmSpecificationArn": ALGORITHM,
                "InitialActiveLearningModelArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:model/first",
                "LabelingJobResourceConfig": {
                    "VolumeKmsKeyId": KEY,
                    "VpcConfig": {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]},
                },
            },
        ),
        of_team(
            "page-of-aws",
            task_type="NamedEntityRecognition",
            task={"UiConfig": {"HumanTaskUiArn": f"arn:aws:sagemaker:{REGION}:394669845002:human-task-ui/NamedEntityRecognition"}},
            dataset={"lines": ["a text"]},
            label_categories={"labels": [{"label": "Car", "shortDisplayName": "C"}], "instructions": INSTRUCTIONS},
        ),
        of_team(
            "images-elsewhere",
            task_type="ImageMultiClass",
            labels=["Car", "Person"],
            dataset={"manifest": "images.manifest"},
            data_buckets=["elsewhere", INPUT_BUCKET],
        ),
    ],
)

IMPORTED = _environment(
    data_on_destroy="retain",
    input_bucket={"encryption": "kms"},
    output_bucket={"encryption": "kms"},
    ground_truth_plus={"access": "role"},
    workforce={"mode": "import", "name": "kinds"},
    teams=[{"name": "reviewers", "description": "Labels", "members": ["worker-1@example.com"], "presigned_urls_from": "anywhere"}],
    labeling_jobs=[
        of_team("classes", **TEXTS, dataset={"lines": ["a text"]}),
        of_team("stream", **TEXTS, stream={"publish_labels": True}),
        of_team("crawled", **TEXTS, dataset={"crawl": {"prefix": "letters/", "objects": "text_files"}}),
    ],
)


def drawing(kind: str, *, edits_allowed: str) -> Document:
    """A job on video frames with this annotation type."""
    attribute = {"name": "standing", "type": "string", "enum": ["yes", "no"], "editsAllowed": edits_allowed}
    return of_team(
        kind.lower(),
        task_type="VideoObjectDetection",
        LabelAttributeName="found-ref",
        dataset={"input_bucket_key": "manifests/videos.manifest"},
        label_categories={
            "annotationType": kind,
            "labels": [{"label": "Person", "editsAllowed": edits_allowed, "categoryAttributes": [attribute]}],
        },
    )


PLAIN = _environment(
    region="us-east-1",
    workforce={
        "mode": "create",
        "name": "plain",
        "user_pool": {"domain_prefix": "plain-kinds", "mfa": "off", "threat_protection": "audit"},
    },
    ground_truth_plus={
        "access": "role",
        "projects": [
            {
                "name": "faces",
                "description": "Boxes around faces",
                "task_type": "image",
                "data_classification": "confidential",
                "contains_pii": True,
                "bucket": "own",
                "readers": {"roles": ["Auditor"], "groups": ["Audit"]},
                "team": {
                    "members": ["member-1@example.com"],
                    "user_pool": {"domain_prefix": "plain-kinds-faces", "mfa": "required", "threat_protection": "off"},
                },
            }
        ],
    },
    labeling_jobs=[drawing("Polyline", edits_allowed="any"), drawing("Keypoint", edits_allowed="none")],
)

EVERY_KIND: dict[str, Document] = {"created": CREATED, "adopted": ADOPTED, "imported": IMPORTED, "plain": PLAIN}
"""By environment name."""
