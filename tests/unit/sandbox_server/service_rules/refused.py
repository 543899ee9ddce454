"""Refusals by services: the subject, the resources, and a part of the response."""

from tests.unit.sandbox_server.policies import ACCOUNT
from tests.unit.sandbox_server.service_rules import resources as new

REFUSED: list[tuple[str, dict[str, new.Definition], str]] = [
    ("effect", new.alone(new.role(trusted=new.document(new.trust(Effect="Alow")))), "Syntax errors in policy."),
    ("effect in lower case", new.alone(new.role(new.document(new.statement(Effect="allow")))), "The policy failed legacy parsing"),
    (
        "trust without principal",
        new.alone(new.role(trusted=new.document(new.without("Principal", new.trust())))),
        "Missing required field Principal",
    ),
    (
        "trust of everybody",
        new.alone(new.role(trusted=new.document(new.trust(Principal="*")))),
        'contained an invalid principal: "STAR":"*"',
    ),
    (
        "trust of a service that is none",
        new.alone(new.role(trusted=new.document(new.trust(Principal={"Service": "lambda"})))),
        'Invalid principal in policy: "SERVICE":"lambda"',
    ),
    (
        "trust of nobody",
        new.alone(new.role(trusted=new.document(new.trust(Principal={"AWS": new.NOBODY})))),
        f'Invalid principal in policy: "AWS":"{new.NOBODY}"',
    ),
    ("trust with a resource", new.alone(new.role(trusted=new.document(new.trust(Resource="*")))), "Has prohibited field Resource"),
    (
        "trust for another action",
        new.alone(new.role(trusted=new.document(new.trust(Action="s3:GetObject")))),
        "may only specify STS AssumeRole actions.",
    ),
    ("misspelt element", new.alone(new.role(new.document(new.statement(Resources="*")))), "Syntax errors in policy."),
    (
        "no resource",
        new.alone(new.role(new.document(new.without("Resource", new.statement())))),
        "Policy statement must contain resources.",
    ),
    ("no action", new.alone(new.role(new.document(new.without("Action", new.statement())))), "Policy statement must contain actions."),
    ("no statement", new.alone(new.role({"Version": new.VERSION})), "Syntax errors in policy."),
    ("no version", new.alone(new.role({"Statement": [new.statement()]})), "Policy document must be version 2012-10-17 or greater."),
    ("unknown version", new.alone(new.role(new.document(new.statement(), version="2012-10-18"))), "Syntax errors in policy."),
    (
        "unknown operator",
        new.alone(new.role(new.document(new.statement(Condition={"StringEqual": {"a:b": "c"}})))),
        "Syntax errors in policy.",
    ),
    (
        "resource that is no ARN",
        new.alone(new.role(new.document(new.statement(Resource="bucket/*")))),
        'Resource bucket/* must be in ARN format or "*".',
    ),
    (
        "principal of an identity",
        new.alone(new.role(new.document(new.statement(Principal="*")))),
        "Policy document should not specify a principal.",
    ),
    (
        "place of the policy",
        new.alone(new.role(new.document(new.statement()), new.document(new.statement(Effect="No")))),
        "at #/Policies/1/PolicyDocument",
    ),
    (
        "missing managed policy",
        new.alone(new.role(ManagedPolicyArns=["arn:aws:iam::aws:policy/DoesNotExist"])),
        "Policy arn:aws:iam::aws:policy/DoesNotExist does not exist or is not attachable.",
    ),
    (
        "missing boundary",
        new.alone(new.role(PermissionsBoundary=f"arn:aws:iam::{ACCOUNT}:policy/no")),
        "does not exist or is not attachable.",
    ),
    (
        "managed policy",
        new.alone(new.resource("AWS::IAM::ManagedPolicy", PolicyDocument=new.document(new.without("Resource", new.statement())))),
        "Policy statement must contain resources.",
    ),
    (
        "large managed policy",
        new.alone(
            new.resource(
                "AWS::IAM::ManagedPolicy",
                PolicyDocument=new.document(new.statement(Resource=[f"arn:aws:s3:::b/{n:080}" for n in range(70)])),
            )
        ),
        "Cannot exceed quota for PolicySize: 6144",
    ),
    ("bucket policy for nobody", new.bucket_policy(new.without("Principal", new.objects())), "Missing required field Principal"),
    ("bucket policy for a role that is gone", new.bucket_policy(new.objects(Principal={"AWS": new.NOBODY})), "Invalid principal in policy"),
    ("bucket policy of another bucket", new.bucket_policy(new.objects(Resource="arn:aws:s3:::other/*")), "Policy has invalid resource"),
    (
        "bucket policy that fits no object",
        new.bucket_policy(new.objects(Resource={"Fn::GetAtt": "Bucket.Arn"})),
        "Action does not apply to any resource(s)",
    ),
    (
        "public bucket policy",
        new.bucket_policy(new.objects(Principal="*")),
        "prevented by the BlockPublicPolicy setting in S3 Block Public Access",
    ),
    (
        "public by an open condition",
        new.bucket_policy(new.objects(Principal={"AWS": "*"}, Condition={"StringLike": {"aws:PrincipalArn": "*"}})),
        "prevented by the BlockPublicPolicy setting in S3 Block Public Access",
    ),
    (
        "topic policy for nobody",
        {
            "Topic": new.resource("AWS::SNS::Topic"),
            "Wrong": new.resource(
                "AWS::SNS::TopicPolicy",
                Topics=[{"Ref": "Topic"}],
                PolicyDocument=new.document(new.statement(Action="sns:Publish", Resource={"Ref": "Topic"})),
            ),
        },
        "Missing required field Principal",
    ),
    (
        "queue policy with a wrong effect",
        {
            "Queue": new.resource("AWS::SQS::Queue"),
            "Wrong": new.resource(
                "AWS::SQS::QueuePolicy",
                Queues=[{"Ref": "Queue"}],
                PolicyDocument=new.document(new.statement(Effect="Permit", Principal="*", Action="sqs:SendMessage")),
            ),
        },
        "Syntax errors in policy.",
    ),
    (
        "key of nobody",
        new.alone(new.key(new.statement(Principal={"AWS": new.NOBODY}, Action="kms:Decrypt"))),
        "one or more invalid principals.",
    ),
    (
        "key that nobody can change",
        new.alone(new.key(new.statement(Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, Action="kms:Decrypt"))),
        "The new key policy will not allow you to update the key policy in the future.",
    ),
    (
        "key of another account",
        new.alone(new.key(new.statement(Principal={"AWS": "arn:aws:iam::999999999999:root"}, Action="kms:*"))),
        "The new key policy will not allow you to update the key policy in the future.",
    ),
    ("pattern of a text", new.alone(new.pattern(source="aws.s3")), '"source" must be an object or an array'),
    ("pattern of nothing", new.alone(new.pattern(source=[])), "Empty arrays are not allowed"),
    ("pattern with an unknown operator", new.alone(new.pattern(source=[{"prefx": "a"}])), "Event pattern is not valid."),
    (
        "neither pattern nor schedule",
        new.alone(new.rule(Description="none", EventPattern={})),
        "EventPattern or ScheduleExpression must be specified.",
    ),
    ("schedule that is none", new.alone(new.rule(ScheduleExpression="every day")), "#/ScheduleExpression"),
    (
        "schedule on another bus",
        {
            "Bus": new.resource("AWS::Events::EventBus", Name="own"),
            "Wrong": new.rule(ScheduleExpression="rate(1 day)", EventBusName={"Ref": "Bus"}),
        },
        "ScheduleExpression is supported only on the default event bus.",
    ),
    (
        "target without an ARN",
        new.alone(new.rule(ScheduleExpression="rate(1 day)", Targets=[{"Id": "a", "Arn": "queue"}])),
        "#/Targets/0/Arn",
    ),
    (
        "two targets of one name",
        new.alone(
            new.rule(ScheduleExpression="rate(1 day)", Targets=[{"Id": "a", "Arn": new.ANY_QUEUE}, {"Id": "a", "Arn": f"{new.ANY_QUEUE}2"}])
        ),
        "Target Id a is not unique.",
    ),
    ("machine that is no JSON", new.machine("{"), "INVALID_JSON_DESCRIPTION"),
    (
        "machine without a start",
        new.machine({"StartAt": "A", "States": {}}),
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: A at /StartAt",
    ),
    (
        "state that goes nowhere",
        new.machine({"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "C": new.PASS}}),
        "Missing 'Next' target: B at /States/A/Next",
    ),
    (
        "state that is not reached",
        new.machine({"StartAt": "A", "States": {"A": new.PASS, "B": new.PASS}}),
        'State "B" is not reachable. at /States/B',
    ),
    ("state of an unknown type", new.machine({"StartAt": "A", "States": {"A": {"Type": "Paas", "End": True}}}), "SCHEMA_VALIDATION_FAILED"),
    ("state without type", new.machine({"StartAt": "A", "States": {"A": {"End": True}}}), "SCHEMA_VALIDATION_FAILED"),
    (
        "branch that goes nowhere",
        new.machine(
            {
                "StartAt": "A",
                "States": {"A": {"Type": "Parallel", "End": True, "Branches": [{"StartAt": "X", "States": {"B": new.PASS}}]}},
            }
        ),
        "Missing 'Next' target: X at /States/A/Branches[0]/StartAt",
    ),
    (
        "machine of a role for Lambda",
        {**new.machine({"StartAt": "A", "States": {"A": new.PASS}}), "Role": new.role()},
        "is authorized to assume the provided role.",
    ),
    ("function of nobody", new.function(Role=new.NOBODY), "The role defined for the function cannot be assumed by Lambda."),
    (
        "function of a role for another service",
        {**new.function(), "Role": new.role(trusted=new.document(new.trust(Principal={"Service": "sagemaker.amazonaws.com"})))},
        "The role defined for the function cannot be assumed by Lambda.",
    ),
    (
        "permission of a service without its domain",
        new.permission("s3"),
        "The provided principal was invalid.",
    ),
    ("function without code", new.function(Code={"S3Bucket": "no-such-bucket", "S3Key": "no.zip"}), "S3 Error Code: NoSuchKey."),
    ("function that may last too long", new.function(Timeout=901), "#/Timeout"),
    ("function of too much memory", new.function(MemorySize=10_241), "less than or equal to 10240"),
    ("variable of Lambda's own", new.function(Environment={"Variables": {"AWS_REGION": "here"}}), "#/Environment/Variables"),
    (
        "rotation of a pair",
        new.alone(new.key(new.ACCOUNT_MAY, KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY", EnableKeyRotation=True)),
        "at #/EnableKeyRotation",
    ),
    ("bucket like an address", new.alone(new.resource("AWS::S3::Bucket", BucketName="192.168.1.1")), "The specified bucket is not valid."),
    ("bucket of two letters", new.alone(new.resource("AWS::S3::Bucket", BucketName="ab")), "The specified bucket is not valid."),
    ("bucket with two dots", new.alone(new.resource("AWS::S3::Bucket", BucketName="a..bc")), "The specified bucket is not valid."),
    ("topic with a blank", new.alone(new.resource("AWS::SNS::Topic", TopicName="a b")), "Invalid parameter: Topic Name"),
    ("queue of a long name", new.alone(new.resource("AWS::SQS::Queue", QueueName="x" * 81)), "1 to 80 in length"),
    ("queue that is not in order", new.alone(new.resource("AWS::SQS::Queue", FifoQueue=True, QueueName="a")), "#/QueueName"),
    (
        "value that the API does not know",
        new.pool_user(MessageAction="SUPRESS"),
        "Value 'SUPRESS' at 'messageAction' failed to satisfy constraint: Member must satisfy enum value set: [RESEND, SUPPRESS]",
    ),
    (
        "name that is taken",
        {"First": new.role(RoleName="taken"), "Wrong": {**new.role(RoleName="taken"), "DependsOn": "First"}},
        "Resource of type 'AWS::IAM::Role' with identifier 'taken' already exists.",
    ),
    ("reserved word of a domain", new.domain("my-aws-domain"), "Domain cannot contain reserved word: aws"),
    ("another reserved word", new.domain("cognito-x"), "Domain cannot contain reserved word: cognito"),
    (
        "second factor that there is not",
        new.alone(new.resource("AWS::Cognito::UserPool", MfaConfiguration="ON")),
        "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ),
    (
        "second factor that is off",
        new.alone(new.resource("AWS::Cognito::UserPool", MfaConfiguration="OFF", EnabledMfas=["SOFTWARE_TOKEN_MFA"])),
        "can't turn off MFA and configure an MFA together.",
    ),
    (
        "messages that cannot be sent",
        new.alone(new.resource("AWS::Cognito::UserPool", AutoVerifiedAttributes=["phone_number"])),
        "SMS configuration is required when phone_number is selected for auto verification",
    ),
    ("callback without TLS", new.client(CallbackURLs=["http://example.com"]), "http://example.com cannot use the HTTP protocol."),
    ("logout without TLS", new.client(LogoutURLs=["http://localhost.example.com"]), "#/LogoutURLs/0"),
    ("no callback", new.client(CallbackURLs=[]), "CallbackUrls can not be empty"),
    ("two kinds of flows", new.client(AllowedOAuthFlows=["code", "client_credentials"]), "client_credentials flow can not be selected"),
    ("token for too long", new.client(AccessTokenValidity=25), "Invalid range for token validity."),
    ("queue that is no ARN", new.subscription("sqs", "not-an-arn"), "Invalid parameter: SQS endpoint ARN"),
    ("function that is no ARN", new.subscription("lambda", new.ANY_QUEUE), "Invalid parameter: Lambda endpoint ARN"),
    ("unknown protocol", new.subscription("pigeon", "home"), "does not support this protocol string: pigeon"),
    ("address that is none", new.subscription("email", "nobody"), "Invalid parameter: Email address"),
    ("address of another protocol", new.subscription("https", "http://example.com"), "Endpoint must match the specified protocol"),
    ("raw message by mail", new.subscription("email", "a@example.com", RawMessageDelivery=True), "does not support raw message delivery."),
    (
        "subscription of a topic that is not there",
        new.alone(
            new.resource("AWS::SNS::Subscription", TopicArn=f"arn:aws:sns:us-east-1:{ACCOUNT}:no", Protocol="sqs", Endpoint=new.ANY_QUEUE)
        ),
        "Topic does not exist",
    ),
    (
        "topic with a wrong subscription",
        new.alone(new.resource("AWS::SNS::Topic", Subscription=[{"Protocol": "sqs", "Endpoint": "a"}])),
        "at #/Subscription/0/Endpoint",
    ),
    (
        "time of a custom resource",
        new.alone(new.resource("Custom::Thing", ServiceToken=f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:a", ServiceTimeout="3601")),
        "Invalid ServiceTimeout 3601",
    ),
    (
        "no time for a custom resource",
        new.alone(new.resource("AWS::CloudFormation::CustomResource", ServiceToken="a", ServiceTimeout=0)),
        "Invalid ServiceTimeout 0",
    ),
    ("lifecycle without action", new.alone(new.lifecycle(Prefix="a")), "At least one action needs to be specified in a rule"),
    ("lifecycle of no days", new.alone(new.lifecycle(ExpirationInDays=0)), "must be a positive integer"),
    (
        "lifecycle that ends before it begins",
        new.alone(new.lifecycle(ExpirationInDays=30, Transitions=[{"StorageClass": "GLACIER", "TransitionInDays": 30}])),
        "'Days' in the Expiration action must be greater than 'Days' in the Transition action",
    ),
    (
        "too early for the storage class",
        new.alone(new.lifecycle(Transitions=[{"StorageClass": "STANDARD_IA", "TransitionInDays": 29}])),
        "greater than or equal to 30 for storageClass 'STANDARD_IA'",
    ),
]
