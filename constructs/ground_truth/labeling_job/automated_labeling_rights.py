"""Rights that automated labeling needs: Ground Truth starts training and inference under the job's own execution role.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-security-permission-execution-role.html, "automated data labeling", and
https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html for the network
"""

from __future__ import annotations

from collections.abc import Iterator

import aws_cdk as cdk

from ground_truth.customer_key import grant_on_key
from ground_truth.role_policy import Grant
from ground_truth.settings.labeling_job_algorithms_config import LabelingJobAlgorithmsConfig, VpcConfig

_DESCRIBE_NETWORK = (
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
)
_NETWORK_INTERFACE = (
    "ec2:CreateNetworkInterfacePermission",
    "ec2:DeleteNetworkInterface",
    "ec2:DeleteNetworkInterfacePermission",
)


def automated_labeling_rights(stack: cdk.Stack, settings: LabelingJobAlgorithmsConfig) -> Iterator[Grant]:
    """Rights on the volume's key and on the network of the instances. `ExecutionRole` grants the right to pass itself on."""
    resources = settings.labeling_job_resource_config
    if resources is None:
        return
    if resources.volume_kms_key_id is not None:
        # For the volumes of the instances, which EC2 encrypts on behalf of SageMaker.
        for_aws = {"Bool": {"kms:GrantIsForAWSResource": "true"}}
        yield grant_on_key(stack, ("kms:CreateGrant",), resources.volume_kms_key_id, for_aws)
    if resources.vpc_config is not None:
        yield from _network_rights(stack, resources.vpc_config)


def _network_rights(stack: cdk.Stack, vpc: VpcConfig) -> Iterator[Grant]:
    parts = [("subnet", name) for name in vpc.subnets] + [("security-group", name) for name in vpc.security_group_ids]
    # SageMaker makes the interfaces, whose ids are unknown before.
    interfaces = stack.format_arn(service="ec2", resource="network-interface", resource_name="*")
    named = [stack.format_arn(service="ec2", resource=kind, resource_name=name) for kind, name in parts]
    yield Grant(["ec2:CreateNetworkInterface"], [*named, interfaces])
    yield Grant(_NETWORK_INTERFACE, [interfaces])
    # EC2's Describe actions support no resource-level permissions.
    yield Grant(_DESCRIBE_NETWORK, ["*"])
