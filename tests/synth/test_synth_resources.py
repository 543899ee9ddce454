"""The properties of the custom resources: named and nested as in the API, readable in a diff."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import pytest
from botocore.loaders import create_loader
from botocore.model import ServiceModel, StructureShape

from tests.synth.cloud_assembly import Json
from tests.synth.conftest import Synthesis

OWN_PROPERTIES: Mapping[str, frozenset[str]] = {
    "CreateWorkforce": frozenset({"Mode", "InvitationMessage", "UserPoolRevision"}),
    "CreateWorkteam": frozenset(),
    # The handler writes them to the label category file.
    "CreateLabelingJob": frozenset({"Labels"}),
}
"""Operation -> our handlers' additional properties."""

SAGEMAKER = ServiceModel(create_loader().load_service_model("sagemaker", "service-2"), "sagemaker")


def own(properties: Json) -> Json:
    """A custom resource's properties without those that CloudFormation itself reads."""
    return copy.deepcopy({name: value for name, value in properties.items() if name not in ("ServiceToken", "ServiceTimeout")})


def tags(**values: str) -> list[Json]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


SANDBOX_TAGS = tags(application="ground-truth", environment="sandbox")


def test_every_property_is_a_parameter_of_the_api(synthesis: Synthesis) -> None:
    for stack in synthesis.stacks.values():
        for path, resource in stack.custom_resources.items():
            operation = resource["Type"].replace("Custom::GroundTruth", "Create")
            if operation in OWN_PROPERTIES:
                shape = SAGEMAKER.operation_model(operation).input_shape
                assert isinstance(shape, StructureShape)
                given = {name: value for name, value in own(resource["Properties"]).items() if name not in OWN_PROPERTIES[operation]}
                assert unknown(given, shape, path) == []


def unknown(value: object, shape: object, path: str) -> list[str]:
    """The paths of members that the API does not have."""
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        missing = [f"{path}.{name}" for name in value if name not in shape.members]
        return missing + [
            deeper for name, member in shape.members.items() if name in value for deeper in unknown(value[name], member, f"{path}.{name}")
        ]
    return []


def test_the_workforce_of_the_sandbox(synthesis: Synthesis) -> None:
    properties = own(synthesis.stacks["sandbox/Foundation"].properties("Workforce"))
    assert len(properties.pop("UserPoolRevision")) == 8
    assert properties == {
        "Mode": "create",
        "WorkforceName": "sandbox-workforce",
        "CognitoConfig": {"UserPool": "${Workers/UserPool}", "ClientId": "${Workers/UserPool/Client}"},
        "InvitationMessage": {
            "EmailSubject": "You are invited to label data",
            "EmailMessage": "Sign in at {portal} with the user name {username} and the temporary password {####}",
        },
        "Tags": SANDBOX_TAGS,
    }


def test_the_workforce_of_prod_works_from_the_office_and_writes_its_own_invitation(synthesis: Synthesis) -> None:
    properties = synthesis.stacks["prod/Foundation"].properties("Workforce")
    assert properties["SourceIpConfig"] == {"Cidrs": ["203.0.113.0/24", "2001:db8::/32"]}
    assert properties["InvitationMessage"]["EmailSubject"] == "Your account for labeling"
    for placeholder in ("{portal}", "{username}", "{####}"):
        assert placeholder in properties["InvitationMessage"]["EmailMessage"]


def test_a_work_team_with_notifications(synthesis: Synthesis) -> None:
    member = {"UserPool": "${Workers/UserPool}", "ClientId": "${Workers/UserPool/Client}", "UserGroup": "${Team editors/Group}"}
    assert own(synthesis.stacks["sandbox/Foundation"].properties("Team editors")) == {
        "WorkteamName": "sandbox-editors",
        "WorkforceName": "${Workforce.WorkforceName}",
        "Description": "Writes the labeling instructions and tries them out",
        "MemberDefinitions": [{"CognitoMemberDefinition": member}],
        "NotificationConfiguration": {"NotificationTopicArn": "${Team editors/Notifications/Topic}"},
        "Tags": SANDBOX_TAGS,
    }


def test_a_work_team_without_notifications_has_no_topic(synthesis: Synthesis) -> None:
    stack = synthesis.stacks["sandbox/Foundation"]
    assert "NotificationConfiguration" not in stack.properties("Team reviewers")
    assert list(stack.of_type("AWS::SNS::Topic")) == ["Team editors/Notifications/Topic"]


def test_the_topic_has_the_documented_policy(synthesis: Synthesis) -> None:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-management-private-sns.html, plus the TLS statement."""
    stack = synthesis.stacks["sandbox/Foundation"]
    topic = "${Team editors/Notifications/Topic}"
    policy = stack.properties("Team editors/Notifications/Topic/Policy")
    assert policy["Topics"] == [topic]
    allow = [statement for statement in policy["PolicyDocument"]["Statement"] if statement["Effect"] == "Allow"]
    assert [{key: value for key, value in statement.items() if key != "Sid"} for statement in allow] == [
        {
            "Effect": "Allow",
            "Principal": {"Service": "sagemaker.amazonaws.com"},
            "Action": "sns:Publish",
            "Resource": topic,
            "Condition": {
                "ArnLike": {"aws:SourceArn": "arn:aws:sagemaker:us-east-1:123456789012:workteam/*"},
                "StringEquals": {"aws:SourceAccount": "123456789012"},
            },
        }
    ]
    deny = [statement for statement in policy["PolicyDocument"]["Statement"] if statement["Effect"] == "Deny"]
    assert [statement["Condition"] for statement in deny] == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_the_topic_is_not_encrypted_with_a_key_that_sagemaker_cannot_use(synthesis: Synthesis) -> None:
    assert "KmsMasterKeyId" not in synthesis.stacks["sandbox/Foundation"].properties("Team editors/Notifications/Topic")


def test_members_get_the_notifications_and_the_team_waits_for_the_topic(synthesis: Synthesis) -> None:
    stack = synthesis.stacks["sandbox/Foundation"]
    subscriptions = stack.of_type("AWS::SNS::Subscription")
    assert [(entry["Properties"]["Protocol"], entry["Properties"]["Endpoint"]) for entry in subscriptions.values()] == [
        ("email", "worker-1@example.com"),
        ("email", "worker-2@example.com"),
    ]
    assert {"Team editors/Notifications/Topic/Policy", *subscriptions} <= set(stack.resources["Team editors"]["DependsOn"])


def test_a_labeling_job(synthesis: Synthesis) -> None:
    properties = own(synthesis.stacks["sandbox/Labeling"].properties("Job package-topics"))
    template = properties["HumanTaskConfig"]["UiConfig"].pop("UiTemplateS3Uri")
    assert template.startswith("s3://cdk-hnb659fds-assets-123456789012-us-east-1/")
    assert {name: value for name, value in properties.items() if name not in OWN_PROPERTIES["CreateLabelingJob"]} == {
        "LabelingJobName": "package-topics",
        "LabelAttributeName": "topics",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://${InputBucket/Bucket}/datasets/packages.manifest"}}},
        "OutputConfig": {"S3OutputPath": "s3://${OutputBucket/Bucket}/labeling-jobs"},
        "RoleArn": "${Job package-topics/ExecutionRole/Role.Arn}",
        "StoppingConditions": {"MaxHumanLabeledObjectCount": 1000, "MaxPercentageOfInputDatasetLabeled": 100},
        "HumanTaskConfig": {
            "WorkteamArn": "${Team reviewers.WorkteamArn}",
            "UiConfig": {},
            "PreHumanTaskLambdaArn": "arn:aws:lambda:us-east-1:432418664414:function:PRE-TextMultiClassMultiLabel",
            "TaskKeywords": ["text", "classification", "python"],
            "TaskTitle": "What is this Python package about?",
            "TaskDescription": "Read the summary of a Python package and choose every topic that it is about.",
            "NumberOfHumanWorkersPerDataObject": 1,
            "TaskTimeLimitInSeconds": 600,
            "TaskAvailabilityLifetimeInSeconds": 86400,
            "MaxConcurrentTaskCount": 100,
            "AnnotationConsolidationConfig": {
                "AnnotationConsolidationLambdaArn": "arn:aws:lambda:us-east-1:432418664414:function:ACS-TextMultiClassMultiLabel"
            },
        },
        "Tags": tags(application="ground-truth", dataset="packages", environment="sandbox"),
    }


def test_every_job_has_a_role_a_team_a_page_and_a_dataset(synthesis: Synthesis) -> None:
    jobs = [job for stack in synthesis.stacks.values() for job in stack.of_type("Custom::GroundTruthLabelingJob").values()]
    assert len(jobs) == sum(len(environment.labeling_jobs) for environment in synthesis.environments.values())
    for job in jobs:
        properties = job["Properties"]
        assert properties["RoleArn"] == f"${{Job {properties['LabelingJobName']}/ExecutionRole/Role.Arn}}"
        assert properties["HumanTaskConfig"]["WorkteamArn"].endswith(".WorkteamArn}")
        assert properties["HumanTaskConfig"]["UiConfig"]
        assert properties["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"].startswith("s3://${InputBucket/Bucket}/")


TAGGED = ["AWS::S3::Bucket", "AWS::IAM::Role", "AWS::Lambda::Function", "AWS::Logs::LogGroup", "AWS::SNS::Topic", "AWS::KMS::Key"]


@pytest.mark.parametrize("name", ["sandbox", "dev", "prod"])
def test_everything_that_can_be_tagged_carries_the_tags_of_the_environment(synthesis: Synthesis, name: str) -> None:
    expected = synthesis.environments[name].tags.items()
    for stack in ("Foundation", "Labeling"):
        resources = synthesis.stacks[f"{name}/{stack}"].resources
        for path, resource in resources.items():
            is_ground_truth = resource["Type"].startswith("Custom::") and not resource["Type"].endswith("BucketContents")
            if resource["Type"] in TAGGED or is_ground_truth:
                found = {tag["Key"]: tag["Value"] for tag in resource["Properties"]["Tags"]}
                assert expected <= found.items(), f"{name}/{stack}/{path}"
            if resource["Type"] == "AWS::Cognito::UserPool":
                assert expected <= resource["Properties"]["UserPoolTags"].items()


@pytest.mark.parametrize("name", ["sandbox", "dev", "prod"])
def test_the_outputs_tell_what_people_need(synthesis: Synthesis, name: str) -> None:
    environment = synthesis.environments[name]
    foundation = synthesis.stacks[f"{name}/Foundation"].template["Outputs"]
    teams = {f"WorkteamArn{team.name.replace('-', '')}" for team in environment.teams}
    assert {"PortalUrl", "InputBucketName", "OutputBucketName", *teams} <= foundation.keys()
    jobs = [job.labeling_job_name.replace("-", "") for job in environment.labeling_jobs]
    expected = {f"{output}{job}" for job in jobs for output in ("LabelingJobName", "OutputManifest")}
    assert synthesis.stacks[f"{name}/Labeling"].template["Outputs"].keys() == expected
