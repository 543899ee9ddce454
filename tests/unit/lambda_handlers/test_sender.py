"""Events that are not from CloudFormation, or not for the function's own stack: no action and no response."""

from __future__ import annotations

import pytest

from lambda_handlers.custom_resource.sender import RESPONSE_ENDPOINT, STACK_ID, ForeignEventError, require_own_event
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeContext, ResponseBucket
from tests.unit.lambda_handlers.things import Things

OWN = "arn:aws:cloudformation:eu-west-1:123456789012:stack/dev-Foundation/1111"
OTHER = "arn:aws:cloudformation:eu-west-1:123456789012:stack/payroll-Foundation/1111"
BUCKET = "https://cloudformation-custom-resource-response-euwest1.s3"


@pytest.mark.parametrize(
    "url",
    [
        f"{BUCKET}.eu-west-1.amazonaws.com/arn%3Aaws?X-Amz-Signature=s",
        f"{BUCKET}-eu-west-1.amazonaws.com/arn%3Aaws",
        f"{BUCKET}.amazonaws.com/arn%3Aaws",
        f"{BUCKET}.dualstack.eu-west-1.amazonaws.com:443/arn%3Aaws",
    ],
)
def test_cloudformations_bucket_of_the_region_is_answered(url: str) -> None:
    require_own_event({"StackId": OWN, "ResponseURL": url})


def test_the_bucket_of_china_has_another_domain() -> None:
    stack = OWN.replace("aws:cloudformation:eu-west-1", "aws-cn:cloudformation:cn-north-1")
    url = "https://cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn/a"
    require_own_event({"StackId": stack, "ResponseURL": url})


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://127.0.0.1:8080/internal/admin?x=1",
        "https://example.com/answer",
        f"{BUCKET.replace('https', 'http')}.eu-west-1.amazonaws.com/a",
        f"{BUCKET}.eu-west-1.amazonaws.com.example.com/a",
        f"{BUCKET}.eu-west-1.amazonaws.com@example.com/a",
        f"{BUCKET}.eu-west-1.amazonaws.com:8443/a",
        "https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/a",
        "https://cloudformation-custom-resource-response-.s3.eu-west-1.amazonaws.com/a",
        "https://somebodys-bucket.s3.eu-west-1.amazonaws.com/a",
    ],
)
def test_no_other_place_is_answered(url: str) -> None:
    with pytest.raises(ForeignEventError, match="does not lead to CloudFormation's bucket of the region over https") as raised:
        require_own_event({"StackId": OWN, "ResponseURL": url})
    assert not url or url not in str(raised.value)


@pytest.mark.parametrize("stack_id", ["", "payroll", "arn:aws:cloudformation"])
def test_a_stack_without_a_region_has_no_bucket(stack_id: str) -> None:
    with pytest.raises(ForeignEventError):
        require_own_event({"StackId": stack_id, "ResponseURL": "https://cloudformation-custom-resource-response-.s3.amazonaws.com/a"})


def test_an_event_for_another_stack_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STACK_ID, OWN)
    url = f"{BUCKET}.eu-west-1.amazonaws.com/a"
    require_own_event({"StackId": OWN, "ResponseURL": url})
    with pytest.raises(ForeignEventError, match=f"the event is for the stack {OTHER}; this function works for {OWN} alone"):
        require_own_event({"StackId": OTHER, "ResponseURL": url})


def test_nothing_is_done_for_a_forged_event(
    thing: CustomResource, things: Things, bucket: ResponseBucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    things.existing = {"payroll"}
    monkeypatch.setenv(STACK_ID, OWN)
    with pytest.raises(ForeignEventError):
        thing.handler(thing.event("Delete", PhysicalResourceId="payroll"), FakeContext(thing.clock))
    assert bucket.puts == []
    monkeypatch.delenv(STACK_ID)
    monkeypatch.delenv(RESPONSE_ENDPOINT)
    with pytest.raises(ForeignEventError):
        thing.handler(thing.event("Delete", PhysicalResourceId="payroll"), FakeContext(thing.clock))
    assert bucket.puts == []
    assert things.existing == {"payroll"}
    assert things.deadline_seconds is None
