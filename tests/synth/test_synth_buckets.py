"""The input and the output bucket: their protection in every environment, and the settings of each."""

from __future__ import annotations

import pytest

from tests.synth.cloud_assembly import Json
from tests.synth.conftest import Synthesis

BUCKETS = ["InputBucket", "OutputBucket"]
ENVIRONMENTS = ["sandbox", "dev", "prod"]


@pytest.fixture(params=ENVIRONMENTS)
def environment(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.mark.parametrize("bucket", BUCKETS)
class TestEveryBucket:
    def properties(self, synthesis: Synthesis, environment: str, bucket: str) -> Json:
        return synthesis.stacks[f"{environment}/Foundation"].properties(f"{bucket}/Bucket")

    def test_blocks_public_access(self, synthesis: Synthesis, environment: str, bucket: str) -> None:
        assert self.properties(synthesis, environment, bucket)["PublicAccessBlockConfiguration"] == {
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        }

    def test_belongs_to_the_account_whoever_writes(self, synthesis: Synthesis, environment: str, bucket: str) -> None:
        ownership = self.properties(synthesis, environment, bucket)["OwnershipControls"]
        assert ownership == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}

    def test_is_versioned(self, synthesis: Synthesis, environment: str, bucket: str) -> None:
        assert self.properties(synthesis, environment, bucket)["VersioningConfiguration"] == {"Status": "Enabled"}

    def test_answers_over_tls_only(self, synthesis: Synthesis, environment: str, bucket: str) -> None:
        policy = synthesis.stacks[f"{environment}/Foundation"].properties(f"{bucket}/Bucket/Policy")
        assert {
            "Action": "s3:*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Resource": [f"${{{bucket}/Bucket.Arn}}", f"${{{bucket}/Bucket.Arn}}/*"],
        } in policy["PolicyDocument"]["Statement"]

    def test_expires_old_versions_and_what_was_never_finished(self, synthesis: Synthesis, environment: str, bucket: str) -> None:
        settings = synthesis.environments[environment]
        days = (settings.input_bucket if bucket == "InputBucket" else settings.output_bucket).noncurrent_version_expiration_days
        assert self.properties(synthesis, environment, bucket)["LifecycleConfiguration"]["Rules"] == [
            {
                "Id": "OldVersions",
                "Status": "Enabled",
                "NoncurrentVersionExpiration": {"NoncurrentDays": days},
                "ExpiredObjectDeleteMarker": True,
                "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
            }
        ]

    def test_has_a_name_that_cloudformation_makes_up(self, synthesis: Synthesis, environment: str, bucket: str) -> None:
        assert "BucketName" not in self.properties(synthesis, environment, bucket)


@pytest.mark.parametrize("bucket", BUCKETS)
@pytest.mark.parametrize("name", ["sandbox", "dev"])
def test_encrypts_with_keys_of_s3(synthesis: Synthesis, name: str, bucket: str) -> None:
    rules = synthesis.stacks[f"{name}/Foundation"].properties(f"{bucket}/Bucket")["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rules == [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
    assert synthesis.stacks[f"{name}/Foundation"].of_type("AWS::KMS::Key") == {}


@pytest.mark.parametrize("bucket", BUCKETS)
def test_encrypts_with_a_customer_key_that_rotates(synthesis: Synthesis, bucket: str) -> None:
    stack = synthesis.stacks["prod/Foundation"]
    key = bucket.replace("Bucket", "Key")
    assert stack.properties(f"{bucket}/Bucket")["BucketEncryption"]["ServerSideEncryptionConfiguration"] == [
        {
            "BucketKeyEnabled": True,
            "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": f"${{{key}.Arn}}"},
        }
    ]
    assert stack.properties(key)["EnableKeyRotation"] is True


def test_the_input_bucket_has_the_cors_rule_of_image_tasks(synthesis: Synthesis, environment: str) -> None:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/sms-cors-update.html; its empty list of allowed headers counts as absent."""
    properties = synthesis.stacks[f"{environment}/Foundation"].properties("InputBucket/Bucket")
    assert properties["CorsConfiguration"] == {
        "CorsRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "ExposedHeaders": ["Access-Control-Allow-Origin"]}]
    }


def test_the_output_bucket_has_the_same_cors_rule(synthesis: Synthesis, environment: str) -> None:
    """It contains manifests created at deployment, and Ground Truth checks the CORS rules of the manifest's bucket."""
    stack = synthesis.stacks[f"{environment}/Foundation"]
    rules = [stack.properties(f"{bucket}/Bucket")["CorsConfiguration"] for bucket in ("InputBucket", "OutputBucket")]
    assert rules[0] == rules[1]
