"""KMS types, and SSM parameters."""

from tests.unit.sandbox_server.property_examples.examples import Examples, imported
from tests.unit.sandbox_server.property_examples.surroundings import TAGS, open_to

EXAMPLES = {
    "AWS::KMS::Key": Examples(
        lasting=frozenset({"KeySpec", "KeyUsage", "MultiRegion", "Origin"}),
        required={"KeyPolicy": open_to("kms:*", "*", "s3")},
        kept=[
            {
                "Description": "Examples",
                "EnableKeyRotation": True,
                "RotationPeriodInDays": 100,
                "Enabled": True,
                "KeySpec": "SYMMETRIC_DEFAULT",
                "KeyUsage": "ENCRYPT_DECRYPT",
                "Origin": "AWS_KMS",
                "PendingWindowInDays": 7,
                "Tags": TAGS,
            },
            {"Enabled": False, "MultiRegion": True, "BypassPolicyLockoutSafetyCheck": True},
        ],
        not_told=frozenset({"BypassPolicyLockoutSafetyCheck"}),
    ),
    "AWS::KMS::Alias": Examples(kept=[{"AliasName": "alias/examples", "TargetKeyId": imported("KeyId")}]),
    "AWS::SSM::Parameter": Examples(
        required={"Type": "String", "Value": "one"},
        kept=[
            {
                "Name": "/examples/one",
                "AllowedPattern": "^[a-z]+$",
                "DataType": "text",
                "Description": "Examples",
                "Tags": {"stage": "test"},
                "Tier": "Standard",
            }
        ],
        refused={
            "Policies": {
                "Tier": "Advanced",
                "Policies": '[{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"2036-12-02T21:34:33Z"}}]',
            }
        },
    ),
}
