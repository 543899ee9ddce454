"""The resources of an environment file's projects in the Foundation stack: buckets, folders, outputs, teams."""

from __future__ import annotations

import json
from pathlib import Path

import aws_cdk as cdk
import pytest

from ground_truth import Member, ProjectBucket, ProjectTeam, WorkerPool, Workforce
from ground_truth.ground_truth_plus.project_bucket import count_requests
from tests.plus_environments import SCENES, SPEECH
from tests.synth.cloud_assembly import Json, SynthesizedStack, synthesize
from tests.synth.conftest import Synthesis
from tests.synth.test_synth_destroy import RETAINED


@pytest.fixture
def documented(plus: Synthesis) -> SynthesizedStack:
    return plus.stacks["documented/Foundation"]


@pytest.fixture
def narrowed(plus: Synthesis) -> SynthesizedStack:
    return plus.stacks["narrowed/Foundation"]


def output(stack: SynthesizedStack, name: str) -> str:
    """An output, with the logical ids of the stack's resources as paths."""
    paths = {logical_id: path for path, logical_id in stack.logical_ids.items()}
    return _text(stack.template["Outputs"][name]["Value"], paths)


def _text(value: object, paths: dict[str, str]) -> str:
    match value:
        case {"Ref": name}:
            return f"${{{paths[name]}}}"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"${{{paths[name]}.{attribute}}}"
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(_text(part, paths) for part in parts)
    return str(value)


class TestABucketOfTheProject:
    def test_is_protected_like_every_data_bucket(self, documented: SynthesizedStack) -> None:
        own, like = (documented.properties(path) for path in (f"GroundTruthPlusBucket {SPEECH}/Bucket", "OutputBucket/Bucket"))
        assert own == {name: value for name, value in like.items() if name != "CorsConfiguration"}

    def test_has_no_cors_rule(self, documented: SynthesizedStack) -> None:
        assert "CorsConfiguration" not in documented.properties(f"GroundTruthPlusBucket {SCENES}/Bucket")

    def test_is_emptied_when_it_goes(self, documented: SynthesizedStack) -> None:
        emptied = [resource["Properties"]["BucketName"] for resource in documented.of_type("Custom::GroundTruthBucketContents").values()]
        assert sorted(emptied) == sorted(f"${{{path}}}" for path in documented.of_type("AWS::S3::Bucket"))

    def test_expires_the_input_alone(self, documented: SynthesizedStack) -> None:
        rules = documented.properties(f"GroundTruthPlusBucket {SCENES}/Bucket")["LifecycleConfiguration"]["Rules"]
        assert [rule for rule in rules if rule["Id"] != "OldVersions"] == [
            {"Id": f"Input of {SCENES}", "Prefix": f"ground-truth-plus/input/{SCENES}/", "ExpirationInDays": 90, "Status": "Enabled"}
        ]

    def test_counts_requests_by_folder(self, documented: SynthesizedStack) -> None:
        assert documented.properties(f"GroundTruthPlusBucket {SCENES}/Bucket")["MetricsConfigurations"] == [
            {"Id": f"{SCENES}-input", "Prefix": f"ground-truth-plus/input/{SCENES}/"},
            {"Id": f"{SCENES}-output", "Prefix": f"ground-truth-plus/output/{SCENES}/"},
        ]

    def test_does_neither_unasked(self, documented: SynthesizedStack) -> None:
        properties = documented.properties(f"GroundTruthPlusBucket {SPEECH}/Bucket")
        assert [rule["Id"] for rule in properties["LifecycleConfiguration"]["Rules"]] == ["OldVersions"]
        assert "MetricsConfigurations" not in properties


def test_projects_may_share_the_input_bucket_each_with_folders_of_its_own(narrowed: SynthesizedStack) -> None:
    assert sorted(narrowed.of_type("AWS::S3::Bucket")) == ["InputBucket/Bucket", "OutputBucket/Bucket"]
    properties = narrowed.properties("InputBucket/Bucket")
    rules = {rule["Prefix"]: rule["ExpirationInDays"] for rule in properties["LifecycleConfiguration"]["Rules"] if "Prefix" in rule}
    assert rules == {"ground-truth-plus/input/cars/": 30, "ground-truth-plus/input/cars-2/": 60}
    metrics = properties["MetricsConfigurations"]
    assert len(metrics) == len({entry["Id"] for entry in metrics}) == 4


def test_metrics_of_long_names_differ(app: cdk.App) -> None:
    """S3 allows ids of 64 characters; a project's name may have 62."""
    bucket = ProjectBucket(cdk.Stack(app, "Labels"), "Bucket")
    for ending in ("a", "b"):
        count_requests(bucket, project="x" * 61 + ending)
    ids = [entry["Id"] for entry in synthesize(app).stacks["Labels"].properties("Bucket/Bucket")["MetricsConfigurations"]]
    assert len(set(ids)) == 4
    assert {len(found) for found in ids} == {64}


def test_what_people_paste_is_an_output(documented: SynthesizedStack) -> None:
    scenes = "streetscenes"
    assert {name: output(documented, name) for name in documented.template["Outputs"] if name.endswith(scenes)} == {
        f"GroundTruthPlusRoleArn{scenes}": f"${{GroundTruthPlus {SCENES}/Role/Role.Arn}}",
        f"GroundTruthPlusInputLocation{scenes}": f"s3://${{GroundTruthPlusBucket {SCENES}/Bucket}}/ground-truth-plus/input/{SCENES}/",
        f"GroundTruthPlusOutputLocation{scenes}": f"s3://${{GroundTruthPlusBucket {SCENES}/Bucket}}/ground-truth-plus/output/{SCENES}/",
        f"GroundTruthPlusUserPoolId{scenes}": "${Workers/UserPool}",
        f"GroundTruthPlusClientId{scenes}": "${Workers/UserPool/Client}",
        f"GroundTruthPlusGroupName{scenes}": f"documented-{SCENES}",
        f"GroundTruthPlusRequesterPolicyArn{scenes}": f"${{GroundTruthPlus {SCENES}/People/Requester}}",
        f"GroundTruthPlusReviewerPolicyArn{scenes}": f"${{GroundTruthPlus {SCENES}/People/Reviewer}}",
        f"GroundTruthPlusReaderPolicyArn{scenes}": f"${{GroundTruthPlus {SCENES}/People/Reader}}",
        f"GroundTruthPlusDeliveryTopicArn{scenes}": f"${{GroundTruthPlus {SCENES}/Delivery/Topic}}",
    }


def test_a_project_without_a_team_has_no_outputs_of_one(narrowed: SynthesizedStack) -> None:
    assert "GroundTruthPlusRoleArncars" in narrowed.template["Outputs"]
    assert not [name for name in narrowed.template["Outputs"] if "UserPool" in name or "Client" in name or "Group" in name[11:]]


class TestATeamInTheWorkforcesPool:
    def test_is_a_group_there(self, documented: SynthesizedStack) -> None:
        group = documented.properties(f"GroundTruthPlusTeam {SCENES}/Group")
        assert group == {"GroupName": f"documented-{SCENES}", "UserPoolId": "${Workers/UserPool}"}

    def test_has_each_person_once_who_is_in_a_work_team_too(self, documented: SynthesizedStack) -> None:
        users = [
            user["Properties"]["Username"]
            for user in documented.of_type("AWS::Cognito::UserPoolUser").values()
            if user["Properties"]["UserPoolId"] == "${Workers/UserPool}"
        ]
        assert sorted(users) == ["member-1@example.com", "worker-1@example.com"]
        assert members(documented, f"GroundTruthPlusTeam {SCENES}/Group") == {"member-1@example.com", "worker-1@example.com"}
        assert members(documented, "Team editors/Group") == {"worker-1@example.com"}

    def test_is_not_known_to_ground_truth(self, documented: SynthesizedStack) -> None:
        """Becoming the project's team is a console step; a work team would count against the account's quota of 25."""
        assert list(documented.of_type("Custom::GroundTruthWorkteam")) == ["Team editors"]


class TestATeamWithAPoolOfItsOwn:
    def test_has_what_the_form_asks_for(self, documented: SynthesizedStack) -> None:
        pool = "GroundTruthPlusWorkers speech/UserPool"
        assert documented.properties(f"{pool}/Domain") == {"Domain": "ground-truth-plus-speech", "UserPoolId": f"${{{pool}}}"}
        assert documented.properties(f"{pool}/Client")["GenerateSecret"] is True
        assert documented.properties("GroundTruthPlusTeam speech/Group") == {"GroupName": "speech-team", "UserPoolId": f"${{{pool}}}"}

    def test_invites_its_members_in_its_own_words(self, documented: SynthesizedStack) -> None:
        invitation = documented.properties("GroundTruthPlusWorkers speech/UserPool")["AdminCreateUserConfig"]["InviteMessageTemplate"]
        assert invitation["EmailSubject"] == "You are invited to the project team of speech"
        assert "{username}" in invitation["EmailMessage"]
        assert "{####}" in invitation["EmailMessage"]

    def test_makes_no_user_who_exists(self, documented: SynthesizedStack) -> None:
        pool = "${GroundTruthPlusWorkers speech/UserPool}"
        users = [user["Properties"] for user in documented.of_type("AWS::Cognito::UserPoolUser").values()]
        assert [user["Username"] for user in users if user["UserPoolId"] == pool] == ["member-1@example.com"]
        assert members(documented, "GroundTruthPlusTeam speech/Group") == {"member-1@example.com", "member-2@example.com"}


def members(stack: SynthesizedStack, group: str) -> set[str]:
    placed = [entry["Properties"] for entry in stack.of_type("AWS::Cognito::UserPoolUserToGroupAttachment").values()]
    return {entry["Username"] for entry in placed if entry["GroupName"] == f"${{{group}}}"}


@pytest.fixture
def pool(app: cdk.App) -> WorkerPool:
    return WorkerPool(cdk.Stack(app, "Labels"), "Workers", domain_prefix="labels")


def test_fifty_members_are_a_team_and_fifty_one_are_not(pool: WorkerPool) -> None:
    people = [Member(f"member-{number}@example.com") for number in range(51)]
    stack = cdk.Stack.of(pool)
    ProjectTeam(stack, "Fifty", group_name="plus", pool=pool, members=people[:50])
    with pytest.raises(ValueError, match=r"^project team 'plus' has 51 members: the console's form takes 50 addresses at once$"):
        ProjectTeam(stack, "FiftyOne", group_name="plus", pool=pool, members=people)


def test_a_member_named_twice(pool: WorkerPool) -> None:
    people = [Member("one@example.com"), Member("One@example.com")]
    with pytest.raises(ValueError, match=r"^members of 'plus': one@example.com named more than once$"):
        ProjectTeam(cdk.Stack.of(pool), "Team", group_name="plus", pool=pool, members=people)


def test_two_teams_of_one_pool_share_their_people(pool: WorkerPool, app: cdk.App) -> None:
    for name in ("first", "second"):
        ProjectTeam(cdk.Stack.of(pool), name, group_name=name, pool=pool, members=[Member("one@example.com")])
    stack = synthesize(app).stacks["Labels"]
    assert len(stack.of_type("AWS::Cognito::UserPoolUser")) == 1
    assert len(stack.of_type("AWS::Cognito::UserPoolUserToGroupAttachment")) == 2


def test_a_team_in_the_pool_of_an_adopted_workforce(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Labels")
    workforce = Workforce.adopt(stack, "Workforce", workforce_name="labeling")
    ProjectTeam(stack, "Team", group_name="plus", pool=workforce, members=[Member("one@example.com")])
    synthesized = synthesize(app).stacks["Labels"]
    assert synthesized.properties("Team/Group")["UserPoolId"] == "${Workforce.UserPool}"
    assert list(synthesized.of_type("AWS::Cognito::UserPoolUser")) == ["Workforce/Worker one@example.com"]


class TestDelivery:
    def test_watches_the_output_of_the_project(self, documented: SynthesizedStack) -> None:
        rules = documented.of_type("AWS::Events::Rule")
        assert sorted(rules) == [f"GroundTruthPlus {SCENES}/Delivery/Labels/{name}" for name in ("Arrivals", "Manifests")]
        for rule in rules.values():
            assert f"ground-truth-plus/output/{SCENES}/" in json.dumps(rule["Properties"]["EventPattern"])

    def test_tells_who_is_named(self, documented: SynthesizedStack) -> None:
        subscriptions = [
            subscription["Properties"]
            for path, subscription in documented.of_type("AWS::SNS::Subscription").items()
            if path.startswith(f"GroundTruthPlus {SCENES}/")
        ]
        assert [(entry["Protocol"], entry["Endpoint"]) for entry in subscriptions] == [("email", "requester-1@example.com")]

    def test_mails_of_reports_alone_where_there_are_any(self, documented: SynthesizedStack) -> None:
        """A delivery may have thousands of files."""
        (subscription,) = documented.of_type("AWS::SNS::Subscription").values()
        assert subscription["Properties"]["FilterPolicyScope"] == "MessageBody"
        assert subscription["Properties"]["FilterPolicy"] == {"detail": {"object": {"key": [{"suffix": ".report.md"}]}}}

    def test_is_not_watched_unasked(self, documented: SynthesizedStack) -> None:
        assert not [path for path in documented.resources if path.startswith(f"GroundTruthPlus {SPEECH}/Delivery")]
        assert "NotificationConfiguration" not in documented.properties(f"GroundTruthPlusBucket {SPEECH}/Bucket")


def test_what_holds_data_goes_with_the_environment_that_says_so(documented: SynthesizedStack) -> None:
    for path, resource in documented.resources.items():
        if resource["Type"] in RETAINED and path.startswith("GroundTruthPlus"):
            assert resource["DeletionPolicy"] == "Delete", path


def test_nothing_else_of_an_environment_has_other_logical_ids(plus: Synthesis) -> None:
    """Adding projects to a deployed environment keeps its buckets, workers and teams."""
    contract: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("logical_ids.json").read_text(encoding="utf-8"))
    expected = {path: found for path, found in contract["sandbox/Foundation"].items() if not path.startswith(("GroundTruthPlus", "Team "))}
    ids: Json = dict(plus.stacks["documented/Foundation"].logical_ids)
    assert {path: ids.get(path) for path in expected} == expected
