"""The resources that the examples refer to, in a separate stack."""

import io
import json
import zipfile

from tests.unit.sandbox_server.policies import ACCOUNT, REGION
from tests.unit.sandbox_server.property_examples.examples import Properties

NAME = "property-examples"
BUCKET_ARN, OTHER_BUCKET_ARN = f"arn:aws:s3:::{NAME}", f"arn:aws:s3:::{NAME}-other"
QUEUE_ARN = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{NAME}"
FIFO_QUEUE_ARN = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{NAME}.fifo"
TOPIC_ARN = f"arn:aws:sns:{REGION}:{ACCOUNT}:{NAME}"
OTHER_TOPIC_ARN = f"{TOPIC_ARN}-other"
FUNCTION_ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{NAME}"
ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/{NAME}"
POLICY_ARN = f"arn:aws:iam::{ACCOUNT}:policy/{NAME}"
KEY_ALIAS = f"alias/{NAME}"
LOG_GROUP_ARN = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{NAME}:*"
TAGS = [{"Key": "stage", "Value": "test"}]
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def trust(*services: str) -> Properties:
    """A trust policy for services."""
    principal = {"Service": [f"{service}.amazonaws.com" for service in services]}
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]}


def open_to(action: str, resource: str, *services: str) -> Properties:
    """A resource policy that allows the account and services an action."""
    principal = {"AWS": f"arn:aws:iam::{ACCOUNT}:root", "Service": [f"{service}.amazonaws.com" for service in services]}
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource}]}


def _resource(kind: str, **properties: object) -> Properties:
    return {"Type": f"AWS::{kind}", "Properties": properties}


_POOL = {"Ref": "UserPool"}
_RESOURCES = {
    "Bucket": _resource("S3::Bucket", BucketName=NAME, VersioningConfiguration={"Status": "Enabled"}),
    "OtherBucket": _resource("S3::Bucket", BucketName=f"{NAME}-other", VersioningConfiguration={"Status": "Enabled"}),
    "Queue": _resource("SQS::Queue", QueueName=NAME),
    "FifoQueue": _resource("SQS::Queue", QueueName=f"{NAME}.fifo", FifoQueue=True),
    "QueuePolicy": _resource(
        "SQS::QueuePolicy", Queues=[{"Ref": "Queue"}], PolicyDocument=open_to("sqs:*", QUEUE_ARN, "s3", "sns", "events")
    ),
    "Topic": _resource("SNS::Topic", TopicName=NAME),
    "OtherTopic": _resource("SNS::Topic", TopicName=f"{NAME}-other"),
    "TopicPolicy": _resource(
        "SNS::TopicPolicy", Topics=[{"Ref": "Topic"}], PolicyDocument=open_to("sns:Publish", TOPIC_ARN, "s3", "events")
    ),
    "Role": _resource(
        "IAM::Role",
        RoleName=NAME,
        AssumeRolePolicyDocument=trust("lambda", "states", "s3", "events"),
        Policies=[{"PolicyName": "everything", "PolicyDocument": EVERYTHING}],
    ),
    "User": _resource("IAM::User", UserName=NAME),
    "ManagedPolicy": _resource("IAM::ManagedPolicy", ManagedPolicyName=NAME, PolicyDocument=EVERYTHING),
    "Function": _resource(
        "Lambda::Function",
        FunctionName=NAME,
        Role={"Fn::GetAtt": ["Role", "Arn"]},
        Runtime="python3.13",
        Handler="index.handler",
        Code={"ZipFile": "def handler(event, context): return event"},
    ),
    "Permission": _resource(
        "Lambda::Permission", FunctionName={"Ref": "Function"}, Action="lambda:InvokeFunction", Principal="s3.amazonaws.com"
    ),
    "Key": _resource("KMS::Key", KeyPolicy=open_to("kms:*", "*", f"logs.{REGION}")),
    "Alias": _resource("KMS::Alias", AliasName=KEY_ALIAS, TargetKeyId={"Ref": "Key"}),
    "LogGroup": _resource("Logs::LogGroup", LogGroupName=NAME),
    "UserPool": _resource("Cognito::UserPool", UserPoolName=NAME),
    "UserPoolGroup": _resource("Cognito::UserPoolGroup", UserPoolId=_POOL, GroupName=NAME),
    "UserPoolUser": _resource("Cognito::UserPoolUser", UserPoolId=_POOL, Username=NAME),
}


def export(name: str, value: object) -> Properties:
    """An output that the examples import."""
    return {"Value": value, "Export": {"Name": f"{NAME}-{name}"}}


TEMPLATE: Properties = {
    "Resources": _RESOURCES,
    "Outputs": {
        "UserPool": export("UserPool", _POOL),
        "KeyId": export("KeyId", {"Ref": "Key"}),
        "KeyArn": export("KeyArn", {"Fn::GetAtt": ["Key", "Arn"]}),
        "FifoQueueUrl": export("FifoQueueUrl", {"Ref": "FifoQueue"}),
    },
}


def _code() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.writestr("index.py", "def handler(event, context): return event")
    return archive.getvalue()


FILES = {
    "CodeVersion": ("code.zip", _code()),
    "MachineVersion": ("machine.json", json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}).encode()),
}
"""The objects in the bucket, by the names of their exported versions."""
