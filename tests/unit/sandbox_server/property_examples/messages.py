"""The types of SNS, SQS and EventBridge."""

from tests.unit.sandbox_server.property_examples.examples import Examples, imported
from tests.unit.sandbox_server.property_examples.surroundings import (
    FIFO_QUEUE_ARN,
    FUNCTION_ARN,
    KEY_ALIAS,
    OTHER_TOPIC_ARN,
    QUEUE_ARN,
    ROLE_ARN,
    TAGS,
    TOPIC_ARN,
    open_to,
)

_ROLE_OF_FEEDBACK = {"SuccessFeedbackRoleArn": ROLE_ARN, "FailureFeedbackRoleArn": ROLE_ARN}
_PATTERN = {"EventPattern": {"source": ["examples"]}}
_TARGET = {"Id": "one", "Arn": FUNCTION_ARN}
_NETWORK = {"AwsVpcConfiguration": {"AssignPublicIp": "DISABLED", "SecurityGroups": ["sg-1"], "Subnets": ["subnet-1"]}}
# Parameters for targets in services that EventBridge cannot reach here.
_PARAMETERS = {
    "AppSyncParameters": {"GraphQLOperation": "mutation"},
    "BatchParameters": {"JobDefinition": "d", "JobName": "j", "ArrayProperties": {"Size": 2}, "RetryStrategy": {"Attempts": 2}},
    "EcsParameters": {
        "CapacityProviderStrategy": [{"Base": 1, "CapacityProvider": "FARGATE", "Weight": 1}],
        "EnableECSManagedTags": True,
        "EnableExecuteCommand": False,
        "Group": "g",
        "LaunchType": "FARGATE",
        "NetworkConfiguration": _NETWORK,
        "PlacementConstraints": [{"Expression": "e", "Type": "memberOf"}],
        "PlacementStrategies": [{"Field": "cpu", "Type": "binpack"}],
        "PlatformVersion": "LATEST",
        "PropagateTags": "TASK_DEFINITION",
        "ReferenceId": "r",
        "TagList": TAGS,
        "TaskCount": 1,
        "TaskDefinitionArn": "arn:aws:ecs:us-east-1:123456789012:task-definition/t",
    },
    "KinesisParameters": {"PartitionKeyPath": "$.id"},
    "RedshiftDataParameters": {
        "Database": "d",
        "DbUser": "u",
        "SecretManagerArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:s",
        "Sql": "select 1",
        "Sqls": ["select 1"],
        "StatementName": "s",
        "WithEvent": True,
    },
    "RunCommandParameters": {"RunCommandTargets": [{"Key": "tag:stage", "Values": ["test"]}]},
    "SageMakerPipelineParameters": {"PipelineParameterList": [{"Name": "n", "Value": "v"}]},
}

EXAMPLES = {
    "AWS::SNS::Topic": Examples(
        kept=[
            {
                "TopicName": "examples",
                "DisplayName": "Examples",
                "KmsMasterKeyId": KEY_ALIAS,
                "Subscription": [{"Protocol": "sqs", "Endpoint": QUEUE_ARN}],
                "Tags": TAGS,
            },
            {"TopicName": "examples.fifo", "FifoTopic": True, "ContentBasedDeduplication": True},
        ],
        refused={
            "ArchivePolicy": {
                "TopicName": "a.fifo",
                "FifoTopic": True,
                "ArchivePolicy": {"MessageRetentionPeriod": "30"},
            },
            "DataProtectionPolicy": {"DataProtectionPolicy": {"Name": "n", "Version": "2021-06-01", "Statement": []}},
            "DeliveryStatusLogging": {
                "DeliveryStatusLogging": [{"Protocol": "sqs", "SuccessFeedbackSampleRate": "100", **_ROLE_OF_FEEDBACK}]
            },
            "FifoThroughputScope": {"TopicName": "b.fifo", "FifoTopic": True, "FifoThroughputScope": "MessageGroup"},
            "MaximumMessageSize": {"MaximumMessageSize": 1_024},
            "SignatureVersion": {"SignatureVersion": "2"},
            "TracingConfig": {"TracingConfig": "Active"},
        },
    ),
    "AWS::SNS::TopicPolicy": Examples(
        kept=[{"Topics": [OTHER_TOPIC_ARN], "PolicyDocument": open_to("sns:Publish", OTHER_TOPIC_ARN, "s3")}]
    ),
    "AWS::SNS::Subscription": Examples(
        required={"TopicArn": TOPIC_ARN},
        kept=[
            {
                "Protocol": "sqs",
                "Endpoint": QUEUE_ARN,
                "FilterPolicy": {"kind": ["one"]},
                "FilterPolicyScope": "MessageBody",
                "RawMessageDelivery": True,
                "RedrivePolicy": {"deadLetterTargetArn": QUEUE_ARN},
            }
        ],
        refused={
            "DeliveryPolicy": {
                "Protocol": "https",
                "Endpoint": "https://127.0.0.1/none",
                "DeliveryPolicy": {"healthyRetryPolicy": {"numRetries": 3}},
            },
            "Region": {"Protocol": "sqs", "Endpoint": QUEUE_ARN, "Region": "us-east-1"},
            "ReplayPolicy": {"Protocol": "sqs", "Endpoint": QUEUE_ARN, "ReplayPolicy": {"PointType": "Timestamp"}},
            "SubscriptionRoleArn": {
                "Protocol": "firehose",
                "Endpoint": "arn:aws:firehose:us-east-1:123456789012:deliverystream/s",
                "SubscriptionRoleArn": ROLE_ARN,
            },
        },
    ),
    "AWS::SQS::Queue": Examples(
        kept=[
            {
                "QueueName": "examples",
                "DelaySeconds": 1,
                "KmsDataKeyReusePeriodSeconds": 300,
                "KmsMasterKeyId": KEY_ALIAS,
                "MaximumMessageSize": 2_048,
                "MessageRetentionPeriod": 120,
                "ReceiveMessageWaitTimeSeconds": 2,
                "RedriveAllowPolicy": {"redrivePermission": "denyAll"},
                "RedrivePolicy": {"deadLetterTargetArn": QUEUE_ARN, "maxReceiveCount": 3},
                "Tags": TAGS,
                "VisibilityTimeout": 7,
            },
            {
                "QueueName": "examples.fifo",
                "FifoQueue": True,
                "ContentBasedDeduplication": True,
                "DeduplicationScope": "messageGroup",
                "FifoThroughputLimit": "perMessageGroupId",
                "RedrivePolicy": {"deadLetterTargetArn": FIFO_QUEUE_ARN, "maxReceiveCount": 3},
            },
            {"SqsManagedSseEnabled": False},
        ],
    ),
    "AWS::SQS::QueuePolicy": Examples(
        kept=[{"Queues": [imported("FifoQueueUrl")], "PolicyDocument": open_to("sqs:*", FIFO_QUEUE_ARN, "s3")}]
    ),
    "AWS::Events::Rule": Examples(
        lasting=frozenset({"EventPattern", "ScheduleExpression"}),
        kept=[
            {
                **_PATTERN,
                "Name": "examples",
                "Description": "Examples",
                "EventBusName": "default",
                "RoleArn": ROLE_ARN,
                "State": "DISABLED",
                "Tags": TAGS,
                "Targets": [
                    {
                        **_TARGET,
                        "DeadLetterConfig": {"Arn": QUEUE_ARN},
                        "InputTransformer": {"InputPathsMap": {"id": "$.id"}, "InputTemplate": '{"id": <id>}'},
                        "RetryPolicy": {"MaximumEventAgeInSeconds": 60, "MaximumRetryAttempts": 1},
                    },
                    {"Id": "two", "Arn": FIFO_QUEUE_ARN, "Input": "{}", "SqsParameters": {"MessageGroupId": "g"}},
                    {"Id": "three", "Arn": TOPIC_ARN, "InputPath": "$.detail"},
                    {
                        "Id": "four",
                        "Arn": "arn:aws:events:us-east-1:123456789012:api-destination/none/1",
                        "RoleArn": ROLE_ARN,
                        "HttpParameters": {
                            "HeaderParameters": {"x-stage": "test"},
                            "PathParameterValues": ["p"],
                            "QueryStringParameters": {"stage": "test"},
                        },
                    },
                ],
            },
            {"ScheduleExpression": "rate(7 days)"},
        ],
        refused={f"Targets[0].{name}": {**_PATTERN, "Targets": [{**_TARGET, name: parameters}]} for name, parameters in _PARAMETERS.items()}
        | {
            "Targets[0].Arn": {
                **_PATTERN,
                "Targets": [{"Id": "one", "Arn": "arn:aws:logs:us-east-1:123456789012:log-group:property-examples"}],
            },
            "State": {**_PATTERN, "State": "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"},
        },
    ),
}
