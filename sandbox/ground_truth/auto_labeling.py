"""Permissions of automated data labeling: Ground Truth runs training and inference under the execution role.

Source: developer guide, "Automated Data Labeling Permission Requirements"; for the network, "CreateTrainingJob API: Execution Role
Permissions".
"""

from sandbox.ground_truth.encryption_keys import require_key_rights
from sandbox.ground_truth.job_role import JobRole
from sandbox.ground_truth.labeling_job import LabelingJob

_MEMBER = "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VolumeKmsKeyId"
_INTERFACE_ACTIONS = (
    "ec2:CreateNetworkInterface",
    "ec2:CreateNetworkInterfacePermission",
    "ec2:DeleteNetworkInterface",
    "ec2:DeleteNetworkInterfacePermission",
)
_DESCRIBE_ACTIONS = (
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
)


def require_auto_labeling(role: JobRole, job: LabelingJob) -> None:
    """The role must be allowed to pass itself, and to use the key and network of the instances. Raises JobFailureError."""
    config = job.request.get("LabelingJobAlgorithmsConfig")
    if config is None:
        return
    role.require("iam:PassRole", role.arn, context={"iam:PassedToService": "sagemaker.amazonaws.com"})
    resources = config.get("LabelingJobResourceConfig", {})
    if "VolumeKmsKeyId" in resources:
        grant = {"kms:GrantIsForAWSResource": "true"}
        require_key_rights(role, resources["VolumeKmsKeyId"], actions=("kms:CreateGrant",), member=_MEMBER, context=grant)
    if "VpcConfig" in resources:
        _require_network(role, resources["VpcConfig"])


def _require_network(role: JobRole, vpc_config: dict[str, list[str]]) -> None:
    for action in _INTERFACE_ACTIONS:
        role.require(action, role.request.arn("network-interface/*", service="ec2"))
    # Creating a network interface also needs permission for its subnets and security groups.
    parts = [f"subnet/{name}" for name in vpc_config["Subnets"]] + [f"security-group/{name}" for name in vpc_config["SecurityGroupIds"]]
    for part in parts:
        role.require("ec2:CreateNetworkInterface", role.request.arn(part, service="ec2"))
    for action in _DESCRIBE_ACTIONS:
        role.require(action, "*")
