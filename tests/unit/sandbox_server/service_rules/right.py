"""Valid resources: the subject, and the resources."""

from tests.unit.sandbox_server.policies import ACCOUNT
from tests.unit.sandbox_server.service_rules import resources as new

RIGHT: list[tuple[str, dict[str, new.Definition]]] = [
    (
        "trust of several",
        new.alone(new.role(trusted=new.document(new.trust(Principal={"Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]})))),
    ),
    (
        "trust of everybody with a condition",
        new.alone(new.role(trusted=new.document(new.trust(Principal={"AWS": "*"}, Condition={"Bool": {"a:b": True}})))),
    ),
    (
        "trust of an account",
        new.alone(
            new.role(trusted=new.document(new.trust(Principal={"AWS": "999999999999"}, Action=["sts:AssumeRole", "sts:TagSession"])))
        ),
    ),
    ("trust in one statement of an older version", new.alone(new.role(trusted={"Statement": new.trust()}))),
    (
        "wildcards",
        new.alone(new.role(new.document(new.statement(Action=["s3:*", "*"], Resource=["arn:aws:s3:::b*", "arn:aws:iam::*:role/*", "*"])))),
    ),
    ("refusal", new.alone(new.role(new.document(new.without("Action", new.statement(Effect="Deny", NotAction="s3:*", Sid="A1")))))),
    ("numbers in conditions", new.alone(new.role(new.document(new.statement(Condition={"NumericLessThanIfExists": {"s3:max-keys": 10}}))))),
    ("managed policies of AWS", new.alone(new.role(ManagedPolicyArns=["arn:aws:iam::aws:policy/ReadOnlyAccess"]))),
    ("managed policy that few use", new.alone(new.role(ManagedPolicyArns=["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]))),
    (
        "managed policy of one's own",
        {
            "Policy": new.resource("AWS::IAM::ManagedPolicy", PolicyDocument=new.document(new.statement())),
            "Role": new.role(ManagedPolicyArns=[{"Ref": "Policy"}], PermissionsBoundary={"Ref": "Policy"}),
        },
    ),
    (
        "bucket policy",
        new.bucket_policy(
            new.objects(), new.objects(Effect="Deny", Principal="*", Action="s3:*", Condition={"Bool": {"aws:SecureTransport": "false"}})
        ),
    ),
    (
        "bucket policy with a narrow condition",
        new.bucket_policy(new.objects(Principal="*", Condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}})),
    ),
    (
        "bucket policy of the contents handler",
        new.bucket_policy(
            new.objects(
                Action=["s3:GetBucket*", "s3:List*", "s3:DeleteObject*"],
                Resource=[{"Fn::GetAtt": "Bucket.Arn"}, {"Fn::Sub": "${Bucket.Arn}/*"}],
            )
        ),
    ),
    (
        "public bucket",
        {
            **new.bucket_policy(new.objects(Principal="*")),
            "Bucket": new.resource("AWS::S3::Bucket", PublicAccessBlockConfiguration={"BlockPublicPolicy": False, "BlockPublicAcls": True}),
        },
    ),
    ("key", new.alone(new.key(new.ACCOUNT_MAY))),
    ("key of CDK", new.alone(new.key(new.ACCOUNT_MAY, new.statement(Principal={"Service": "sns.amazonaws.com"}, Action=["kms:Decrypt"])))),
    (
        "key that skips the check",
        new.alone(
            new.key(new.statement(Principal={"AWS": "arn:aws:iam::999999999999:root"}, Action="kms:*"), BypassPolicyLockoutSafetyCheck=True)
        ),
    ),
    (
        "pattern",
        new.alone(
            new.pattern(
                source=["aws.s3"], detail={"bucket": {"name": [{"prefix": "a"}, {"exists": True}]}, "$or": [{"a": [1]}, {"b": [2]}]}
            )
        ),
    ),
    ("schedule", new.alone(new.rule(ScheduleExpression="cron(0 12 * * ? *)", Targets=[{"Id": "a", "Arn": new.ANY_QUEUE}]))),
    (
        "machine",
        new.machine(
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
        new.machine(
            '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${Resource}", "End": true}}}',
            DefinitionSubstitutions={"Resource": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:a"},
        ),
    ),
    (
        "machine that compares, retries and computes",
        new.machine(
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
        new.machine(
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
        new.subscription(
            "email", "a@example.com", FilterPolicyScope="MessageBody", FilterPolicy={"a": {"b": [{"prefix": "c"}, {"exists": True}]}}
        ),
    ),
    (
        "topic in order",
        new.alone(new.resource("AWS::SNS::Topic", FifoTopic=True, TopicName="a.fifo", ContentBasedDeduplication=True)),
    ),
    (
        "trust of services of a region and of a part",
        new.alone(
            new.role(
                trusted=new.document(new.trust(Principal={"Service": ["states.us-east-1.amazonaws.com", "delivery.logs.amazonaws.com"]}))
            )
        ),
    ),
    ("schemes of apps", new.client(CallbackURLs=["reviews://callback"])),
    (
        "input",
        new.alone(
            new.rule(
                EventPattern={"source": ["a"]},
                Targets=[{"Id": "a", "Arn": new.ANY_QUEUE, "InputTransformer": {"InputPathsMap": {"a": "$.b"}, "InputTemplate": '"<a>"'}}],
            )
        ),
    ),
    ("function", new.function(Timeout=900, MemorySize=10_240, Environment={"Variables": {"LEVEL": "info"}})),
    ("permission", new.permission("s3.amazonaws.com")),
    (
        "names",
        {
            "Queue": new.resource("AWS::SQS::Queue", FifoQueue=True, QueueName="a-b_c.fifo"),
            "Topic": new.resource("AWS::SNS::Topic", TopicName="a-b_c"),
        },
    ),
    ("bucket with dots", new.alone(new.resource("AWS::S3::Bucket", BucketName="a.b-c.d3"))),
    ("domain", new.domain("reviews-of-labels")),
    ("second factor", new.alone(new.resource("AWS::Cognito::UserPool", MfaConfiguration="ON", EnabledMfas=["SOFTWARE_TOKEN_MFA"]))),
    ("callback at home", new.client(CallbackURLs=["http://localhost:3000/a", "https://a.example"], DefaultRedirectURI="https://a.example")),
    ("tokens", new.client(AccessTokenValidity=15, TokenValidityUnits={"AccessToken": "minutes"}, RefreshTokenValidity=1)),
    ("mail", new.subscription("email", "a@example.com")),
    ("queue", new.subscription("sqs", new.ANY_QUEUE, RawMessageDelivery=True)),
    (
        "topic with a subscription",
        new.alone(new.resource("AWS::SNS::Topic", Subscription=[{"Protocol": "https", "Endpoint": "https://a.example"}])),
    ),
    ("lifecycle", new.alone(new.lifecycle(ExpirationInDays=31, Transitions=[{"StorageClass": "STANDARD_IA", "TransitionInDays": 30}]))),
]
