"""The private workforce: SageMaker knows one per account and region, so it is created, adopted or only imported."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from ground_truth.settings.api_shapes import ApiShape, ApiStructure
from ground_truth.settings.constraints import Count
from ground_truth.settings.settings import Settings
from ground_truth.settings.user_pool import UserPoolSettings

WorkforceName: TypeAlias = Annotated[str, ApiShape("CreateWorkforceRequest.WorkforceName")]

SourceIpCidrs: TypeAlias = Annotated[
    tuple[Annotated[str, ApiShape("SourceIpConfig.Cidrs[]", meaning="an IPv4 or IPv6 range such as 203.0.113.0/24")], ...],
    Count(1, 10, of="ranges"),
]
"""1 to 10 ranges: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SourceIpConfig.html"""

WorkforceSecurityGroupId: TypeAlias = Annotated[str, ApiShape("WorkforceVpcConfigRequest.SecurityGroupIds[]")]
WorkforceSubnetId: TypeAlias = Annotated[str, ApiShape("WorkforceVpcConfigRequest.Subnets[]")]


class WorkforceVpcConfig(ApiStructure):
    """A VPC that workers reach the portal from: https://docs.aws.amazon.com/sagemaker/latest/dg/samurai-vpc-worker-portal.html"""

    vpc_id: Annotated[str, ApiShape("WorkforceVpcConfigRequest.VpcId")]
    security_group_ids: Annotated[tuple[WorkforceSecurityGroupId, ...], ApiShape("WorkforceVpcConfigRequest.SecurityGroupIds")]
    subnets: Annotated[tuple[WorkforceSubnetId, ...], ApiShape("WorkforceVpcConfigRequest.Subnets")]


class CreateWorkforce(Settings):
    """A new workforce. The deployment fails when the account has one in this region already."""

    mode: Literal["create"]
    name: WorkforceName
    """The name of the workforce. It cannot be changed later."""
    user_pool: UserPoolSettings
    source_ip_cidrs: SourceIpCidrs = ()
    """The IP address ranges that workers may work from. Without it: anywhere."""
    workforce_vpc_config: WorkforceVpcConfig | None = Field(default=None, alias="WorkforceVpcConfig")
    """The VPC that SageMaker makes endpoints of the portal in."""


class AdoptWorkforce(Settings):
    """The existing workforce of the account: its settings are applied, but it is never deleted."""

    mode: Literal["adopt"]
    name: WorkforceName
    """The name of the existing workforce."""
    source_ip_cidrs: SourceIpCidrs = ()
    """The IP address ranges that workers may work from. Without it: anywhere."""
    workforce_vpc_config: WorkforceVpcConfig | None = Field(default=None, alias="WorkforceVpcConfig")
    """The VPC that SageMaker makes endpoints of the portal in."""


class ImportWorkforce(Settings):
    """The existing workforce of the account, used as it is: nothing about it is changed."""

    mode: Literal["import"]
    name: WorkforceName
    """The name of the existing workforce."""


WorkforceSettings: TypeAlias = Annotated[CreateWorkforce | AdoptWorkforce | ImportWorkforce, Field(discriminator="mode")]
