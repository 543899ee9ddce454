"""IAM types."""

from tests.unit.sandbox_server.property_examples.examples import Examples
from tests.unit.sandbox_server.property_examples.surroundings import EVERYTHING, NAME, POLICY_ARN, TAGS, trust

EXAMPLES = {
    "AWS::IAM::Role": Examples(
        required={"AssumeRolePolicyDocument": trust("lambda")},
        kept=[
            {
                "RoleName": "examples",
                "Description": "Examples",
                "ManagedPolicyArns": [POLICY_ARN],
                "MaxSessionDuration": 7_200,
                "Path": "/examples/",
                "PermissionsBoundary": POLICY_ARN,
                "Policies": [{"PolicyName": "everything", "PolicyDocument": EVERYTHING}],
                "Tags": TAGS,
            }
        ],
    ),
    "AWS::IAM::Policy": Examples(
        lasting=frozenset({"Roles", "Users", "Groups"}),
        required={"PolicyDocument": EVERYTHING},
        kept=[{"PolicyName": "more", "Roles": [NAME]}, {"PolicyName": "more", "Users": [NAME], "Groups": [NAME]}],
    ),
    "AWS::IAM::ManagedPolicy": Examples(
        required={"PolicyDocument": EVERYTHING},
        kept=[
            {
                "ManagedPolicyName": "examples",
                "Description": "Examples",
                "Path": "/examples/",
                "Roles": [NAME],
                "Users": [NAME],
                "Groups": [NAME],
            }
        ],
    ),
}
