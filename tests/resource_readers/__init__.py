"""The services' state of resources in CloudFormation's spelling: one reader per resource type.

A reader gets clients by service name, the physical id, and the properties declared in the template: some types can only be found by
their properties. The result may contain more than the template declares, such as defaults.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.resource_readers import buckets, functions, identities, keys, messages, user_pools

Properties = dict[str, Any]
Clients = Callable[[str], Any]
Reader = Callable[[Clients, str, Properties], Properties]

READERS: Mapping[str, Reader] = {
    "AWS::Cognito::UserPool": user_pools.user_pool,
    "AWS::Cognito::UserPoolClient": user_pools.client,
    "AWS::Cognito::UserPoolDomain": user_pools.domain,
    "AWS::Cognito::UserPoolGroup": user_pools.group,
    "AWS::Cognito::UserPoolUser": user_pools.user,
    "AWS::Cognito::UserPoolUserToGroupAttachment": user_pools.membership,
    "AWS::ECR::Repository": functions.repository,
    "AWS::Events::Rule": messages.rule,
    "AWS::IAM::ManagedPolicy": identities.managed_policy,
    "AWS::IAM::Policy": identities.policy,
    "AWS::IAM::Role": identities.role,
    "AWS::KMS::Alias": keys.alias,
    "AWS::KMS::Key": keys.key,
    "AWS::Lambda::EventInvokeConfig": functions.event_invoke_config,
    "AWS::Lambda::EventSourceMapping": functions.event_source_mapping,
    "AWS::Lambda::Function": functions.function,
    "AWS::Lambda::Permission": functions.permission,
    "AWS::Logs::LogGroup": functions.log_group,
    "AWS::S3::Bucket": buckets.bucket,
    "AWS::S3::BucketPolicy": buckets.policy,
    "AWS::SNS::Subscription": messages.subscription,
    "AWS::SNS::Topic": messages.topic,
    "AWS::SNS::TopicPolicy": messages.topic_policy,
    "AWS::SQS::Queue": messages.queue,
    "AWS::SQS::QueuePolicy": messages.queue_policy,
    "AWS::SSM::Parameter": keys.parameter,
    "AWS::StepFunctions::StateMachine": functions.state_machine,
}
