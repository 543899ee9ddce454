"""Automated data labeling: the role passes itself, and uses the key and the network of the instances."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import conformance, documented

Job = dict[str, Any]
ROLE_ARN = "arn:aws:iam::123456789012:role/labeling"
EC2 = "arn:aws:ec2:eu-west-1:123456789012"
NETWORK = {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}


@pytest.fixture
def auto_job(job_request: Job, bucket: Any) -> Job:
    """A valid request with automated data labeling."""
    manifest = bucket.put("input/many.jsonl", '{"source": "a"}\n' * 1_250)
    job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = manifest
    algorithm = "arn:aws:sagemaker:eu-west-1:027400017018:labeling-job-algorithm-specification/text-classification"
    job_request["LabelingJobAlgorithmsConfig"] = {"LabelingJobAlgorithmSpecificationArn": algorithm}
    return job_request


@pytest.fixture
def key(client: Callable[[str], Any]) -> Job:
    made: Job = client("kms").create_key()["KeyMetadata"]
    return made


def with_resources(job: Job, **resources: Any) -> Job:
    job["LabelingJobAlgorithmsConfig"]["LabelingJobResourceConfig"] = resources
    return job


def test_the_role_passes_itself_on(start: Any, auto_job: Job, rights: Any) -> None:
    assert start(auto_job)["LabelingJobStatus"] == "InProgress"
    assert rights.used == [("iam:PassRole", ROLE_ARN, {"iam:PassedToService": "sagemaker.amazonaws.com"})]


@conformance(
    "Automated labeling needs a role that may pass itself to SageMaker",
    documented("developer guide, sms-security-permission-execution-role"),
)
def test_a_role_that_may_not_pass_itself_on_fails_the_job(failure: Any, auto_job: Job, rights: Any) -> None:
    rights.denied.add("iam:PassRole")
    assert failure(auto_job) == f"ClientError: The role {ROLE_ARN} must be allowed iam:PassRole on '{ROLE_ARN}' (AccessDenied)."


def test_too_few_objects_fail_the_job(failure: Any, auto_job: Job, bucket: Any) -> None:
    bucket.put("input/many.jsonl", '{"source": "a"}\n' * 1_249)
    assert failure(auto_job) == "ClientError: Automated data labeling needs at least 1250 data objects, not 1249."


@conformance("`VolumeKmsKeyId` requires `kms:CreateGrant`", documented("developer guide, sms-security-kms-permissions"))
def test_the_volume_key_is_granted_on(start: Any, auto_job: Job, rights: Any, key: Job) -> None:
    assert start(with_resources(auto_job, VolumeKmsKeyId=key["KeyId"]))["LabelingJobStatus"] == "InProgress"
    action, resource, context = rights.used[-1]
    assert (action, resource) == ("kms:CreateGrant", key["Arn"])
    assert context["kms:GrantIsForAWSResource"] == "true"


def test_a_volume_key_that_may_not_be_granted_on_fails_the_job(failure: Any, auto_job: Job, rights: Any, key: Job) -> None:
    rights.denied.add("kms:CreateGrant")
    assert f"must be allowed kms:CreateGrant on '{key['Arn']}'" in failure(with_resources(auto_job, VolumeKmsKeyId=key["Arn"]))


def test_a_volume_key_must_exist(failure: Any, auto_job: Job) -> None:
    reason = failure(with_resources(auto_job, VolumeKmsKeyId="1234abcd-12ab-34cd-56ef-1234567890ab"))
    member = "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VolumeKmsKeyId"
    assert reason.startswith(f"ClientError: {member} '1234abcd-12ab-34cd-56ef-1234567890ab': the key must exist in region eu-west-1")


@conformance("`VpcConfig` requires the nine actions on network interfaces", documented("developer guide, sagemaker-roles"))
@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("ec2:CreateNetworkInterface", f"{EC2}:network-interface/*"),
        ("ec2:CreateNetworkInterfacePermission", f"{EC2}:network-interface/*"),
        ("ec2:DeleteNetworkInterface", f"{EC2}:network-interface/*"),
        ("ec2:DeleteNetworkInterfacePermission", f"{EC2}:network-interface/*"),
        ("ec2:DescribeDhcpOptions", "*"),
        ("ec2:DescribeNetworkInterfaces", "*"),
        ("ec2:DescribeSecurityGroups", "*"),
        ("ec2:DescribeSubnets", "*"),
        ("ec2:DescribeVpcs", "*"),
    ],
)
def test_each_right_on_the_network_that_is_missing_fails_the_job(
    failure: Any, auto_job: Job, rights: Any, action: str, resource: str
) -> None:
    rights.denied.add(action)
    assert f"must be allowed {action} on '{resource}'" in failure(with_resources(auto_job, VpcConfig=NETWORK))


def test_interfaces_are_put_into_the_subnets_and_security_groups(start: Any, auto_job: Job, rights: Any) -> None:
    start(with_resources(auto_job, VpcConfig=NETWORK))
    asked = [(action, resource) for action, resource, _ in rights.used]
    assert ("ec2:CreateNetworkInterface", f"{EC2}:subnet/subnet-1") in asked
    assert ("ec2:CreateNetworkInterface", f"{EC2}:security-group/sg-1") in asked
