"""Buckets and topics of others in the account, each with its own KMS key, and the jobs that use them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.e2e.account_view import AccountView
from tests.e2e.labeling_data import png

INPUT, OUTPUT, DATA = "encrypted-input", "encrypted-output", "encrypted-data"
ANY_ORIGIN = {"CORSRules": [{"AllowedOrigins": ["*"], "AllowedMethods": ["GET"]}]}
TASK = {
    "TaskTitle": "Encrypted",
    "TaskDescription": "Label what you see.",
    "NumberOfHumanWorkersPerDataObject": 1,
    "TaskTimeLimitInSeconds": 600,
}
PAGE = (
    '<script src="https://assets.crowd.aws/crowd-html-elements.js"></script><crowd-form>'
    '<crowd-classifier name="crowd-classifier" categories="{{ task.input.labels | to_json | escape }}" header="Which?">'
    "<classification-target>{{ task.input.taskObject }}</classification-target>"
    "<full-instructions>Choose.</full-instructions><short-instructions>Choose.</short-instructions>"
    "</crowd-classifier></crowd-form>"
)

Job = dict[str, Any]


@dataclass(frozen=True)
class EncryptedThings:
    """The ARNs of the keys and the topics."""

    input_key: str
    output_key: str
    data_key: str
    topic_key: str
    incoming: str
    labeled: str

    @property
    def topics(self) -> tuple[str, str]:
        """Both have the same key."""
        return (self.incoming, self.labeled)

    @classmethod
    def make(cls, account: AccountView) -> EncryptedThings:
        """Create everything, with a manifest, a page and an image."""
        keys = [account.client("kms").create_key()["KeyMetadata"]["Arn"] for _ in range(4)]
        s3, sns = account.client("s3"), account.client("sns")
        region = s3.meta.region_name
        for bucket, key in zip((INPUT, OUTPUT, DATA), keys, strict=False):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
            rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
            s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})
            s3.put_bucket_cors(Bucket=bucket, CORSConfiguration=ANY_ORIGIN)
        s3.put_object(Bucket=INPUT, Key="one.manifest", Body=b'{"source": "one"}\n')
        s3.put_object(Bucket=INPUT, Key="page.liquid.html", Body=PAGE.encode())
        s3.put_object(Bucket=DATA, Key="one.png", Body=png())
        topics = [sns.create_topic(Name=name, Attributes={"KmsMasterKeyId": keys[3]})["TopicArn"] for name in ("incoming", "labeled")]
        return cls(*keys, *topics)

    def encryption_keys(self, *names: str) -> list[dict[str, Any]]:
        """The field of an environment file for these buckets and topics."""
        keys = {INPUT: self.input_key, OUTPUT: self.output_key, DATA: self.data_key} | dict.fromkeys(self.topics, self.topic_key)
        entries: dict[str, dict[str, Any]] = {}
        for name in names:
            entry = entries.setdefault(keys[name], {"kms_key_arn": keys[name]})
            entry.setdefault("topics" if ":" in name else "buckets", []).append(name)
        return list(entries.values())

    def jobs(self, role_arn: str) -> list[Job]:
        """Jobs that refer to all kinds of resources elsewhere, with generated roles and with a user's role."""
        everything = {
            "task_type": "TextMultiClass",
            "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": f"s3://{INPUT}/one.manifest"}}},
            "OutputConfig": {"S3OutputPath": f"s3://{OUTPUT}/labels", "SnsTopicArn": self.labeled},
            "HumanTaskConfig": {**TASK, "UiConfig": {"UiTemplateS3Uri": f"s3://{INPUT}/page.liquid.html"}},
            "data_buckets": [DATA],
        }
        output = {"OutputConfig": {"S3OutputPath": f"s3://{OUTPUT}/labels"}}
        functions = {
            "pre_annotation": {"code": "workflow", "handler": "pre_annotation.handler"},
            "post_annotation": {"code": "workflow", "handler": "post_annotation.handler"},
        }
        stream = {"DataSource": {"SnsDataSource": {"SnsTopicArn": self.incoming}}}
        return [
            job("everything", **everything),
            job("own-role", **everything, RoleArn=role_arn),
            job("images", task_type="ImageMultiClass", dataset={"manifest": "images.manifest"}, data_buckets=[DATA], **output),
            job("functions", dataset={"lines": ["a text"]}, template="own.liquid.html", workflow=functions, **output),
            job("stream", task_type="TextMultiClass", InputConfig=stream, **output),
            job("crawl", task_type="TextMultiClass", dataset={"crawl": {"prefix": "letters/", "objects": "text_files"}}),
        ]


def job(name: str, **more: Any) -> Job:
    """A job of an environment file."""
    return {"LabelingJobName": name, "team": "reviewers", "labels": ["good", "bad"], "HumanTaskConfig": TASK, **more}


def role_that_may_everything(account: AccountView) -> str:
    """A user's execution role."""
    trust = {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    iam = account.client("iam")
    role = iam.create_role(RoleName="own-labeling", AssumeRolePolicyDocument=_policy(trust))["Role"]
    iam.put_role_policy(RoleName=role["RoleName"], PolicyName="Everything", PolicyDocument=_policy(everything))
    return str(role["Arn"])


def subscribed_queue(account: AccountView, topic_arn: str) -> str:
    """The URL of a queue subscribed to a topic."""
    sqs, name = account.client("sqs"), "arrivals"
    arn = f"{topic_arn.rpartition(':')[0].replace(':sns:', ':sqs:')}:{name}"
    deliver = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": arn}
    url = sqs.create_queue(QueueName=name, Attributes={"Policy": _policy(deliver)})["QueueUrl"]
    account.client("sns").subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=arn)
    return str(url)


def _policy(statement: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
