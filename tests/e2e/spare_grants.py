"""Permissions of an environment's roles that its plain lifecycle does not use, each with its reason."""

_LOGS = {"logs:CreateLogStream": "MiniStack writes functions' logs itself", "logs:PutLogEvents": "likewise"}
_DOCUMENTED = "AWS documents that Ground Truth needs it; the sandbox's does not use it"
_NOBODY_ASSUMES = "Ground Truth Plus assumes the role, and nobody plays it here"

SPARE_GRANTS: dict[str, dict[str, str]] = {
    "WorkforceHandler": {
        **_LOGS,
        "sagemaker:ListWorkforces": "when there is a workforce already, to name it",
        "sagemaker:UpdateWorkforce": "when the IP ranges change",
        "sagemaker:DeleteTags": "when a tag is taken away",
    },
    "WorkteamHandler": {**_LOGS, "sagemaker:DeleteTags": "when a tag is taken away"},
    "LabelingJobHandler": {
        **_LOGS,
        "sagemaker:DeleteTags": "when a tag is taken away, or a completed job is deleted",
        "s3:DeleteObject": "when a job is refused after its label file was written",
        "s3:DeleteObjectVersion": "likewise",
        "sqs:GetQueueUrl": "when a streaming job is deleted, which may have been taken out of the stack",
        "sqs:DeleteQueue": "likewise",
    },
    "BucketContentsHandler": _LOGS,
    "ExecutionRole": {
        "cloudwatch:PutMetricData": _DOCUMENTED,
        "logs:CreateLogGroup": _DOCUMENTED,
        "logs:CreateLogStream": _DOCUMENTED,
        "logs:DescribeLogStreams": _DOCUMENTED,
        "logs:PutLogEvents": _DOCUMENTED,
        "s3:AbortMultipartUpload": _DOCUMENTED,
        "s3:GetBucketCORS": "whether AWS reads CORS rules with the role is not documented; for text nobody reads them",
        "s3:GetBucketLocation": _DOCUMENTED,
        "s3:ListBucket": _DOCUMENTED,
    },
    "GroundTruthPlusRole": {
        "s3:GetBucketLocation": _NOBODY_ASSUMES,
        "s3:GetObject": _NOBODY_ASSUMES,
        "s3:ListBucket": _NOBODY_ASSUMES,
        "s3:PutObject": _NOBODY_ASSUMES,
    },
}
