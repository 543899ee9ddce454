"""Tags of workforces, work teams and labeling jobs."""

from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed


def tags(**values: str) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


def read(sagemaker: Any, arn: str) -> dict[str, str]:
    pages = sagemaker.get_paginator("list_tags").paginate(ResourceArn=arn)
    return {tag["Key"]: tag["Value"] for page in pages for tag in page["Tags"]}


@pytest.fixture(params=["workteam", "labeling-job"])
def tagged_arn(request: pytest.FixtureRequest, sagemaker: Any) -> str:
    """A resource created with the tag a=1."""
    if request.param == "workteam":
        arn: str = request.getfixturevalue("create_team")(Tags=tags(a="1"))
    else:
        arn = sagemaker.create_labeling_job(**request.getfixturevalue("job_request"), Tags=tags(a="1"))["LabelingJobArn"]
    return arn


def test_tags_are_added_replaced_and_deleted(sagemaker: Any, tagged_arn: str) -> None:
    assert read(sagemaker, tagged_arn) == {"a": "1"}
    answer = sagemaker.add_tags(ResourceArn=tagged_arn, Tags=tags(a="2", b="3"))
    assert answer["Tags"] == tags(a="2", b="3")
    sagemaker.delete_tags(ResourceArn=tagged_arn, TagKeys=["a", "never there"])
    assert read(sagemaker, tagged_arn) == {"b": "3"}


def test_the_description_of_a_job_shows_its_tags(sagemaker: Any, job_request: dict[str, Any]) -> None:
    arn = sagemaker.create_labeling_job(**job_request)["LabelingJobArn"]
    sagemaker.add_tags(ResourceArn=arn, Tags=tags(team="reviews"))
    assert sagemaker.describe_labeling_job(LabelingJobName="reviews-1")["Tags"] == tags(team="reviews")


def test_there_are_fifty_tags_at_most(sagemaker: Any, team_arn: str, refused: Any) -> None:
    sagemaker.add_tags(ResourceArn=team_arn, Tags=tags(**{f"k{number}": "v" for number in range(50)}))
    sagemaker.add_tags(ResourceArn=team_arn, Tags=tags(k0="new"))
    message = refused("ValidationException", sagemaker.add_tags, ResourceArn=team_arn, Tags=tags(one_more="v"))
    assert message == "The resource would have 51 tags; a resource can have at most 50 tags."
    assert len(read(sagemaker, team_arn)) == 50


@pytest.mark.parametrize("key", ["aws:stack", "AWS:stack"])
def test_the_aws_prefix_is_reserved(sagemaker: Any, team_arn: str, refused: Any, key: str) -> None:
    message = refused("ValidationException", sagemaker.add_tags, ResourceArn=team_arn, Tags=[{"Key": key, "Value": "v"}])
    assert message == "aws: prefixed tag key names are not allowed for external use."


def test_a_key_comes_once(create_team: Any, refused: Any) -> None:
    doubled = [*tags(a="1"), *tags(a="2")]
    assert refused("ValidationException", create_team, Tags=doubled) == "Duplicate tag keys are not allowed: a"


@pytest.fixture
def tagged_workforce(sagemaker: Any, pool: Any) -> str:
    """The ARN of a workforce created with the tag a=1."""
    arn: str = sagemaker.create_workforce(WorkforceName="crowd", CognitoConfig=pool.config, Tags=tags(a="1"))["WorkforceArn"]
    return arn


@conformance(
    "CreateWorkforce accepts tags", documented("API reference, CreateWorkforce; the schema of AWS::SageMaker::Workforce, tagOnCreate")
)
@conformance("ListTags of a workforce returns `Invalid resource type: workforce`", observed("25"))
def test_tags_of_a_workforce_are_taken_but_not_listed(sagemaker: Any, tagged_workforce: str, refused: Any, configure: Any) -> None:
    assert refused("ValidationException", sagemaker.list_tags, ResourceArn=tagged_workforce) == "Invalid resource type: workforce"
    configure(workforce_tags_known=True)
    assert read(sagemaker, tagged_workforce) == {"a": "1"}


def test_tags_of_a_workforce_can_be_listed_alone(sagemaker: Any, tagged_workforce: str, refused: Any, configure: Any) -> None:
    configure(workforce_tags_listed=True)
    assert read(sagemaker, tagged_workforce) == {"a": "1"}
    message = "Invalid resource type: workforce"
    assert refused("ValidationException", sagemaker.add_tags, ResourceArn=tagged_workforce, Tags=tags(b="2")) == message


@conformance(
    "AddTags and DeleteTags of a workforce respond as ListTags does",
    assumed("the service authorization reference lists workforces for none of the three"),
)
def test_tags_of_a_workforce_are_not_changed(sagemaker: Any, tagged_workforce: str, refused: Any, configure: Any) -> None:
    message = "Invalid resource type: workforce"
    assert refused("ValidationException", sagemaker.add_tags, ResourceArn=tagged_workforce, Tags=tags(b="2")) == message
    assert refused("ValidationException", sagemaker.delete_tags, ResourceArn=tagged_workforce, TagKeys=["a"]) == message
    configure(workforce_tags_known=True)
    sagemaker.add_tags(ResourceArn=tagged_workforce, Tags=tags(b="2"))
    sagemaker.delete_tags(ResourceArn=tagged_workforce, TagKeys=["a"])
    assert read(sagemaker, tagged_workforce) == {"b": "2"}


@pytest.mark.parametrize(
    ("resource", "code", "start"),
    [
        ("labeling-job/nothing", "ResourceNotFound", "Could not find labeling-job"),
        ("workteam/private-crowd/nobody", "ValidationException", "The work team"),
    ],
)
@pytest.mark.parametrize("operation", ["add_tags", "list_tags", "delete_tags"])
def test_what_is_not_there_has_no_tags(sagemaker: Any, refused: Any, resource: str, code: str, start: str, operation: str) -> None:
    parameters: dict[str, dict[str, Any]] = {"add_tags": {"Tags": tags(a="1")}, "list_tags": {}, "delete_tags": {"TagKeys": ["a"]}}
    arn = f"arn:aws:sagemaker:eu-west-1:123456789012:{resource}"
    assert refused(code, getattr(sagemaker, operation), ResourceArn=arn, **parameters[operation]).startswith(start)


def test_tags_of_other_resources_are_left_to_moto(sagemaker: Any, make_role: Any) -> None:
    arn = sagemaker.create_model(ModelName="m", ExecutionRoleArn=make_role(), Tags=tags(a="1"))["ModelArn"]
    sagemaker.add_tags(ResourceArn=arn, Tags=tags(b="2"))
    assert read(sagemaker, arn) == {"a": "1", "b": "2"}
    sagemaker.delete_tags(ResourceArn=arn, TagKeys=["a"])
    assert read(sagemaker, arn) == {"b": "2"}
