"""A service of AWS in the trust policy of a role that it assumes for this account."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import IConstruct

TRUST_SOURCE_ACCOUNT = "ground-truth-cdk:trust-source-account"
"""The context key that asks for the condition."""


def trusted_service(scope: IConstruct, service: str) -> iam.IPrincipal:
    """The service; with the context key `ground-truth-cdk:trust-source-account`, only where it acts for this account (aws:SourceAccount).

    Off unless asked for: AWS's page on the confused deputy names many features of SageMaker and neither Ground Truth nor Ground Truth Plus,
    and a role that cannot be assumed fails each job.
    Source: https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
    """
    if str(scope.node.try_get_context(TRUST_SOURCE_ACCOUNT)).lower() != "true":
        return iam.ServicePrincipal(service)
    return iam.ServicePrincipal(service, conditions={"StringEquals": {"aws:SourceAccount": cdk.Stack.of(scope).account}})
