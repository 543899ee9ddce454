"""The rules of each resource type."""

from collections.abc import Callable, Iterator

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.api_constraints import constraint_errors
from sandbox.template_validation.service_rules.bucket_configurations import bucket_errors
from sandbox.template_validation.service_rules.bucket_lifecycles import lifecycle_errors
from sandbox.template_validation.service_rules.bucket_policies import bucket_policy_errors
from sandbox.template_validation.service_rules.custom_resources import custom_resource_errors
from sandbox.template_validation.service_rules.event_rules import bus_errors, rule_errors
from sandbox.template_validation.service_rules.existing_names import existing_name_errors
from sandbox.template_validation.service_rules.iam_policies import identity_errors, policy_errors, role_errors
from sandbox.template_validation.service_rules.keys import key_errors
from sandbox.template_validation.service_rules.lambda_functions import alias_errors, function_errors, permission_errors
from sandbox.template_validation.service_rules.log_groups import log_group_errors
from sandbox.template_validation.service_rules.named_resources import missing_resource_errors
from sandbox.template_validation.service_rules.parameters import parameter_errors
from sandbox.template_validation.service_rules.queues import queue_errors
from sandbox.template_validation.service_rules.resource_policies import queue_policy_errors, topic_policy_errors
from sandbox.template_validation.service_rules.secrets import secret_errors
from sandbox.template_validation.service_rules.state_machines import state_machine_errors
from sandbox.template_validation.service_rules.subscriptions import subscription_errors, topic_subscription_errors
from sandbox.template_validation.service_rules.tables import table_errors
from sandbox.template_validation.service_rules.topics import topic_errors
from sandbox.template_validation.service_rules.user_pools import client_errors, domain_errors, user_errors, user_pool_errors

Rule = Callable[[Resource], Iterator[str]]

_RULES: dict[str, tuple[Rule, ...]] = {
    "AWS::CloudFormation::CustomResource": (custom_resource_errors,),
    "AWS::Cognito::UserPool": (user_pool_errors,),
    "AWS::Cognito::UserPoolClient": (client_errors,),
    "AWS::Cognito::UserPoolDomain": (domain_errors,),
    "AWS::Cognito::UserPoolUser": (user_errors,),
    "AWS::DynamoDB::Table": (table_errors,),
    "AWS::Events::EventBus": (bus_errors,),
    "AWS::Events::Rule": (rule_errors,),
    "AWS::IAM::Group": (identity_errors,),
    "AWS::IAM::GroupPolicy": (policy_errors,),
    "AWS::IAM::ManagedPolicy": (policy_errors,),
    "AWS::IAM::Policy": (policy_errors,),
    "AWS::IAM::Role": (role_errors,),
    "AWS::IAM::RolePolicy": (policy_errors,),
    "AWS::IAM::User": (identity_errors,),
    "AWS::IAM::UserPolicy": (policy_errors,),
    "AWS::KMS::Key": (key_errors,),
    "AWS::Lambda::Alias": (alias_errors,),
    "AWS::Lambda::Function": (function_errors,),
    "AWS::Lambda::Permission": (permission_errors,),
    "AWS::Logs::LogGroup": (log_group_errors,),
    "AWS::S3::Bucket": (bucket_errors, lifecycle_errors),
    "AWS::S3::BucketPolicy": (bucket_policy_errors,),
    "AWS::SNS::Subscription": (subscription_errors,),
    "AWS::SNS::Topic": (topic_errors, topic_subscription_errors),
    "AWS::SNS::TopicPolicy": (topic_policy_errors,),
    "AWS::SSM::Parameter": (parameter_errors,),
    "AWS::SecretsManager::Secret": (secret_errors,),
    "AWS::SQS::Queue": (queue_errors,),
    "AWS::SQS::QueuePolicy": (queue_policy_errors,),
    "AWS::StepFunctions::StateMachine": (state_machine_errors,),
}


def service_errors(resource: Resource) -> Iterator[str]:
    """The errors of a resource's service when it is created or updated with these properties."""
    known = "AWS::CloudFormation::CustomResource" if resource.type.startswith("Custom::") else resource.type
    for rule in (constraint_errors, missing_resource_errors, *_RULES.get(known, ()), existing_name_errors):
        yield from rule(resource)
