"""Refusals that depend on another property, another resource or the content of a string: the subject, the resources, and the reason."""

from typing import Any

from tests.unit.sandbox_server.policies import ACCOUNT
from tests.unit.sandbox_server.service_rules import resources as new

CERTAIN_QUEUE = new.resource("AWS::SQS::Queue", FifoQueue=True)
NO_TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:no"


def bucket(**properties: Any) -> dict[str, new.Definition]:
    return new.alone(new.resource("AWS::S3::Bucket", **properties))


def target(**settings: Any) -> dict[str, new.Definition]:
    return new.alone(new.rule(ScheduleExpression="rate(1 day)", Targets=[{"Id": "a", "Arn": new.ANY_QUEUE, **settings}]))


def state(**fields: Any) -> dict[str, new.Definition]:
    return new.machine({"StartAt": "A", "States": {"A": fields, "B": new.PASS}})


def choice(**fields: Any) -> dict[str, new.Definition]:
    return state(Type="Choice", Choices=[{"Next": "B", **fields}])


def parameter(**properties: Any) -> dict[str, new.Definition]:
    return new.alone(new.resource("AWS::SSM::Parameter", Type="String", **{"Value": "any", **properties}))


def table(*keys: str, attributes: str) -> dict[str, new.Definition]:
    schema = [{"AttributeName": name, "KeyType": kind} for name, kind in zip(keys, ("HASH", "RANGE"), strict=False)]
    defined = [{"AttributeName": name, "AttributeType": "S"} for name in attributes]
    return new.alone(new.resource("AWS::DynamoDB::Table", KeySchema=schema, AttributeDefinitions=defined, BillingMode="PAY_PER_REQUEST"))


def topic_policy(action: str, topic: Any = None) -> dict[str, new.Definition]:
    content = new.document(new.statement(Principal={"AWS": ACCOUNT}, Action=action))
    made = new.resource("AWS::SNS::TopicPolicy", Topics=[topic or {"Ref": "Topic"}], PolicyDocument=content)
    return {"Topic": new.resource("AWS::SNS::Topic"), "Wrong": made}


REFUSED_COMBINATIONS: list[tuple[str, dict[str, new.Definition], str]] = [
    ("id with a blank", new.alone(new.role(new.document(new.statement(Sid="a b")))), "Statement IDs (SID) must be alpha-numeric."),
    (
        "trust of a service that AWS does not have",
        new.alone(new.role(trusted=new.document(new.trust(Principal={"Service": "lamda.amazonaws.com"})))),
        'Invalid principal in policy: "SERVICE":"lamda.amazonaws.com"',
    ),
    ("bucket policy for another service", new.bucket_policy(new.objects(Action="sqs:SendMessage")), "Policy has invalid action"),
    ("bucket policy with a misspelt action", new.bucket_policy(new.objects(Action="s3:GetObjekt")), "Policy has invalid action"),
    ("topic policy for another service", topic_policy("s3:GetObject"), "Policy statement action out of service scope!"),
    ("topic policy of a topic that is not there", topic_policy("sns:Publish", NO_TOPIC), "Topic does not exist"),
    (
        "policy of a user that is not there",
        new.alone(new.resource("AWS::IAM::ManagedPolicy", PolicyDocument=new.document(new.statement()), Users=["nobody"])),
        "The user with name nobody cannot be found.",
    ),
    (
        "alias of a key that is not there",
        new.alone(new.resource("AWS::KMS::Alias", AliasName="alias/a", TargetKeyId="00000000-0000-0000-0000-000000000000")),
        "Key '00000000-0000-0000-0000-000000000000' does not exist",
    ),
    (
        "permission of a function that is not there",
        new.alone(new.resource("AWS::Lambda::Permission", FunctionName="no", Action="lambda:InvokeFunction", Principal=ACCOUNT)),
        "Function not found: no",
    ),
    (
        "version of a function that is not there",
        new.alone(new.resource("AWS::Lambda::Version", FunctionName="no")),
        "Function not found: no",
    ),
    (
        "alias of a version that is not there",
        {
            "Role": new.role(),
            "Function": new.function()["Wrong"],
            "Wrong": new.resource("AWS::Lambda::Alias", FunctionName={"Ref": "Function"}, Name="live", FunctionVersion="7"),
        },
        ":7",
    ),
    (
        "stream of no log group",
        new.alone(new.resource("AWS::Logs::LogStream", LogGroupName="no")),
        "The specified log group does not exist.",
    ),
    ("rule of no bus", new.alone(new.rule(EventPattern={"source": ["a"]}, EventBusName="no")), "Event bus no does not exist."),
    (
        "function without handler",
        {
            "Role": new.role(),
            "Wrong": {**new.function()["Wrong"], "Properties": new.without("Handler", new.function()["Wrong"]["Properties"])},
        },
        "Runtime and Handler are mandatory parameters",
    ),
    (
        "key to sign with",
        new.alone(new.key(new.ACCOUNT_MAY, KeyUsage="SIGN_VERIFY")),
        "KeyUsage SIGN_VERIFY is not compatible with KeySpec",
    ),
    (
        "log group of AWS",
        new.alone(new.resource("AWS::Logs::LogGroup", LogGroupName="aws/mine")),
        "Log groups starting with AWS/ are reserved",
    ),
    ("bus of AWS", new.alone(new.resource("AWS::Events::EventBus", Name="default")), "Cannot create event bus with name default."),
    ("two inputs", target(Input="{}", InputPath="$.a"), "Only one of Input, InputPath, or InputTransformer must be provided"),
    ("input that is no JSON", target(Input="{a"), "JSON syntax error in input for target a."),
    ("path that is none", target(InputTransformer={"InputPathsMap": {"a": "b"}, "InputTemplate": "<a>"}), "Invalid InputPath for target a"),
    ("no group of messages", target(Arn=f"{new.ANY_QUEUE}.fifo"), "Parameter(s) MessageGroupId must be specified for target: a."),
    (
        "two kinds of encryption",
        new.alone(new.resource("AWS::SQS::Queue", SqsManagedSseEnabled=True, KmsMasterKeyId="alias/aws/sqs")),
        "You can use one type of server-side encryption (SSE) at one time.",
    ),
    (
        "dead letters of another kind",
        {
            "Certain": CERTAIN_QUEUE,
            "Wrong": new.resource(
                "AWS::SQS::Queue", RedrivePolicy={"deadLetterTargetArn": {"Fn::GetAtt": "Certain.Arn"}, "maxReceiveCount": 2}
            ),
        },
        "Dead-letter queue must be same type of queue as the source.",
    ),
    ("topic in order", new.alone(new.resource("AWS::SNS::Topic", FifoTopic=True, TopicName="a")), "Invalid parameter: Topic Name"),
    (
        "duplicates of a topic without order",
        new.alone(new.resource("AWS::SNS::Topic", ContentBasedDeduplication=True)),
        "ContentBasedDeduplication can only be set for FIFO topics",
    ),
    ("unknown tracing", new.alone(new.resource("AWS::SNS::Topic", TracingConfig="On")), "TracingConfig: Invalid value [On]"),
    ("filter of a text", new.subscription("email", "a@example.com", FilterPolicy={"a": "b"}), '"a" must be an object or an array'),
    ("unknown filter", new.subscription("email", "a@example.com", FilterPolicy={"a": [{"prefx": "b"}]}), "Unrecognized match type prefx"),
    ("unknown scope", new.subscription("email", "a@example.com", FilterPolicyScope="Body"), "FilterPolicyScope: Invalid value [Body]"),
    (
        "sizes of no object",
        new.alone(new.lifecycle(ExpirationInDays=1, ObjectSizeGreaterThan="9", ObjectSizeLessThan="9")),
        "'ObjectSizeLessThan'",
    ),
    (
        "days and date",
        new.alone(new.lifecycle(ExpirationInDays=1, ExpirationDate="2030-01-01T00:00:00Z")),
        "cannot have both Days and Date",
    ),
    (
        "uploads have no tags",
        new.alone(new.lifecycle(AbortIncompleteMultipartUpload={"DaysAfterInitiation": 1}, TagFilters=[{"Key": "a", "Value": "b"}])),
        "AbortIncompleteMultipartUpload cannot be specified with TagFilters",
    ),
    (
        "two wildcards of an origin",
        bucket(CorsConfiguration={"CorsRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["https://*.a.*"]}]}),
        'AllowedOrigin "https://*.a.*" can not have more than one wildcard.',
    ),
    (
        "unknown event of a bucket",
        bucket(NotificationConfiguration={"QueueConfigurations": [{"Event": "s3:ObjectMade:*", "Queue": new.ANY_QUEUE}]}),
        "The event 's3:ObjectMade:*' is not supported for notifications",
    ),
    (
        "key of a bucket that uses none",
        bucket(
            BucketEncryption={
                "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256", "KMSMasterKeyID": "a"}}]
            }
        ),
        "a KMSMasterKeyID is not applicable",
    ),
    (
        "logs to no bucket",
        bucket(LoggingConfiguration={"DestinationBucketName": "not-there"}),
        "The target bucket for logging does not exist",
    ),
    (
        "locks of a bucket without them",
        bucket(ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"}),
        "Object Lock configuration cannot be enabled on existing buckets",
    ),
    ("machine with a blank", new.machine({"StartAt": "A", "States": {"A": new.PASS}}, StateMachineName="a b"), "Invalid Name: 'a b'"),
    (
        "logs of a machine to nowhere",
        new.machine({"StartAt": "A", "States": {"A": new.PASS}}, LoggingConfiguration={"Level": "ALL"}),
        "Logging Configuration Destination must be specified",
    ),
    (
        "wait for nothing",
        state(Type="Wait", Next="B"),
        "The state must have exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath]",
    ),
    ("no choice", state(Type="Choice", Choices=[], Default="B"), "A Choice state must have at least one choice"),
    ("choice of nothing", choice(Variable="$.a"), "A choice rule must have exactly one comparison operator at /States/A/Choices[0]"),
    ("unknown comparison", choice(Variable="$.a", StringEqual="b"), "Field is not supported: StringEqual"),
    ("comparison in a combination", choice(And=[{"IsNull": True}]), "The field 'Variable' is required at /States/A/Choices[0]/And[0]"),
    (
        "unknown action of a service",
        state(Type="Task", Resource="arn:aws:states:::lambda:invok", Next="B"),
        "The resource provided arn:aws:states:::lambda:invok is not recognized.",
    ),
    (
        "retry of no error",
        state(Type="Task", Resource="arn:aws:states:::lambda:invoke", Next="B", Retry=[{"MaxAttempts": 1}]),
        "The field 'ErrorEquals' is required",
    ),
    ("path of a parameter", state(Type="Pass", Next="B", Parameters={"a.$": "b"}), "must be a valid JSONPath or a valid intrinsic"),
    ("unknown function", state(Type="Pass", Next="B", Parameters={"a": {"b.$": "States.Fmt('c')"}}), "at /States/A/Parameters/a/b.$"),
    (
        "two kinds of user names",
        new.alone(new.resource("AWS::Cognito::UserPool", AliasAttributes=["email"], UsernameAttributes=["email"])),
        "AliasAttributes and UsernameAttributes cannot both be specified.",
    ),
    (
        "sender without identity",
        new.alone(new.resource("AWS::Cognito::UserPool", EmailConfiguration={"EmailSendingAccount": "DEVELOPER"})),
        "Provided source ARN is invalid",
    ),
    (
        "pool with a slash",
        new.alone(new.resource("AWS::Cognito::UserPool", UserPoolName="a/b")),
        "Value 'a/b' at 'poolName' failed to satisfy",
    ),
    ("callback with a fragment", new.client(CallbackURLs=["https://a.example/#b"]), "must not contain a fragment component."),
    ("callback without host", new.client(CallbackURLs=["/here"]), "/here is not a valid URL"),
    ("no scope", new.client(AllowedOAuthScopes=[]), "AllowedOAuthFlows and AllowedOAuthScopes are required"),
    ("unknown scope of a client", new.client(AllowedOAuthScopes=["openid", "mail"]), "Invalid scope requested: mail"),
    ("unknown provider", new.client(SupportedIdentityProviders=["Okta"]), "The provider Okta does not exist for User Pool"),
    ("credentials without secret", new.client(AllowedOAuthFlows=["client_credentials"]), "client does not have a client secret."),
    ("old and new flows", new.client(ExplicitAuthFlows=["ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH"]), "Cannot mix explicit auth flows"),
    ("attribute that the pool does not have", new.client(ReadAttributes=["custom:no"]), "Invalid read attributes specified"),
    (
        "attribute of a user",
        new.pool_user(UserAttributes=[{"Name": "nick", "Value": "a"}]),
        "user.nick: Attribute does not exist in the schema.",
    ),
    ("parameter of nothing", parameter(Value=""), "Member must have length greater than or equal to 1"),
    ("parameter with a blank", parameter(Name="/a b"), "only a mix of letters, numbers"),
    ("parameter of half a path", parameter(Name="a/b"), "Parameter name must be a fully qualified name."),
    ("parameter of another form", parameter(AllowedPattern="\\d+"), "cannot be validated against allowedPattern"),
    ("long parameter", parameter(Value="x" * 4_097), "a maximum parameter value of 4096 characters"),
    ("secret with a blank", new.alone(new.resource("AWS::SecretsManager::Secret", Name="a b")), "Invalid name."),
    (
        "secret of two values",
        new.alone(new.resource("AWS::SecretsManager::Secret", SecretString="a", GenerateSecretString={})),
        "You can't specify both GenerateSecretString and SecretString.",
    ),
    ("key of no attribute", table("b", attributes="a"), "Some index key attributes are not defined in AttributeDefinitions."),
    ("attribute of no key", table("a", attributes="ab"), "Some AttributeDefinitions are not used."),
]
