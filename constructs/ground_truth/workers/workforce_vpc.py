"""The VPC that workers reach the portal from, and the caller's rights in it: SageMaker works there with the caller's own EC2 rights.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/samurai-vpc-worker-portal.html, and the permissions of AWS::SageMaker::Workforce
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aws_cdk as cdk

from ground_truth.role_policy import Grant

if TYPE_CHECKING:
    from aws_cdk import aws_ec2 as ec2

_DESCRIBE = ("ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs")
# The services of a workforce's endpoints, as the managed policy AmazonSageMakerGroundTruthExecution names them.
_ENDPOINT_SERVICES = ["*sagemaker-task-resources*", "aws.sagemaker*labeling*"]
_MOST_SECURITY_GROUPS = 5
_MOST_SUBNETS = 16


@dataclass(frozen=True)
class WorkforceVpc:
    """A VPC with DNS hostnames and DNS resolution, 1 to 5 of its security groups, and 1 to 16 of its subnets.

    SageMaker makes interface endpoints in it. Tasks over point clouds and video frames do not load their data through a VPC.
    Raises ValueError for other numbers of groups or subnets.
    """

    vpc_id: str
    security_group_ids: Sequence[str]
    subnet_ids: Sequence[str]

    def __post_init__(self) -> None:
        _check_count("security groups", self.security_group_ids, _MOST_SECURITY_GROUPS)
        _check_count("subnets", self.subnet_ids, _MOST_SUBNETS)

    @classmethod
    def of(cls, vpc: ec2.IVpc, *, security_groups: Sequence[ec2.ISecurityGroup], subnets: Sequence[ec2.ISubnet] = ()) -> WorkforceVpc:
        """The VPC configuration of constructs; without `subnets`, CDK selects them: private ones if there are any."""
        subnet_ids = [subnet.subnet_id for subnet in subnets] or vpc.select_subnets().subnet_ids
        return cls(vpc.vpc_id, [group.security_group_id for group in security_groups], subnet_ids)

    @property
    def properties(self) -> dict[str, object]:
        """WorkforceVpcConfig of CreateWorkforce."""
        return {"VpcId": self.vpc_id, "SecurityGroupIds": list(self.security_group_ids), "Subnets": list(self.subnet_ids)}

    def rights(self, stack: cdk.Stack) -> Iterator[Grant]:
        """Rights that a role needs to create, update and delete a workforce in the VPC."""
        vpc = _arn(stack, "vpc", self.vpc_id)
        parts = [_arn(stack, "subnet", name) for name in self.subnet_ids]
        parts += [_arn(stack, "security-group", name) for name in self.security_group_ids]
        # SageMaker makes the endpoints, whose ids are unknown before.
        endpoints = _arn(stack, "vpc-endpoint", "*")
        yield Grant(["ec2:CreateVpcEndpoint"], [vpc, *parts, endpoints])
        yield Grant(["ec2:ModifyVpcEndpoint"], [*parts, endpoints])
        yield Grant(["ec2:DeleteVpcEndpoints"], [endpoints], {"StringLikeIfExists": {"ec2:VpceServiceName": _ENDPOINT_SERVICES}})
        # EC2's Describe actions support no resource-level permissions.
        yield Grant(_DESCRIBE, ["*"])


def _arn(stack: cdk.Stack, kind: str, name: str) -> str:
    return stack.format_arn(service="ec2", resource=kind, resource_name=name)


def _check_count(kind: str, ids: Sequence[str], most: int) -> None:
    if not cdk.Token.is_unresolved(list(ids)) and not 1 <= len(ids) <= most:
        raise ValueError(f"the VPC of a workforce has {len(ids)} {kind}: expected 1 to {most}")
