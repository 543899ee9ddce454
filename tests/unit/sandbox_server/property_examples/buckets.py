"""S3 types."""

from tests.unit.sandbox_server.property_examples.examples import Examples, imported
from tests.unit.sandbox_server.property_examples.surroundings import (
    BUCKET_ARN,
    FUNCTION_ARN,
    NAME,
    OTHER_BUCKET_ARN,
    QUEUE_ARN,
    ROLE_ARN,
    TAGS,
    TOPIC_ARN,
    open_to,
)

_FILTER = {"S3Key": {"Rules": [{"Name": "prefix", "Value": "images/"}]}}
_TABLE = {"TableBucketArn": "arn:aws:s3tables:us-east-1:123456789012:bucket/b"}
_TABLE_ENCRYPTION = {"SseAlgorithm": "aws:kms", "KmsKeyArn": imported("KeyArn")}
_VERSIONED = {"VersioningConfiguration": {"Status": "Enabled"}}


def _lifecycle(*rules: dict[str, object]) -> dict[str, object]:
    return {
        "LifecycleConfiguration": {"Rules": [{"Id": f"rule-{number}", "Status": "Enabled", **rule} for number, rule in enumerate(rules)]}
    }


_LIFECYCLE_RULES: list[dict[str, object]] = [
    {"TagFilters": TAGS, "ExpirationDate": "2036-01-01T00:00:00Z"},
    {"ObjectSizeGreaterThan": "100", "ObjectSizeLessThan": "1000", "NoncurrentVersionExpirationInDays": 3},
    {"Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 30}, {"StorageClass": "DEEP_ARCHIVE", "TransitionInDays": 200}]},
    {"Transition": {"StorageClass": "GLACIER", "TransitionDate": "2036-01-01T00:00:00Z"}},
    {"Transitions": [{"StorageClass": "GLACIER", "TransitionDate": "2036-01-01T00:00:00Z"}]},
    {"Transition": {"StorageClass": "GLACIER", "TransitionInDays": 60}},
    {"NoncurrentVersionTransition": {"StorageClass": "GLACIER", "TransitionInDays": 30, "NewerNoncurrentVersions": 2}},
    {"NoncurrentVersionTransitions": [{"StorageClass": "GLACIER", "TransitionInDays": 40, "NewerNoncurrentVersions": 1}]},
]

EXAMPLES = {
    "AWS::S3::Bucket": Examples(
        lasting=frozenset({"ObjectLockEnabled"}),
        kept=[
            {
                **_VERSIONED,
                "BucketName": "examples-of-properties",
                "AccelerateConfiguration": {"AccelerationStatus": "Enabled"},
                "AnalyticsConfigurations": [
                    {
                        "Id": "one",
                        "Prefix": "images/",
                        "TagFilters": TAGS,
                        "StorageClassAnalysis": {
                            "DataExport": {
                                "OutputSchemaVersion": "V_1",
                                "Destination": {
                                    "BucketAccountId": "123456789012",
                                    "BucketArn": BUCKET_ARN,
                                    "Format": "CSV",
                                    "Prefix": "analytics/",
                                },
                            }
                        },
                    },
                    {"Id": "two", "StorageClassAnalysis": {}},
                ],
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {
                            "BucketKeyEnabled": True,
                            "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": imported("KeyArn")},
                        }
                    ]
                },
                "CorsConfiguration": {
                    "CorsRules": [
                        {
                            "AllowedHeaders": ["*"],
                            "AllowedMethods": ["GET"],
                            "AllowedOrigins": ["https://example.com"],
                            "ExposedHeaders": ["ETag"],
                            "Id": "one",
                            "MaxAge": 60,
                        }
                    ]
                },
                "IntelligentTieringConfigurations": [
                    {
                        "Id": "one",
                        "Prefix": "images/",
                        "Status": "Enabled",
                        "TagFilters": TAGS,
                        "Tierings": [{"AccessTier": "ARCHIVE_ACCESS", "Days": 90}],
                    }
                ],
                "InventoryConfigurations": [
                    {
                        "Id": "one",
                        "Destination": {
                            "BucketAccountId": "123456789012",
                            "BucketArn": BUCKET_ARN,
                            "Format": "CSV",
                            "Prefix": "inventory/",
                        },
                        "Enabled": True,
                        "IncludedObjectVersions": "Current",
                        "OptionalFields": ["Size"],
                        "Prefix": "images/",
                        "ScheduleFrequency": "Daily",
                    }
                ],
                "LoggingConfiguration": {
                    "DestinationBucketName": NAME,
                    "LogFilePrefix": "logs/",
                    "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
                },
                "MetricsConfigurations": [
                    {"Id": "one", "Prefix": "images/", "TagFilters": TAGS},
                    {"Id": "two", "AccessPointArn": "arn:aws:s3:us-east-1:123456789012:accesspoint/a"},
                ],
                "NotificationConfiguration": {
                    "EventBridgeConfiguration": {"EventBridgeEnabled": True},
                    "LambdaConfigurations": [{"Event": "s3:ObjectCreated:*", "Function": FUNCTION_ARN, "Filter": _FILTER}],
                    "QueueConfigurations": [{"Event": "s3:ObjectRemoved:*", "Queue": QUEUE_ARN, "Filter": _FILTER}],
                    "TopicConfigurations": [{"Event": "s3:ObjectTagging:*", "Topic": TOPIC_ARN, "Filter": _FILTER}],
                },
                "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]},
                "PublicAccessBlockConfiguration": {
                    "BlockPublicAcls": True,
                    "BlockPublicPolicy": False,
                    "IgnorePublicAcls": True,
                    "RestrictPublicBuckets": False,
                },
                "ReplicationConfiguration": {
                    "Role": ROLE_ARN,
                    "Rules": [
                        {
                            "Id": "one",
                            "Priority": 1,
                            "Status": "Enabled",
                            "Filter": {"And": {"Prefix": "images/", "TagFilters": TAGS}},
                            "DeleteMarkerReplication": {"Status": "Disabled"},
                            "Destination": {
                                "AccessControlTranslation": {"Owner": "Destination"},
                                "Account": "123456789012",
                                "Bucket": OTHER_BUCKET_ARN,
                                "EncryptionConfiguration": {"ReplicaKmsKeyID": imported("KeyArn")},
                                "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
                                "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
                                "StorageClass": "STANDARD_IA",
                            },
                            "SourceSelectionCriteria": {
                                "ReplicaModifications": {"Status": "Enabled"},
                                "SseKmsEncryptedObjects": {"Status": "Enabled"},
                            },
                        },
                        {
                            "Id": "two",
                            "Priority": 2,
                            "Status": "Enabled",
                            "Filter": {"TagFilter": TAGS[0]},
                            "DeleteMarkerReplication": {"Status": "Disabled"},
                            "Destination": {"Bucket": OTHER_BUCKET_ARN},
                        },
                        {
                            "Id": "three",
                            "Priority": 3,
                            "Status": "Enabled",
                            "Filter": {"Prefix": "texts/"},
                            "DeleteMarkerReplication": {"Status": "Enabled"},
                            "Destination": {"Bucket": OTHER_BUCKET_ARN},
                        },
                    ],
                },
                "Tags": TAGS,
            },
            {
                **_VERSIONED,
                "ReplicationConfiguration": {
                    "Role": ROLE_ARN,
                    "Rules": [{"Prefix": "a/", "Status": "Enabled", "Destination": {"Bucket": OTHER_BUCKET_ARN}}],
                },
            },
            {"AccessControl": "LogDeliveryWrite", "OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}},
            {"LoggingConfiguration": {"TargetObjectKeyFormat": {"SimplePrefix": {}}}},
            {"VersioningConfiguration": {"Status": "Suspended"}},
            {
                "ObjectLockEnabled": True,
                "ObjectLockConfiguration": {
                    "ObjectLockEnabled": "Enabled",
                    "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 2}},
                },
            },
            {
                "ObjectLockEnabled": True,
                "ObjectLockConfiguration": {"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Years": 1}}},
            },
            {
                "WebsiteConfiguration": {
                    "ErrorDocument": "error.html",
                    "IndexDocument": "index.html",
                    "RoutingRules": [
                        {
                            "RedirectRule": {
                                "HostName": "example.com",
                                "HttpRedirectCode": "302",
                                "Protocol": "https",
                                "ReplaceKeyPrefixWith": "new/",
                            },
                            "RoutingRuleCondition": {"HttpErrorCodeReturnedEquals": "404", "KeyPrefixEquals": "old/"},
                        },
                        {"RedirectRule": {"ReplaceKeyWith": "new.html"}},
                    ],
                }
            },
            {"WebsiteConfiguration": {"RedirectAllRequestsTo": {"HostName": "example.com", "Protocol": "https"}}},
            {
                **_VERSIONED,
                **_lifecycle(
                    {
                        "Prefix": "images/",
                        "ExpirationInDays": 30,
                        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
                        "NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 2},
                    },
                    {"ExpiredObjectDeleteMarker": True},
                ),
            },
            {**_VERSIONED, **_lifecycle(*_LIFECYCLE_RULES)},
        ],
        refused={
            "AbacStatus": {"AbacStatus": "Enabled"},
            "BucketEncryption.ServerSideEncryptionConfiguration[0].BlockedEncryptionTypes": {
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {
                            "ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"},
                            "BlockedEncryptionTypes": {"EncryptionType": ["SSE-C"]},
                        }
                    ]
                }
            },
            "BucketNamePrefix": {"BucketNamePrefix": "examples"},
            "BucketNamespace": {"BucketNamespace": "account-regional"},
            "LifecycleConfiguration.TransitionDefaultMinimumObjectSize": {
                "LifecycleConfiguration": {
                    "Rules": [{"Id": "one", "Status": "Enabled", "ExpirationInDays": 3}],
                    "TransitionDefaultMinimumObjectSize": "varies_by_storage_class",
                }
            },
            "MetadataConfiguration": {
                "MetadataConfiguration": {
                    "JournalTableConfiguration": {
                        "RecordExpiration": {"Expiration": "ENABLED", "Days": 10},
                        "EncryptionConfiguration": _TABLE_ENCRYPTION,
                    },
                    "InventoryTableConfiguration": {
                        "ConfigurationState": "ENABLED",
                        "EncryptionConfiguration": _TABLE_ENCRYPTION,
                    },
                    "AnnotationTableConfiguration": {
                        "ConfigurationState": "ENABLED",
                        "EncryptionConfiguration": _TABLE_ENCRYPTION,
                        "Role": ROLE_ARN,
                    },
                },
            },
            "MetadataTableConfiguration": {"MetadataTableConfiguration": {"S3TablesDestination": {**_TABLE, "TableName": "t"}}},
            "ObjectLockConfiguration.Rule.DefaultRetention.DefaultEventHold": {
                "ObjectLockEnabled": True,
                "ObjectLockConfiguration": {
                    "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 2, "DefaultEventHold": {"Days": 1, "Years": 1}}},
                },
            },
        },
    ),
    "AWS::S3::BucketPolicy": Examples(kept=[{"Bucket": NAME, "PolicyDocument": open_to("s3:*", f"{BUCKET_ARN}/*", "s3")}]),
}
