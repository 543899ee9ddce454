"""Custom::GroundTruthWorkforce, driven through its Lambda handler."""

from typing import Any

import pytest

from lambda_handlers import workforce
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import workforce_properties


@pytest.fixture
def config(aws: Aws) -> dict[str, str]:
    return aws.user_pool()


@pytest.fixture
def properties(config: dict[str, str]) -> Properties:
    return workforce_properties(config)


@pytest.fixture
def force(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(workforce)


@pytest.fixture
def theirs(aws: Aws) -> dict[str, str]:
    """Another workforce, with its own pool."""
    config = aws.user_pool("others")
    aws.sagemaker.create_workforce(WorkforceName="theirs", CognitoConfig=config)
    return config


def adopted(name: str = "theirs", **more: Any) -> Properties:
    return {"Mode": "adopt", "WorkforceName": name, **more}


def described(aws: Aws, name: str = "ours") -> Any:
    return aws.sagemaker.describe_workforce(WorkforceName=name)["Workforce"]


def names(aws: Aws) -> list[str]:
    return [item["WorkforceName"] for item in aws.sagemaker.list_workforces()["Workforces"]]


def portal_urls(aws: Aws, config: dict[str, str]) -> tuple[list[str], list[str]]:
    client = aws.app_client(config)
    return client["CallbackURLs"], client["LogoutURLs"]


def test_create(aws: Aws, force: CustomResource, properties: Properties, config: dict[str, str]) -> None:
    answer = force.create({**properties, "SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}, "Tags": [{"Key": "project", "Value": "reviews"}]})

    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == "ours"
    made = described(aws)
    assert made["SourceIpConfig"] == {"Cidrs": ["10.0.0.0/8"]}
    assert made["CognitoConfig"] == config
    assert answer["Data"] == {
        "WorkforceName": "ours",
        "WorkforceArn": made["WorkforceArn"],
        "SubDomain": made["SubDomain"],
        "PortalUrl": f"https://{made['SubDomain']}",
        **config,
    }
    assert aws.backend.workforces["ours"].tags == {
        "project": "reviews",
        "ground-truth-cdk:stack-id": force.stack_id,
        "ground-truth-cdk:logical-id": "Resource1A2B3C4D",
    }


def test_create_writes_the_portal_urls_and_keeps_the_rest_of_the_client(
    aws: Aws, force: CustomResource, properties: Properties, config: dict[str, str]
) -> None:
    before = aws.app_client(config)
    force.create(properties)
    after = aws.app_client(config)
    host = described(aws)["SubDomain"]
    assert after["CallbackURLs"] == [f"https://{host}/oauth2/idpresponse"]
    assert after["LogoutURLs"] == [f"https://{host}/logout"]
    untouched = set(before) - {"CallbackURLs", "LogoutURLs", "LastModifiedDate"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_a_request_repeated_while_the_first_is_under_way_finds_its_workforce(
    aws: Aws, force: CustomResource, properties: Properties, config: dict[str, str]
) -> None:
    first = {"WorkforceName": "ours", "CognitoConfig": config}
    aws.on_call("sagemaker", "CreateWorkforce", lambda: None if names(aws) else aws.sagemaker.create_workforce(**first))
    assert force.create(properties)["Status"] == "SUCCESS"
    assert names(aws) == ["ours"]


def test_an_error_of_create_stays_itself_when_there_is_no_other_workforce(aws: Aws, force: CustomResource, properties: Properties) -> None:
    aws.fault("sagemaker", "CreateWorkforce", code="AccessDeniedException", message="not allowed to create")
    answer = force.create(properties)
    assert "not allowed to create" in answer["Reason"]
    assert names(aws) == []


def test_a_second_workforce_is_refused_with_the_way_to_adopt_the_first(
    aws: Aws, force: CustomResource, properties: Properties, theirs: dict[str, str]
) -> None:
    refused = force.create(properties)
    assert refused["Status"] == "FAILED"
    assert "'theirs'" in refused["Reason"]
    assert theirs["UserPool"] in refused["Reason"]
    assert "`workforce.mode: adopt`" in refused["Reason"]
    assert "`workforce.name: theirs`" in refused["Reason"]
    assert "never deleted" in refused["Reason"]
    assert force.delete(properties, id=refused["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert names(aws) == ["theirs"]


@pytest.mark.usefixtures("theirs")
def test_a_workforce_of_the_same_name_and_another_pool_is_refused_and_survives(
    aws: Aws, force: CustomResource, properties: Properties
) -> None:
    same_name = {**properties, "WorkforceName": "theirs"}
    refused = force.create(same_name)
    assert refused["Status"] == "FAILED"
    assert force.delete(same_name, id=refused["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert names(aws) == ["theirs"]


@pytest.mark.parametrize("listed", [False, True])
def test_delete_twice(aws: Aws, force: CustomResource, properties: Properties, listed: bool) -> None:
    aws.set_up(workforce_tags_known=listed)
    force.create(properties)
    assert force.delete(properties, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == []
    assert force.delete(properties, id="ours")["Status"] == "SUCCESS"


def test_where_tags_are_listed_they_decide_who_may_delete(aws: Aws, force: CustomResource, properties: Properties) -> None:
    aws.set_up(workforce_tags_known=True)
    force.create(properties)
    aws.backend.workforces["ours"].tags["ground-truth-cdk:stack-id"] = "another"
    assert force.delete(properties, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == ["ours"]
    assert force.create(properties)["Status"] == "FAILED"
    assert "another" in force.update(properties, properties, id="ours")["Reason"]


def test_delete_ignores_properties_of_an_older_form(aws: Aws, force: CustomResource, properties: Properties) -> None:
    aws.set_up(workforce_tags_known=True)
    force.create(properties)
    assert force.delete({"Name": "ours", "Pool": "p"}, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == []


@pytest.mark.parametrize("mode", [["create"], {"a": "b"}, "", "unheard-of"])
def test_delete_takes_any_mode_of_an_older_form(aws: Aws, force: CustomResource, properties: Properties, mode: object) -> None:
    force.create(properties)
    assert force.delete({**properties, "Mode": mode}, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == []


def test_create_and_delete_wait_for_the_vpc(aws: Aws, force: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.set_up(vpc_change_seconds=300)
    vpc = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1", "subnet-2"]}
    answer = force.create({**properties, "WorkforceVpcConfig": vpc})
    assert answer["Status"] == "SUCCESS"
    assert described(aws)["Status"] == "Active"
    assert sum(clock.slept) >= 300
    assert force.delete(properties, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == []


def test_a_workforce_that_fails_is_reported_with_its_id(aws: Aws, force: CustomResource, properties: Properties) -> None:
    failed = {"WorkforceName": "ours", "WorkforceArn": "arn", "Status": "Failed", "FailureReason": "no such subnet"}
    aws.fault("sagemaker", "DescribeWorkforce", answer={"Workforce": failed})
    answer = force.create(properties)
    assert "no such subnet" in answer["Reason"]
    assert answer["PhysicalResourceId"] == "ours"
    assert force.delete(properties, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == []


def test_the_deadline_is_answered_with_the_real_id(aws: Aws, force: CustomResource, properties: Properties) -> None:
    aws.set_up(vpc_change_seconds=5000)
    vpc = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}
    answer = force.create({**properties, "WorkforceVpcConfig": vpc})
    assert answer["Status"] == "FAILED"
    assert "the function's time ran out while waiting for a change of the workforce 'ours' to end" in answer["Reason"]
    assert answer["PhysicalResourceId"] == "ours"


def test_a_pool_made_a_moment_ago_is_waited_for(aws: Aws, force: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.fault("sagemaker", "CreateWorkforce", message="Cognito DescribeUserPool failed: User pool us-east-1_x does not exist.")
    assert force.create(properties)["Status"] == "SUCCESS"
    assert clock.slept == [0.2]


def test_an_update_changes_what_can_be_changed(aws: Aws, force: CustomResource, properties: Properties) -> None:
    aws.set_up(workforce_tags_known=True)
    force.create(properties)
    settings = {"SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}, "IpAddressType": "dualstack"}
    changed = {**properties, **settings, "Tags": [{"Key": "a", "Value": "b"}]}
    assert force.update(properties, changed, id="ours")["PhysicalResourceId"] == "ours"
    assert described(aws)["SourceIpConfig"] == {"Cidrs": ["10.0.0.0/8"]}
    assert described(aws)["IpAddressType"] == "dualstack"
    assert aws.backend.workforces["ours"].tags["a"] == "b"

    assert force.update(changed, properties, id="ours")["Status"] == "SUCCESS"
    assert described(aws)["SourceIpConfig"] == {"Cidrs": []}
    assert described(aws)["IpAddressType"] == "ipv4"
    assert "a" not in aws.backend.workforces["ours"].tags


def test_a_vpc_can_be_added_and_removed(aws: Aws, force: CustomResource, properties: Properties) -> None:
    force.create(properties)
    vpc = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1", "subnet-2"]}
    within = {**properties, "WorkforceVpcConfig": vpc}
    assert force.update(properties, within, id="ours")["Status"] == "SUCCESS"
    assert described(aws)["WorkforceVpcConfig"]["VpcId"] == "vpc-1"

    aws.watch("sagemaker")
    reordered = {**within, "WorkforceVpcConfig": {**vpc, "Subnets": ["subnet-2", "subnet-1"]}}
    assert force.update(within, reordered, id="ours")["Status"] == "SUCCESS"
    assert aws.called("UpdateWorkforce") == 0

    assert force.update(reordered, properties, id="ours")["Status"] == "SUCCESS"
    assert not described(aws).get("WorkforceVpcConfig")


def test_an_update_with_equal_properties_writes_nothing(aws: Aws, force: CustomResource, properties: Properties) -> None:
    force.create(properties)
    aws.watch("sagemaker", "cognito-idp")
    assert force.update(properties, properties, id="ours")["Status"] == "SUCCESS"
    assert {name for name in aws.calls if not name.startswith(("Describe", "List"))} == set()


def test_an_update_writes_the_portal_urls_again(aws: Aws, force: CustomResource, properties: Properties, config: dict[str, str]) -> None:
    force.create(properties)
    desired = portal_urls(aws, config)
    aws.cognito.update_user_pool_client(
        UserPoolId=config["UserPool"], ClientId=config["ClientId"], CallbackURLs=["https://127.0.0.1", "https://tool.example.com/back"]
    )
    force.update(properties, {**properties, "UserPoolRevision": "2"}, id="ours")
    callbacks, logouts = portal_urls(aws, config)
    assert callbacks == ["https://tool.example.com/back", *desired[0]]
    assert logouts == desired[1]


@pytest.mark.parametrize("change", [{"WorkforceName": "new"}, {"CognitoConfig": {"UserPool": "us-east-1_new", "ClientId": "c"}}])
def test_what_cannot_be_changed_is_refused_and_can_be_rolled_back(
    aws: Aws, force: CustomResource, properties: Properties, change: Properties
) -> None:
    force.create(properties)
    refused = force.update(properties, {**properties, **change}, id="ours")
    assert refused["Status"] == "FAILED"
    assert refused["PhysicalResourceId"] == "ours"
    assert "cannot be changed: an account has one private workforce per region" in refused["Reason"]
    assert force.update({**properties, **change}, properties, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == ["ours"]


def test_a_workforce_removed_by_hand_is_made_again_by_an_update(aws: Aws, force: CustomResource, properties: Properties) -> None:
    force.create(properties)
    aws.sagemaker.delete_workforce(WorkforceName="ours")
    assert force.update(properties, {**properties, "UserPoolRevision": "2"}, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == ["ours"]


def test_adopt_applies_settings_and_never_deletes(aws: Aws, force: CustomResource, theirs: dict[str, str]) -> None:
    desired = adopted(SourceIpConfig={"Cidrs": ["10.0.0.0/8"]})
    answer = force.create(desired)
    assert answer["Status"] == "SUCCESS"
    assert answer["Data"]["UserPool"] == theirs["UserPool"]
    assert described(aws, "theirs")["SourceIpConfig"] == {"Cidrs": ["10.0.0.0/8"]}
    host = answer["Data"]["SubDomain"]
    assert portal_urls(aws, theirs) == ([f"https://{host}/oauth2/idpresponse"], [f"https://{host}/logout"])
    assert aws.backend.workforces["theirs"].tags == {}

    assert force.delete(desired, id="theirs")["Status"] == "SUCCESS"
    assert names(aws) == ["theirs"]


@pytest.mark.usefixtures("theirs")
def test_adopt_leaves_settings_alone_that_are_not_properties(aws: Aws, force: CustomResource) -> None:
    aws.sagemaker.update_workforce(WorkforceName="theirs", SourceIpConfig={"Cidrs": ["10.0.0.0/8"]})
    force.create(adopted())
    assert described(aws, "theirs")["SourceIpConfig"] == {"Cidrs": ["10.0.0.0/8"]}


@pytest.mark.parametrize("mode", ["adopt", "import"])
@pytest.mark.usefixtures("theirs")
def test_adopting_what_does_not_exist_names_what_does(force: CustomResource, mode: str) -> None:
    refused = force.create({"Mode": mode, "WorkforceName": "missing"})
    assert "the workforce 'missing' does not exist" in refused["Reason"]
    assert "the one here is 'theirs'" in refused["Reason"]


def test_adopting_where_there_is_none_says_so(force: CustomResource) -> None:
    assert "use `workforce.mode: create`" in force.create(adopted())["Reason"]


def test_import_changes_nothing(aws: Aws, force: CustomResource, theirs: dict[str, str]) -> None:
    before = aws.app_client(theirs)
    aws.watch("sagemaker", "cognito-idp")
    answer = force.create({"Mode": "import", "WorkforceName": "theirs"})
    assert answer["Status"] == "SUCCESS"
    assert answer["Data"]["PortalUrl"].startswith("https://")
    assert force.update({}, {"Mode": "import", "WorkforceName": "theirs", "UserPoolRevision": "2"}, id="theirs")["Status"] == "SUCCESS"
    assert force.delete({"Mode": "import", "WorkforceName": "theirs"}, id="theirs")["Status"] == "SUCCESS"
    assert set(aws.calls) == {"DescribeWorkforce"}
    assert aws.app_client(theirs) == before


@pytest.mark.usefixtures("theirs")
def test_import_refuses_settings(force: CustomResource) -> None:
    answer = force.create({"Mode": "import", "WorkforceName": "theirs", "SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}})
    assert "SourceIpConfig would change the workforce" in answer["Reason"]


def test_the_mode_can_change(aws: Aws, force: CustomResource, properties: Properties) -> None:
    force.create(properties)
    kept = {"Mode": "adopt", "WorkforceName": "ours"}
    assert force.update(properties, kept, id="ours")["PhysicalResourceId"] == "ours"
    assert force.update(kept, properties, id="ours")["PhysicalResourceId"] == "ours"
    assert force.update(properties, kept, id="ours")["Status"] == "SUCCESS"
    assert force.delete(kept, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == ["ours"]


def test_a_workforce_that_changes_hands_keeps_its_settings(aws: Aws, force: CustomResource, properties: Properties) -> None:
    message = {"EmailSubject": "Label with us", "EmailMessage": "{portal} {username} {####}"}
    made = {**properties, "SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}, "InvitationMessage": message}
    force.create(made)
    aws.watch("cognito-idp")
    assert force.update(made, adopted("ours"), id="ours")["Status"] == "SUCCESS"
    assert described(aws)["SourceIpConfig"] == {"Cidrs": ["10.0.0.0/8"]}
    assert set(aws.calls) == {"DescribeUserPoolClient"}


def test_the_invitation_names_the_portal_and_the_rest_of_the_pool_stays(
    aws: Aws, force: CustomResource, properties: Properties, config: dict[str, str]
) -> None:
    aws.cognito.update_user_pool(
        UserPoolId=config["UserPool"],
        PoolName="workers",
        Policies={"PasswordPolicy": {"MinimumLength": 14, "TemporaryPasswordValidityDays": 3}},
        AdminCreateUserConfig={
            "AllowAdminCreateUserOnly": True,
            "UnusedAccountValidityDays": 7,
            "InviteMessageTemplate": {"SMSMessage": "{username} {####}"},
        },
        UserPoolTags={"owner": "data"},
    )
    before = aws.cognito.describe_user_pool(UserPoolId=config["UserPool"])["UserPool"]
    message = {"EmailSubject": "Label with us", "EmailMessage": "Go to {portal}: {username}, {####}"}
    answer = force.create({**properties, "InvitationMessage": message})

    assert answer["Status"] == "SUCCESS"
    after = aws.cognito.describe_user_pool(UserPoolId=config["UserPool"])["UserPool"]
    assert after["AdminCreateUserConfig"]["InviteMessageTemplate"] == {
        "SMSMessage": "{username} {####}",
        "EmailSubject": "Label with us",
        "EmailMessage": f"Go to {answer['Data']['PortalUrl']}: {{username}}, {{####}}",
    }
    assert after["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert after["Policies"]["PasswordPolicy"]["MinimumLength"] == 14
    untouched = set(before) - {"AdminCreateUserConfig", "LastModifiedDate"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}

    assert force.update({**properties, "InvitationMessage": message}, properties, id="ours")["Status"] == "SUCCESS"
    pool = aws.cognito.describe_user_pool(UserPoolId=config["UserPool"])["UserPool"]
    assert pool["AdminCreateUserConfig"]["InviteMessageTemplate"] == {"SMSMessage": "{username} {####}"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Mode": "take"}, "Mode must be one of create, adopt, import, not 'take'"),
        ({"CognitoConfig": None}, "CognitoConfig is required when Mode is create"),
        ({"Mode": None}, "Mode is required"),
        ({"OidcConfig": {"ClientSecret": "very-secret"}}, "OidcConfig is unknown"),
        ({"InvitationMessage": {"EmailMessage": "hello {username}"}}, "EmailMessage must contain {####}"),
        ({"InvitationMessage": {"Subject": "x"}}, "InvitationMessage.Subject is unknown (allowed: EmailMessage, EmailSubject)"),
    ],
)
def test_invalid_properties(aws: Aws, force: CustomResource, properties: Properties, change: Properties, expected: str) -> None:
    merged = {name: value for name, value in {**properties, **change}.items() if value is not None}
    answer = force.create(merged)
    assert answer["Status"] == "FAILED"
    assert expected in answer["Reason"]
    assert "very-secret" not in answer["Reason"]
    assert names(aws) == []


@pytest.mark.parametrize("operation", ["ListTags", "DeleteWorkforce", "DescribeWorkforce"])
def test_a_workforce_that_another_delivery_of_the_delete_removes_meanwhile_is_no_failure(
    aws: Aws, force: CustomResource, properties: Properties, operation: str
) -> None:
    force.create(properties)
    aws.on_call("sagemaker", operation, lambda: aws.backend.workforces.pop("ours", None))
    assert force.delete(properties, id="ours")["Status"] == "SUCCESS"
    assert names(aws) == []


def test_tags_of_a_workforce_that_is_there_and_cannot_be_read_fail_the_delete(
    aws: Aws, force: CustomResource, properties: Properties
) -> None:
    force.create(properties)
    aws.fault("sagemaker", "ListTags", message="No workforce found")
    assert force.delete(properties, id="ours")["Status"] == "FAILED"
    assert names(aws) == ["ours"]


@pytest.mark.parametrize(("looks", "status"), [(1, "SUCCESS"), (2, "SUCCESS"), (99, "FAILED")])
def test_a_failed_workforce_may_be_described_again_after_its_deletion(
    aws: Aws, force: CustomResource, properties: Properties, looks: int, status: str
) -> None:
    force.create(properties)
    aws.backend.workforces["ours"].status = "Failed"
    former = {**described(aws), "FailureReason": "no VPC endpoint could be made"}
    aws.fault("sagemaker", "DescribeWorkforce", answer={"Workforce": former}, times=looks + 1)
    answer = force.delete(properties, id="ours")
    assert answer["Status"] == status, answer["Reason"]
    assert names(aws) == []
