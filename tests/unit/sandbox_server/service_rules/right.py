"""What services take: what it is, and the resources."""

from tests.unit.sandbox_server.policies import ACCOUNT
from tests.unit.sandbox_server.service_rules.resources import (
    ACCOUNT_MAY,
    ANY_QUEUE,
    Definition,
    alone,
    bucket_policy,
    client,
    document,
    domain,
    function,
    key,
    lifecycle,
    machine,
    objects,
    pattern,
    permission,
    resource,
    role,
    rule,
    statement,
    subscription,
    trust,
    without,
)

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
    (
        "machine that compares, retries and computes",
        machine(
            {
                "StartAt": "Choose",
                "States": {
                    "Choose": {
                        "Type": "Choice",
                        "Choices": [
                            {"Not": {"Variable": "$.a", "IsNull": True}, "Next": "Work"},
                            {"And": [{"Variable": "$.a", "NumericGreaterThanEqualsPath": "$.b"}], "Next": "Work"},
                        ],
                        "Default": "Work",
                    },
                    "Work": {
                        "Type": "Task",
                        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                        "Parameters": {"a.$": "States.Format('{}', $.a)", "b": [{"c.$": "$$.Task.Token"}]},
                        "Retry": [{"ErrorEquals": ["Lambda.Unknown"]}, {"ErrorEquals": ["States.ALL"], "JitterStrategy": "FULL"}],
                        "End": True,
                    },
                },
            }
        ),
    ),
    (
        "machine in JSONata",
        machine(
            {
                "StartAt": "Choose",
                "QueryLanguage": "JSONata",
                "States": {
                    "Choose": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.a %}", "Next": "Wait"}], "Default": "Wait"},
                    "Wait": {"Type": "Wait", "Seconds": "{% $states.input.b %}", "End": True},
                },
            }
        ),
    ),
    (
        "filter",
        subscription(
            "email", "a@example.com", FilterPolicyScope="MessageBody", FilterPolicy={"a": {"b": [{"prefix": "c"}, {"exists": True}]}}
        ),
    ),
    (
        "topic in order",
        alone(resource("AWS::SNS::Topic", FifoTopic=True, TopicName="a.fifo", ContentBasedDeduplication=True)),
    ),
    (
        "trust of services of a region and of a part",
        alone(role(trusted=document(trust(Principal={"Service": ["states.us-east-1.amazonaws.com", "delivery.logs.amazonaws.com"]})))),
    ),
    ("schemes of apps", client(CallbackURLs=["reviews://callback"])),
    (
        "input",
        alone(
            rule(
                EventPattern={"source": ["a"]},
                Targets=[{"Id": "a", "Arn": ANY_QUEUE, "InputTransformer": {"InputPathsMap": {"a": "$.b"}, "InputTemplate": '"<a>"'}}],
            )
        ),
    ),
    ("function", function(Timeout=900, MemorySize=10_240, Environment={"Variables": {"LEVEL": "info"}})),
    ("permission", permission("s3.amazonaws.com")),
    (
        "names",
        {
            "Queue": resource("AWS::SQS::Queue", FifoQueue=True, QueueName="a-b_c.fifo"),
            "Topic": resource("AWS::SNS::Topic", TopicName="a-b_c"),
        },
    ),
    ("bucket with dots", alone(resource("AWS::S3::Bucket", BucketName="a.b-c.d3"))),
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
