"""`cdk destroy` retains only what the environment file asks for."""

from __future__ import annotations

from tests.synth.conftest import Synthesis

RETAINED = {"AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolUser"}
"""Types with data: retained with `data_on_destroy: retain`."""

CONSENT = {"Key": "ground-truth-cdk:delete-contents", "Value": "true"}


def test_only_data_outlives_a_stack_and_only_when_it_is_to_be_retained(synthesis: Synthesis) -> None:
    choices = {environment.data_on_destroy for environment in synthesis.environments.values()}
    assert choices == {"retain", "destroy"}, "the environments show both choices"
    for name, stack in synthesis.stacks.items():
        retain = synthesis.environment_of(name).data_on_destroy == "retain"
        for path, resource in stack.resources.items():
            policies = {resource.get("DeletionPolicy", "Delete"), resource.get("UpdateReplacePolicy", "Delete")}
            assert policies == {"Retain" if retain and resource["Type"] in RETAINED else "Delete"}, f"{name}/{path}"


def test_a_bucket_that_goes_is_emptied_first_and_a_bucket_that_stays_is_not(synthesis: Synthesis) -> None:
    for name, stack in synthesis.stacks.items():
        destroy = synthesis.environment_of(name).data_on_destroy == "destroy"
        emptied = [resource["Properties"]["BucketName"] for resource in stack.of_type("Custom::GroundTruthBucketContents").values()]
        buckets = stack.of_type("AWS::S3::Bucket")
        assert sorted(emptied) == sorted(f"${{{path}}}" for path in buckets if destroy)
        for bucket in buckets.values():
            assert (CONSENT in bucket["Properties"].get("Tags", [])) == destroy


def test_nothing_is_protected_from_deletion_that_is_to_be_destroyed(synthesis: Synthesis) -> None:
    for name, stack in synthesis.stacks.items():
        if synthesis.environment_of(name).data_on_destroy == "destroy":
            for pool in stack.of_type("AWS::Cognito::UserPool").values():
                assert pool["Properties"].get("DeletionProtection") != "ACTIVE"
