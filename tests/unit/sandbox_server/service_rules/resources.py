"""Resources of templates, valid unless a property is given; the one under test is named Wrong."""

import json
from collections.abc import Mapping
from typing import Any

from tests.unit.sandbox_server.policies import ACCOUNT

NOBODY = f"arn:aws:iam::{ACCOUNT}:role/nobody"
VERSION = "2012-10-17"
ANY_QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:any"

Definition = Mapping[str, Any]


def resource(resource_type: str, **properties: Any) -> Definition:
    return {"Type": resource_type, "Properties": properties}


def document(*statements: Definition, version: str = VERSION) -> Definition:
    return {"Version": version, "Statement": list(statements)}


def statement(**elements: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"} | elements


def trust(**elements: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"} | elements


def role(*policies: Definition, trusted: Definition | None = None, **properties: Any) -> Definition:
    inline = [{"PolicyName": f"p{number}", "PolicyDocument": policy} for number, policy in enumerate(policies)]
    return resource("AWS::IAM::Role", AssumeRolePolicyDocument=trusted or document(trust()), Policies=inline, **properties)


def without(element: str, given: Definition) -> Definition:
    return {name: value for name, value in given.items() if name != element}


def bucket_policy(*statements: Definition) -> dict[str, Definition]:
    made = resource("AWS::S3::BucketPolicy", Bucket={"Ref": "Bucket"}, PolicyDocument=document(*statements))
    return {"Bucket": resource("AWS::S3::Bucket"), "Wrong": made}


def objects(**elements: Any) -> Definition:
    """A statement about the bucket's objects, for the account."""
    own = {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Resource": {"Fn::Sub": "${Bucket.Arn}/*"}}
    return statement(**own) | elements


def key(*statements: Definition, **properties: Any) -> Definition:
    return resource("AWS::KMS::Key", KeyPolicy=document(*statements), **properties)


ACCOUNT_MAY = statement(Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, Action="kms:*")


def rule(**properties: Any) -> Definition:
    return resource("AWS::Events::Rule", **properties)


def pattern(**content: Any) -> Definition:
    return rule(EventPattern=content)


def machine(definition: Any, **properties: Any) -> dict[str, Definition]:
    text = definition if isinstance(definition, str) else json.dumps(definition)
    made = resource("AWS::StepFunctions::StateMachine", RoleArn={"Fn::GetAtt": "Role.Arn"}, DefinitionString=text)
    trusted = document(trust(Principal={"Service": "states.amazonaws.com"}))
    return {"Role": role(trusted=trusted), "Wrong": {**made, "Properties": {**made["Properties"], **properties}}}


def function(**properties: Any) -> dict[str, Definition]:
    own = {"Role": {"Fn::GetAtt": "Role.Arn"}, "Runtime": "python3.13", "Handler": "index.handler", "Code": {"ZipFile": "x = 1"}}
    return {"Role": role(), "Wrong": resource("AWS::Lambda::Function", **{**own, **properties})}


def permission(principal: str) -> dict[str, Definition]:
    made = resource("AWS::Lambda::Permission", FunctionName={"Ref": "Function"}, Action="lambda:InvokeFunction", Principal=principal)
    return {"Role": role(), "Function": function()["Wrong"], "Wrong": made}


def client(**properties: Any) -> dict[str, Definition]:
    own = {"UserPoolId": {"Ref": "Pool"}, "AllowedOAuthFlowsUserPoolClient": True, "AllowedOAuthScopes": ["openid"]}
    made = resource(
        "AWS::Cognito::UserPoolClient", **{**own, "AllowedOAuthFlows": ["code"], "CallbackURLs": ["https://a.example"], **properties}
    )
    return {"Pool": resource("AWS::Cognito::UserPool"), "Wrong": made}


def pool_user(**properties: Any) -> dict[str, Definition]:
    made = resource("AWS::Cognito::UserPoolUser", UserPoolId={"Ref": "Pool"}, Username="a", **properties)
    return {"Pool": resource("AWS::Cognito::UserPool"), "Wrong": made}


def domain(prefix: str) -> dict[str, Definition]:
    made = resource("AWS::Cognito::UserPoolDomain", UserPoolId={"Ref": "Pool"}, Domain=prefix)
    return {"Pool": resource("AWS::Cognito::UserPool"), "Wrong": made}


def subscription(protocol: str, endpoint: str, **properties: Any) -> dict[str, Definition]:
    made = resource("AWS::SNS::Subscription", TopicArn={"Ref": "Topic"}, Protocol=protocol, Endpoint=endpoint, **properties)
    return {"Topic": resource("AWS::SNS::Topic"), "Wrong": made}


def lifecycle(**lifecycle_rule: Any) -> Definition:
    return resource("AWS::S3::Bucket", LifecycleConfiguration={"Rules": [{"Status": "Enabled", **lifecycle_rule}]})


def alone(definition: Definition) -> dict[str, Definition]:
    return {"Wrong": definition}


PASS = {"Type": "Pass", "End": True}
