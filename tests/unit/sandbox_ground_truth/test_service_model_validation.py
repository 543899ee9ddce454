"""Requests that the API model forbids are refused with all violations, in AWS's wording."""

from typing import Any

import pytest

from sandbox.ground_truth.errors import SerializationException, ValidationException
from sandbox.ground_truth.model_validation import validate
from tests.unit.conformance.rows import assumed, conformance, documented, observed


def message_of(operation: str, **parameters: Any) -> str:
    with pytest.raises(ValidationException) as raised:
        validate(operation=operation, parameters=parameters)
    return str(raised.value.message)


def job(**changes: Any) -> dict[str, Any]:
    return {
        "LabelingJobName": "reviews",
        "LabelAttributeName": "sentiment",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://data/manifest"}}},
        "OutputConfig": {"S3OutputPath": "s3://data/out"},
        "RoleArn": "arn:aws:iam::123456789012:role/labeling",
        "HumanTaskConfig": {
            "WorkteamArn": "arn:aws:sagemaker:eu-west-1:123456789012:workteam/private-crowd/t",
            "UiConfig": {},
            "TaskTitle": "Title",
            "TaskDescription": "Description",
            "NumberOfHumanWorkersPerDataObject": 1,
            "TaskTimeLimitInSeconds": 60,
        },
        **changes,
    }


def test_a_request_within_the_model_passes() -> None:
    validate(operation="CreateLabelingJob", parameters=job(Tags=[{"Key": "Équipe 1", "Value": "données/ñ"}]))


@conformance(
    "Every request is validated against the model: required members, lengths, ranges, patterns, enumerations; all violations at once",
    documented("botocore's model of SageMaker"),
)
def test_all_that_botocore_lets_through_is_refused_at_once() -> None:
    request = job(
        LabelingJobName="bad name_",
        LabelAttributeName="a" * 200,
        OutputConfig={"S3OutputPath": "http://data/out"},
    )
    request["InputConfig"]["DataAttributes"] = {"ContentClassifiers": ["Nope"]}
    request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"] = 12

    message = message_of("CreateLabelingJob", **request)

    assert message.startswith("6 validation errors detected: ")
    assert (
        "Value 'bad name_' at 'labelingJobName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"
    ) in message
    assert "at 'labelAttributeName' failed to satisfy constraint: Member must have length less than or equal to 127" in message
    assert "at 'labelAttributeName' failed to satisfy constraint: Member must satisfy regular expression pattern: " in message
    assert "Value 'http://data/out' at 'outputConfig.s3OutputPath' failed to satisfy constraint" in message
    assert (
        "Value '[Nope]' at 'inputConfig.dataAttributes.contentClassifiers' failed to satisfy constraint: Member must satisfy "
        "constraint: [Member must satisfy enum value set: [FreeOfPersonallyIdentifiableInformation, FreeOfAdultContent]]"
    ) in message
    assert (
        "Value '12' at 'humanTaskConfig.numberOfHumanWorkersPerDataObject' failed to satisfy constraint: "
        "Member must have value less than or equal to 9"
    ) in message


def test_one_violation_is_counted_in_the_singular() -> None:
    message = message_of("DescribeWorkteam", WorkteamName="-team")
    assert message.startswith("1 validation error detected: Value '-team' at 'workteamName' failed")


def test_a_missing_member_is_null() -> None:
    assert message_of("DescribeLabelingJob") == (
        "1 validation error detected: Value null at 'labelingJobName' failed to satisfy constraint: Member must not be null"
    )


def test_an_explicit_null_counts_as_missing() -> None:
    assert "Value null at 'labelingJobName'" in message_of("DescribeLabelingJob", LabelingJobName=None)


@conformance("A violation names the member by its path in lower camel case, `humanTaskConfig.workteamArn`", observed("27"))
def test_a_member_of_a_listed_structure_is_named_by_its_place() -> None:
    message = message_of("CreateLabelingJob", **job(Tags=[{"Key": "fine", "Value": ""}, {"Key": "not;fine", "Value": ""}]))
    assert "Value 'not;fine' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression" in message


def test_a_list_may_be_too_long() -> None:
    request = job()
    request["HumanTaskConfig"]["TaskKeywords"] = ["one"] * 6
    message = message_of("CreateLabelingJob", **request)
    assert "at 'humanTaskConfig.taskKeywords' failed to satisfy constraint: Member must have length less than or equal to 5" in message


def oidc(**changes: Any) -> dict[str, Any]:
    endpoints = ("Issuer", "AuthorizationEndpoint", "TokenEndpoint", "UserInfoEndpoint", "LogoutEndpoint", "JwksUri")
    return {"ClientId": "id", "ClientSecret": "secret", **dict.fromkeys(endpoints, "https://example.com"), **changes}


def test_a_secret_is_not_shown() -> None:
    message = message_of("CreateWorkforce", WorkforceName="w", OidcConfig=oidc(ClientSecret="geheim\u00fc"))
    assert message.startswith("1 validation error detected: Value at 'oidcConfig.clientSecret' failed to satisfy constraint: ")
    assert "geheim" not in message


def test_a_map_may_have_values_too_long() -> None:
    parameters = {"key": "v" * 513}
    message = message_of("CreateWorkforce", WorkforceName="w", OidcConfig=oidc(AuthenticationRequestExtraParams=parameters))
    assert "Map value must satisfy constraint: [Member must have length less than or equal to 512" in message


@conformance("An unknown member is refused", assumed("the stricter reading: AWS may ignore it"))
def test_an_unknown_member_is_refused() -> None:
    assert "Value '5' at 'maxResult' failed to satisfy constraint: Member must be one of: [" in message_of("ListWorkteams", MaxResult=5)


@pytest.mark.parametrize(
    ("value", "found"), [(5, "NUMBER_VALUE"), (True, "TRUE_VALUE"), ([], "START_ARRAY"), ({}, "START_OBJECT"), (0.5, "DECIMAL_VALUE")]
)
def test_a_wrong_type_cannot_be_converted(value: object, found: str) -> None:
    with pytest.raises(SerializationException) as raised:
        validate(operation="DescribeWorkteam", parameters={"WorkteamName": value})
    assert raised.value.message == f"{found} can not be converted to string at 'workteamName'"


def test_a_boolean_is_no_number() -> None:
    with pytest.raises(SerializationException):
        validate(operation="ListWorkteams", parameters={"MaxResults": True})


@pytest.mark.parametrize("description", ["two\nlines", "two\rlines", "two\u2028lines"])
def test_a_description_is_one_line(description: str) -> None:
    request = job()
    request["HumanTaskConfig"]["TaskDescription"] = description
    assert "'humanTaskConfig.taskDescription'" in message_of("CreateLabelingJob", **request)


def test_word_characters_are_ascii_as_in_java() -> None:
    members = [{"CognitoMemberDefinition": {"UserPool": "é_abc", "ClientId": "c", "UserGroup": "Prüfer"}}]
    message = message_of("UpdateWorkteam", WorkteamName="t", MemberDefinitions=members)
    assert message.startswith("1 validation error detected: Value 'é_abc' at 'memberDefinitions.1.member.cognitoMemberDefinition.userPool'")


@pytest.mark.parametrize("cidr", ["10.0.0.0/8", "2001:db8::/32", "192.168.1.1/32"])
def test_cidrs_of_both_families_pass(cidr: str) -> None:
    validate(operation="UpdateWorkforce", parameters={"WorkforceName": "w", "SourceIpConfig": {"Cidrs": [cidr]}})


def test_a_bad_cidr_is_refused() -> None:
    message = message_of("UpdateWorkforce", WorkforceName="w", SourceIpConfig={"Cidrs": ["10.0.0.300/8"]})
    assert "Value '[10.0.0.300/8]' at 'sourceIpConfig.cidrs'" in message
