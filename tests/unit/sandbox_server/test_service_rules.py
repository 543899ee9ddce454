"""What a service refuses although the schema allows it, and what is right next to it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.unit.sandbox_server.policies import ACCOUNT

NOBODY = f"arn:aws:iam::{ACCOUNT}:role/nobody"
VERSION = "2012-10-17"
ANY_QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:any"

Definition = Mapping[str, Any]


def resource(resource_type: str, **properties: Any) -> Definition:
    return {"Type": resource_type, "Properties": properties}


def document(*statements: Definition, version: str = VERSION) -> Definition:
    return {"Version": version, "Statement": list(statements)}


def statement(**elements: Any) -> Definition:
    return {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"} | elements


def trust(**elements: Any) -> Definition:
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
    """A statement about the objects of the bucket, for the account."""
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


def client(**properties: Any) -> dict[str, Definition]:
    own = {"UserPoolId": {"Ref": "Pool"}, "AllowedOAuthFlowsUserPoolClient": True, "AllowedOAuthScopes": ["openid"]}
    made = resource(
        "AWS::Cognito::UserPoolClient", **{**own, "AllowedOAuthFlows": ["code"], "CallbackURLs": ["https://a.example"], **properties}
    )
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

REFUSED: list[tuple[str, dict[str, Definition], str]] = [
    ("effect", alone(role(trusted=document(trust(Effect="Alow")))), "Syntax errors in policy."),
    ("effect in lower case", alone(role(document(statement(Effect="allow")))), "The policy failed legacy parsing"),
    ("trust without principal", alone(role(trusted=document(without("Principal", trust())))), "Missing required field Principal"),
    ("trust of everybody", alone(role(trusted=document(trust(Principal="*")))), 'contained an invalid principal: "STAR":"*"'),
    (
        "trust of a service that is none",
        alone(role(trusted=document(trust(Principal={"Service": "lambda"})))),
        'Invalid principal in policy: "SERVICE":"lambda"',
    ),
    ("trust of nobody", alone(role(trusted=document(trust(Principal={"AWS": NOBODY})))), f'Invalid principal in policy: "AWS":"{NOBODY}"'),
    ("trust with a resource", alone(role(trusted=document(trust(Resource="*")))), "Has prohibited field Resource"),
    ("trust for another action", alone(role(trusted=document(trust(Action="s3:GetObject")))), "may only specify STS AssumeRole actions."),
    ("misspelt element", alone(role(document(statement(Resources="*")))), "Syntax errors in policy."),
    ("no resource", alone(role(document(without("Resource", statement())))), "Policy statement must contain resources."),
    ("no action", alone(role(document(without("Action", statement())))), "Policy statement must contain actions."),
    ("no statement", alone(role({"Version": VERSION})), "Syntax errors in policy."),
    ("no version", alone(role({"Statement": [statement()]})), "Policy document must be version 2012-10-17 or greater."),
    ("unknown version", alone(role(document(statement(), version="2012-10-18"))), "Syntax errors in policy."),
    ("unknown operator", alone(role(document(statement(Condition={"StringEqual": {"a:b": "c"}})))), "Syntax errors in policy."),
    ("resource that is no ARN", alone(role(document(statement(Resource="bucket/*")))), 'Resource bucket/* must be in ARN format or "*".'),
    ("principal of an identity", alone(role(document(statement(Principal="*")))), "Policy document should not specify a principal."),
    (
        "place of the policy",
        alone(role(document(statement()), document(statement(Effect="No")))),
        "at #/Policies/1/PolicyDocument",
    ),
    (
        "missing managed policy",
        alone(role(ManagedPolicyArns=["arn:aws:iam::aws:policy/DoesNotExist"])),
        "Policy arn:aws:iam::aws:policy/DoesNotExist does not exist or is not attachable.",
    ),
    ("missing boundary", alone(role(PermissionsBoundary=f"arn:aws:iam::{ACCOUNT}:policy/no")), "does not exist or is not attachable."),
    (
        "managed policy",
        alone(resource("AWS::IAM::ManagedPolicy", PolicyDocument=document(without("Resource", statement())))),
        "Policy statement must contain resources.",
    ),
    (
        "large managed policy",
        alone(
            resource("AWS::IAM::ManagedPolicy", PolicyDocument=document(statement(Resource=[f"arn:aws:s3:::b/{n:080}" for n in range(70)])))
        ),
        "Cannot exceed quota for PolicySize: 6144",
    ),
    ("bucket policy for nobody", bucket_policy(without("Principal", objects())), "Missing required field Principal"),
    ("bucket policy for a role that is gone", bucket_policy(objects(Principal={"AWS": NOBODY})), "Invalid principal in policy"),
    ("bucket policy of another bucket", bucket_policy(objects(Resource="arn:aws:s3:::other/*")), "Policy has invalid resource"),
    (
        "bucket policy that fits no object",
        bucket_policy(objects(Resource={"Fn::GetAtt": "Bucket.Arn"})),
        "Action does not apply to any resource(s)",
    ),
    ("public bucket policy", bucket_policy(objects(Principal="*")), "prevented by the BlockPublicPolicy setting in S3 Block Public Access"),
    (
        "public by an open condition",
        bucket_policy(objects(Principal={"AWS": "*"}, Condition={"StringLike": {"aws:PrincipalArn": "*"}})),
        "prevented by the BlockPublicPolicy setting in S3 Block Public Access",
    ),
    (
        "topic policy for nobody",
        {
            "Topic": resource("AWS::SNS::Topic"),
            "Wrong": resource(
                "AWS::SNS::TopicPolicy",
                Topics=[{"Ref": "Topic"}],
                PolicyDocument=document(statement(Action="sns:Publish", Resource={"Ref": "Topic"})),
            ),
        },
        "Missing required field Principal",
    ),
    (
        "queue policy with a wrong effect",
        {
            "Queue": resource("AWS::SQS::Queue"),
            "Wrong": resource(
                "AWS::SQS::QueuePolicy",
                Queues=[{"Ref": "Queue"}],
                PolicyDocument=document(statement(Effect="Permit", Principal="*", Action="sqs:SendMessage")),
            ),
        },
        "Syntax errors in policy.",
    ),
    ("key of nobody", alone(key(statement(Principal={"AWS": NOBODY}, Action="kms:Decrypt"))), "one or more invalid principals."),
    (
        "key that nobody can change",
        alone(key(statement(Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, Action="kms:Decrypt"))),
        "The new key policy will not allow you to update the key policy in the future.",
    ),
    (
        "key of another account",
        alone(key(statement(Principal={"AWS": "arn:aws:iam::999999999999:root"}, Action="kms:*"))),
        "The new key policy will not allow you to update the key policy in the future.",
    ),
    ("pattern of a text", alone(pattern(source="aws.s3")), '"source" must be an object or an array'),
    ("pattern of nothing", alone(pattern(source=[])), "Empty arrays are not allowed"),
    ("pattern with an unknown operator", alone(pattern(source=[{"prefx": "a"}])), "Event pattern is not valid."),
    (
        "neither pattern nor schedule",
        alone(rule(Description="none", EventPattern={})),
        "EventPattern or ScheduleExpression must be specified.",
    ),
    ("schedule that is none", alone(rule(ScheduleExpression="every day")), "#/ScheduleExpression"),
    (
        "schedule on another bus",
        {
            "Bus": resource("AWS::Events::EventBus", Name="own"),
            "Wrong": rule(ScheduleExpression="rate(1 day)", EventBusName={"Ref": "Bus"}),
        },
        "ScheduleExpression is supported only on the default event bus.",
    ),
    (
        "target without an ARN",
        alone(rule(ScheduleExpression="rate(1 day)", Targets=[{"Id": "a", "Arn": "queue"}])),
        "#/Targets/0/Arn",
    ),
    (
        "two targets of one name",
        alone(rule(ScheduleExpression="rate(1 day)", Targets=[{"Id": "a", "Arn": ANY_QUEUE}, {"Id": "a", "Arn": f"{ANY_QUEUE}2"}])),
        "Target Id a is not unique.",
    ),
    ("machine that is no JSON", machine("{"), "INVALID_JSON_DESCRIPTION"),
    ("machine without a start", machine({"StartAt": "A", "States": {}}), "MISSING_TRANSITION_TARGET: Missing 'Next' target: A at /StartAt"),
    (
        "state that goes nowhere",
        machine({"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "C": PASS}}),
        "Missing 'Next' target: B at /States/A/Next",
    ),
    ("state that is not reached", machine({"StartAt": "A", "States": {"A": PASS, "B": PASS}}), 'State "B" is not reachable. at /States/B'),
    ("state of an unknown type", machine({"StartAt": "A", "States": {"A": {"Type": "Paas", "End": True}}}), "SCHEMA_VALIDATION_FAILED"),
    ("state without type", machine({"StartAt": "A", "States": {"A": {"End": True}}}), "SCHEMA_VALIDATION_FAILED"),
    (
        "branch that goes nowhere",
        machine(
            {
                "StartAt": "A",
                "States": {"A": {"Type": "Parallel", "End": True, "Branches": [{"StartAt": "X", "States": {"B": PASS}}]}},
            }
        ),
        "Missing 'Next' target: X at /States/A/Branches[0]/StartAt",
    ),
    (
        "machine of a role for Lambda",
        {**machine({"StartAt": "A", "States": {"A": PASS}}), "Role": role()},
        "is authorized to assume the provided role.",
    ),
    ("function of nobody", function(Role=NOBODY), "The role defined for the function cannot be assumed by Lambda."),
    (
        "function of a role for another service",
        {**function(), "Role": role(trusted=document(trust(Principal={"Service": "sagemaker.amazonaws.com"})))},
        "The role defined for the function cannot be assumed by Lambda.",
    ),
    ("function without code", function(Code={"S3Bucket": "no-such-bucket", "S3Key": "no.zip"}), "S3 Error Code: NoSuchKey."),
    ("function that may last too long", function(Timeout=901), "#/Timeout"),
    ("function of too much memory", function(MemorySize=10_241), "less than or equal to 10240"),
    ("variable of Lambda's own", function(Environment={"Variables": {"AWS_REGION": "here"}}), "#/Environment/Variables"),
    ("reserved word of a domain", domain("my-aws-domain"), "Domain cannot contain reserved word: aws"),
    ("another reserved word", domain("cognito-x"), "Domain cannot contain reserved word: cognito"),
    (
        "second factor that there is not",
        alone(resource("AWS::Cognito::UserPool", MfaConfiguration="ON")),
        "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ),
    (
        "second factor that is off",
        alone(resource("AWS::Cognito::UserPool", MfaConfiguration="OFF", EnabledMfas=["SOFTWARE_TOKEN_MFA"])),
        "can't turn off MFA and configure an MFA together.",
    ),
    (
        "messages that cannot be sent",
        alone(resource("AWS::Cognito::UserPool", AutoVerifiedAttributes=["phone_number"])),
        "SMS configuration is required when phone_number is selected for auto verification",
    ),
    ("callback without TLS", client(CallbackURLs=["http://example.com"]), "http://example.com cannot use the HTTP protocol."),
    ("logout without TLS", client(LogoutURLs=["http://localhost.example.com"]), "#/LogoutURLs/0"),
    ("no callback", client(CallbackURLs=[]), "CallbackUrls can not be empty"),
    ("two kinds of flows", client(AllowedOAuthFlows=["code", "client_credentials"]), "client_credentials flow can not be selected"),
    ("token for too long", client(AccessTokenValidity=25), "Invalid range for token validity."),
    ("queue that is no ARN", subscription("sqs", "not-an-arn"), "Invalid parameter: SQS endpoint ARN"),
    ("function that is no ARN", subscription("lambda", ANY_QUEUE), "Invalid parameter: Lambda endpoint ARN"),
    ("unknown protocol", subscription("pigeon", "home"), "does not support this protocol string: pigeon"),
    ("address that is none", subscription("email", "nobody"), "Invalid parameter: Email address"),
    ("address of another protocol", subscription("https", "http://example.com"), "Endpoint must match the specified protocol"),
    ("raw message by mail", subscription("email", "a@example.com", RawMessageDelivery=True), "does not support raw message delivery."),
    (
        "subscription of a topic that is not there",
        alone(resource("AWS::SNS::Subscription", TopicArn=f"arn:aws:sns:us-east-1:{ACCOUNT}:no", Protocol="sqs", Endpoint=ANY_QUEUE)),
        "Topic does not exist",
    ),
    (
        "topic with a wrong subscription",
        alone(resource("AWS::SNS::Topic", Subscription=[{"Protocol": "sqs", "Endpoint": "a"}])),
        "at #/Subscription/0/Endpoint",
    ),
    (
        "time of a custom resource",
        alone(resource("Custom::Thing", ServiceToken=f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:a", ServiceTimeout="3601")),
        "Invalid ServiceTimeout 3601",
    ),
    (
        "no time for a custom resource",
        alone(resource("AWS::CloudFormation::CustomResource", ServiceToken="a", ServiceTimeout=0)),
        "Invalid ServiceTimeout 0",
    ),
    ("lifecycle without action", alone(lifecycle(Prefix="a")), "At least one action needs to be specified in a rule"),
    ("lifecycle of no days", alone(lifecycle(ExpirationInDays=0)), "must be a positive integer"),
    (
        "lifecycle that ends before it begins",
        alone(lifecycle(ExpirationInDays=30, Transitions=[{"StorageClass": "GLACIER", "TransitionInDays": 30}])),
        "'Days' in the Expiration action must be greater than 'Days' in the Transition action",
    ),
    (
        "too early for the storage class",
        alone(lifecycle(Transitions=[{"StorageClass": "STANDARD_IA", "TransitionInDays": 29}])),
        "greater than or equal to 30 for storageClass 'STANDARD_IA'",
    ),
]

RIGHT: list[tuple[str, dict[str, Definition]]] = [
    ("trust of several", alone(role(trusted=document(trust(Principal={"Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]}))))),
    (
        "trust of everybody with a condition",
        alone(role(trusted=document(trust(Principal={"AWS": "*"}, Condition={"Bool": {"a:b": True}})))),
    ),
    (
        "trust of an account",
        alone(role(trusted=document(trust(Principal={"AWS": "999999999999"}, Action=["sts:AssumeRole", "sts:TagSession"])))),
    ),
    ("trust in one statement of an older version", alone(role(trusted={"Statement": trust()}))),
    ("wildcards", alone(role(document(statement(Action=["s3:*", "*"], Resource=["arn:aws:s3:::b*", "arn:aws:iam::*:role/*", "*"]))))),
    ("refusal", alone(role(document(without("Action", statement(Effect="Deny", NotAction="s3:*", Sid="A1")))))),
    ("numbers in conditions", alone(role(document(statement(Condition={"NumericLessThanIfExists": {"s3:max-keys": 10}}))))),
    ("managed policies of AWS", alone(role(ManagedPolicyArns=["arn:aws:iam::aws:policy/ReadOnlyAccess"]))),
    ("managed policy that few use", alone(role(ManagedPolicyArns=["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]))),
    (
        "managed policy of one's own",
        {
            "Policy": resource("AWS::IAM::ManagedPolicy", PolicyDocument=document(statement())),
            "Role": role(ManagedPolicyArns=[{"Ref": "Policy"}], PermissionsBoundary={"Ref": "Policy"}),
        },
    ),
    (
        "bucket policy",
        bucket_policy(
            objects(), objects(Effect="Deny", Principal="*", Action="s3:*", Condition={"Bool": {"aws:SecureTransport": "false"}})
        ),
    ),
    (
        "bucket policy with a narrow condition",
        bucket_policy(objects(Principal="*", Condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}})),
    ),
    (
        "bucket policy of the contents handler",
        bucket_policy(
            objects(
                Action=["s3:GetBucket*", "s3:List*", "s3:DeleteObject*"],
                Resource=[{"Fn::GetAtt": "Bucket.Arn"}, {"Fn::Sub": "${Bucket.Arn}/*"}],
            )
        ),
    ),
    (
        "public bucket",
        {
            **bucket_policy(objects(Principal="*")),
            "Bucket": resource("AWS::S3::Bucket", PublicAccessBlockConfiguration={"BlockPublicPolicy": False, "BlockPublicAcls": True}),
        },
    ),
    ("key", alone(key(ACCOUNT_MAY))),
    ("key of CDK", alone(key(ACCOUNT_MAY, statement(Principal={"Service": "sns.amazonaws.com"}, Action=["kms:Decrypt"])))),
    (
        "key that skips the check",
        alone(key(statement(Principal={"AWS": "arn:aws:iam::999999999999:root"}, Action="kms:*"), BypassPolicyLockoutSafetyCheck=True)),
    ),
    (
        "pattern",
        alone(
            pattern(source=["aws.s3"], detail={"bucket": {"name": [{"prefix": "a"}, {"exists": True}]}, "$or": [{"a": [1]}, {"b": [2]}]})
        ),
    ),
    ("schedule", alone(rule(ScheduleExpression="cron(0 12 * * ? *)", Targets=[{"Id": "a", "Arn": ANY_QUEUE}]))),
    (
        "machine",
        machine(
            {
                "StartAt": "Each",
                "States": {
                    "Each": {
                        "Type": "Map",
                        "ItemProcessor": {"StartAt": "In", "States": {"In": {"Type": "Succeed"}}},
                        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Sorry"}],
                        "Next": "Choose",
                    },
                    "Choose": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": True, "Next": "Wait"}], "Default": "Sorry"},
                    "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Choose"},
                    "Sorry": {"Type": "Fail"},
                },
            }
        ),
    ),
    (
        "machine with substitutions",
        machine(
            '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${Resource}", "End": true}}}',
            DefinitionSubstitutions={"Resource": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:a"},
        ),
    ),
    ("function", function(Timeout=900, MemorySize=10_240, Environment={"Variables": {"LEVEL": "info"}})),
    ("domain", domain("reviews-of-labels")),
    ("second factor", alone(resource("AWS::Cognito::UserPool", MfaConfiguration="ON", EnabledMfas=["SOFTWARE_TOKEN_MFA"]))),
    ("callback at home", client(CallbackURLs=["http://localhost:3000/a", "https://a.example"], DefaultRedirectURI="https://a.example")),
    ("tokens", client(AccessTokenValidity=15, TokenValidityUnits={"AccessToken": "minutes"}, RefreshTokenValidity=1)),
    ("mail", subscription("email", "a@example.com")),
    ("queue", subscription("sqs", ANY_QUEUE, RawMessageDelivery=True)),
    (
        "topic with a subscription",
        alone(resource("AWS::SNS::Topic", Subscription=[{"Protocol": "https", "Endpoint": "https://a.example"}])),
    ),
    ("lifecycle", alone(lifecycle(ExpirationInDays=31, Transitions=[{"StorageClass": "STANDARD_IA", "TransitionInDays": 30}]))),
]


@pytest.mark.parametrize(("resources", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_service_refuses(operate: Callable[..., str], stacks: Any, name: str, resources: dict[str, Definition], reason: str) -> None:
    assert operate("create_stack", name, {"Resources": resources}) == "ROLLBACK_COMPLETE"
    events = stacks.describe_stack_events(StackName=name)["StackEvents"]
    told = [
        event["ResourceStatusReason"]
        for event in events
        if event["ResourceStatus"] == "CREATE_FAILED" and event["LogicalResourceId"] == "Wrong"
    ]
    assert any(reason in each for each in told), told


@pytest.mark.parametrize("resources", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_service_takes(operate: Callable[..., str], reasons: Callable[[str], str], name: str, resources: dict[str, Definition]) -> None:
    assert operate("create_stack", name, {"Resources": resources}) == "CREATE_COMPLETE", reasons(name)


def test_an_update_is_refused_and_the_resource_stays_as_it_was(
    operate: Callable[..., str], reasons: Callable[[str], str], client: Callable[[str], Any], name: str
) -> None:
    made = role(RoleName=name)
    assert operate("create_stack", name, {"Resources": {"Role": made}}) == "CREATE_COMPLETE"
    wrong = {**made, "Properties": {**made["Properties"], "AssumeRolePolicyDocument": document(trust(Effect="Alow"))}}
    assert operate("update_stack", name, {"Resources": {"Role": wrong}}) == "UPDATE_ROLLBACK_COMPLETE"
    assert "Syntax errors in policy." in reasons(name)
    assert client("iam").get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"] == document(trust())
