"""Lambda types, log groups, state machines and repositories."""

import json

from tests.unit.sandbox_server.property_examples.examples import Examples, imported
from tests.unit.sandbox_server.property_examples.surroundings import (
    FUNCTION_ARN,
    LOG_GROUP_ARN,
    NAME,
    QUEUE_ARN,
    ROLE_ARN,
    TAGS,
    TOPIC_ARN,
    open_to,
)

_RUNTIME = {"Runtime": "python3.13", "Handler": "index.handler"}
_CODE = {"ZipFile": "def handler(event, context): return event"}
_FUNCTION = {**_RUNTIME, "Code": _CODE}
_STREAM = {"EventSourceArn": "arn:aws:kinesis:us-east-1:123456789012:stream/none", "StartingPosition": "TRIM_HORIZON"}
_SIGNING_ARN = "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0123456789abcdef0"
_SECRET_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:none"
_SCHEMA_REGISTRY = {
    "AccessConfigs": [{"Type": "BASIC_AUTH", "URI": _SECRET_ARN}],
    "EventRecordFormat": "JSON",
    "SchemaRegistryURI": "https://example.com",
    "SchemaValidationConfigs": [{"Attribute": "KEY"}],
}
_MACHINE = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
_LIFECYCLE = {
    "rules": [
        {
            "rulePriority": 1,
            "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 1},
            "action": {"type": "expire"},
        }
    ]
}
_REPOSITORY_POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Sid": "lambda", "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "ecr:BatchGetImage"}],
}

EXAMPLES = {
    "AWS::Lambda::Function": Examples(
        lasting=frozenset({"Runtime", "Handler"}),
        required={"Role": ROLE_ARN},
        kept=[
            {
                "FunctionName": "examples",
                "Architectures": ["arm64"],
                **_FUNCTION,
                "DeadLetterConfig": {"TargetArn": QUEUE_ARN},
                "Description": "Examples",
                "Environment": {"Variables": {"STAGE": "test"}},
                "EphemeralStorage": {"Size": 600},
                "KmsKeyArn": imported("KeyArn"),
                "Layers": [],
                "LoggingConfig": {"LogFormat": "Text", "LogGroup": NAME},
                "MemorySize": 256,
                "PackageType": "Zip",
                "RecursiveLoop": "Allow",
                "ReservedConcurrentExecutions": 3,
                "Tags": TAGS,
                "Timeout": 9,
                "TracingConfig": {"Mode": "Active"},
            },
            {**_FUNCTION, "SnapStart": {"ApplyOn": "PublishedVersions"}},
            {**_RUNTIME, "Code": {"S3Bucket": NAME, "S3Key": "code.zip", "S3ObjectVersion": imported("CodeVersion")}},
        ],
        refused={
            "CapacityProviderConfig": {
                **_FUNCTION,
                "CapacityProviderConfig": {
                    "LambdaManagedInstancesCapacityProviderConfig": {
                        "CapacityProviderArn": "arn:aws:lambda:us-east-1:123456789012:capacity-provider:c",
                        "ExecutionEnvironmentMemoryGiBPerVCpu": 2,
                        "PerExecutionEnvironmentMaxConcurrency": 2,
                    }
                },
            },
            "Code.ImageUri": {"Code": {"ImageUri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/i:1"}, "PackageType": "Image"},
            "Code.S3ObjectStorageMode": {**_RUNTIME, "Code": {**_CODE, "S3ObjectStorageMode": "COPY"}},
            "Code.SourceKMSKeyArn": {**_RUNTIME, "Code": {**_CODE, "SourceKMSKeyArn": imported("KeyArn")}},
            "CodeSigningConfigArn": {
                **_FUNCTION,
                "CodeSigningConfigArn": _SIGNING_ARN,
            },
            "DurableConfig": {
                **_FUNCTION,
                "DurableConfig": {"ExecutionTimeout": 60, "KMSKeyArn": imported("KeyArn"), "RetentionPeriodInDays": 1},
            },
            "FileSystemConfigs": {
                **_FUNCTION,
                "FileSystemConfigs": [
                    {
                        "Arn": "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
                        "LocalMountPath": "/mnt/data",
                        "S3FilesConfig": {"DirectS3Read": "AUTO"},
                    }
                ],
            },
            "FunctionScalingConfig": {
                **_FUNCTION,
                "FunctionScalingConfig": {"MaxExecutionEnvironments": 2, "MinExecutionEnvironments": 1},
            },
            "ImageConfig": {**_FUNCTION, "ImageConfig": {"Command": ["a"], "EntryPoint": ["b"], "WorkingDirectory": "/c"}},
            "LoggingConfig.LogFormat": {
                **_FUNCTION,
                "LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "WARN", "SystemLogLevel": "WARN"},
            },
            "PublishToLatestPublished": {**_FUNCTION, "PublishToLatestPublished": True},
            "RuntimeManagementConfig": {
                **_FUNCTION,
                "RuntimeManagementConfig": {"UpdateRuntimeOn": "Manual", "RuntimeVersionArn": "arn:aws:lambda:us-east-1::runtime:r"},
            },
            "TenancyConfig": {**_FUNCTION, "TenancyConfig": {"TenantIsolationMode": "PER_TENANT"}},
            "VpcConfig": {
                **_FUNCTION,
                "VpcConfig": {"SecurityGroupIds": ["sg-1"], "SubnetIds": ["subnet-1"], "Ipv6AllowedForDualStack": True},
            },
        },
    ),
    "AWS::Lambda::Permission": Examples(
        required={"FunctionName": FUNCTION_ARN, "Action": "lambda:InvokeFunction"},
        kept=[
            {"Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::property-examples", "SourceAccount": "123456789012"},
            {"Principal": "*", "PrincipalOrgID": "o-1234567890"},
            {"Principal": "alexa-appkit.amazon.com", "EventSourceToken": "token"},
            {"Action": "lambda:InvokeFunctionUrl", "Principal": "*", "FunctionUrlAuthType": "NONE"},
            {"Principal": "*", "InvokedViaFunctionUrl": True},
        ],
    ),
    "AWS::Lambda::EventInvokeConfig": Examples(
        required={"FunctionName": NAME, "Qualifier": "$LATEST"},
        kept=[
            {
                "DestinationConfig": {"OnFailure": {"Destination": QUEUE_ARN}, "OnSuccess": {"Destination": TOPIC_ARN}},
                "MaximumEventAgeInSeconds": 90,
                "MaximumRetryAttempts": 1,
            }
        ],
    ),
    "AWS::Lambda::EventSourceMapping": Examples(
        required={"FunctionName": NAME, "EventSourceArn": QUEUE_ARN},
        kept=[
            {
                "BatchSize": 3,
                "Enabled": False,
                "FilterCriteria": {"Filters": [{"Pattern": '{"body": {"kind": ["one"]}}'}]},
                "FunctionResponseTypes": ["ReportBatchItemFailures"],
                "ScalingConfig": {"MaximumConcurrency": 2},
            },
            {
                **_STREAM,
                "DestinationConfig": {"OnFailure": {"Destination": QUEUE_ARN}},
                "MaximumRecordAgeInSeconds": 60,
            },
        ],
        refused={
            "AmazonManagedKafkaEventSourceConfig": {
                "AmazonManagedKafkaEventSourceConfig": {"ConsumerGroupId": "g", "SchemaRegistryConfig": _SCHEMA_REGISTRY}
            },
            "BisectBatchOnFunctionError": {**_STREAM, "BisectBatchOnFunctionError": True},
            "DocumentDBEventSourceConfig": {
                "DocumentDBEventSourceConfig": {"CollectionName": "c", "DatabaseName": "d", "FullDocument": "Default"}
            },
            "KmsKeyArn": {"KmsKeyArn": imported("KeyArn")},
            "LoggingConfig": {"LoggingConfig": {"SystemLogLevel": "INFO"}},
            "MaximumBatchingWindowInSeconds": {"MaximumBatchingWindowInSeconds": 5},
            "MaximumRetryAttempts": {**_STREAM, "MaximumRetryAttempts": 1},
            "MetricsConfig": {"MetricsConfig": {"Metrics": ["EventCount"]}},
            "ParallelizationFactor": {**_STREAM, "ParallelizationFactor": 2},
            "ProvisionedPollerConfig": {"ProvisionedPollerConfig": {"MaximumPollers": 2, "MinimumPollers": 1, "PollerGroupName": "g"}},
            "Queues": {"Queues": ["q"]},
            "SelfManagedEventSource": {"SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": ["h:9092"]}}},
            "SelfManagedKafkaEventSourceConfig": {
                "SelfManagedKafkaEventSourceConfig": {
                    "ConsumerGroupId": "g",
                    "ConsumptionMode": "Queue",
                    "SchemaRegistryConfig": _SCHEMA_REGISTRY,
                }
            },
            "SourceAccessConfigurations": {"SourceAccessConfigurations": [{"Type": "BASIC_AUTH", "URI": "u"}]},
            "StartingPositionTimestamp": {**_STREAM, "StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": 1},
            "Tags": {"Tags": TAGS},
            "Topics": {"Topics": ["topic"]},
            "TumblingWindowInSeconds": {**_STREAM, "TumblingWindowInSeconds": 5},
        },
    ),
    "AWS::Logs::LogGroup": Examples(
        kept=[
            {
                "LogGroupName": "/examples/one",
                "KmsKeyId": imported("KeyArn"),
                "LogGroupClass": "INFREQUENT_ACCESS",
                "ResourcePolicyDocument": open_to("logs:PutLogEvents", "*", "events"),
                "RetentionInDays": 14,
                "Tags": TAGS,
            }
        ],
        refused={
            "BearerTokenAuthenticationEnabled": {"BearerTokenAuthenticationEnabled": True},
            "DataProtectionPolicy": {"DataProtectionPolicy": {"Name": "n", "Version": "2021-06-01", "Statement": []}},
            "DeletionProtectionEnabled": {"DeletionProtectionEnabled": True},
            "FieldIndexPolicies": {"FieldIndexPolicies": [{"Fields": ["requestId"]}]},
        },
    ),
    "AWS::StepFunctions::StateMachine": Examples(
        lasting=frozenset({"Definition", "DefinitionString", "DefinitionS3Location", "EncryptionConfiguration"}),
        required={"RoleArn": ROLE_ARN},
        kept=[
            {
                "StateMachineName": "examples",
                "StateMachineType": "EXPRESS",
                "Definition": _MACHINE,
                "EncryptionConfiguration": {
                    "Type": "CUSTOMER_MANAGED_KMS_KEY",
                    "KmsKeyId": imported("KeyArn"),
                    "KmsDataKeyReusePeriodSeconds": 300,
                },
                "LoggingConfiguration": {
                    "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": LOG_GROUP_ARN}}],
                    "IncludeExecutionData": True,
                    "Level": "ERROR",
                },
                "Tags": TAGS,
                "TracingConfiguration": {"Enabled": True},
            },
            {"DefinitionString": json.dumps(_MACHINE), "DefinitionSubstitutions": {"none": "nothing"}},
            {"DefinitionS3Location": {"Bucket": NAME, "Key": "machine.json", "Version": imported("MachineVersion")}},
        ],
        not_told=frozenset({"DefinitionSubstitutions", "DefinitionS3Location"}),
    ),
    "AWS::ECR::Repository": Examples(
        kept=[
            {
                "RepositoryName": "examples",
                "EmptyOnDelete": True,
                "EncryptionConfiguration": {"EncryptionType": "KMS", "KmsKey": imported("KeyArn")},
                "ImageScanningConfiguration": {"ScanOnPush": True},
                "ImageTagMutability": "IMMUTABLE",
                "LifecyclePolicy": {"LifecyclePolicyText": json.dumps(_LIFECYCLE)},
                "RepositoryPolicyText": _REPOSITORY_POLICY,
                "Tags": TAGS,
            }
        ],
        not_told=frozenset({"EmptyOnDelete"}),
        refused={
            "ImageTagMutabilityExclusionFilters": {
                "ImageTagMutability": "IMMUTABLE_WITH_EXCLUSION",
                "ImageTagMutabilityExclusionFilters": [
                    {"ImageTagMutabilityExclusionFilterType": "WILDCARD", "ImageTagMutabilityExclusionFilterValue": "dev*"}
                ],
            },
            "LifecyclePolicy.RegistryId": {
                "LifecyclePolicy": {"LifecyclePolicyText": json.dumps(_LIFECYCLE), "RegistryId": "123456789012"}
            },
        },
    ),
}
