"""Paginated lists."""

from typing import Any

from lambda_handlers.aws.pages import pages, sagemaker_pages


class Service:
    """Returns one page per call."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def __call__(self, **parameters: Any) -> dict[str, Any]:
        self.asked.append(parameters)
        return self.answers.pop(0)


def test_one_page_is_one_call() -> None:
    service = Service({"Tags": [1]})
    assert [page["Tags"] for page in sagemaker_pages(service, ResourceArn="arn")] == [[1]]
    assert service.asked == [{"ResourceArn": "arn"}]


def test_each_page_is_asked_for_with_the_token_of_the_one_before() -> None:
    service = Service({"Tags": [1], "NextToken": "a"}, {"Tags": [], "NextToken": "b"}, {"Tags": [2]})
    assert [page["Tags"] for page in sagemaker_pages(service, ResourceArn="arn")] == [[1], [], [2]]
    assert [parameters.get("NextToken") for parameters in service.asked] == [None, "a", "b"]
    assert all(parameters["ResourceArn"] == "arn" for parameters in service.asked)


def test_a_position_of_two_parts_goes_on_with_those_that_are_there() -> None:
    markers = {"NextKeyMarker": "KeyMarker", "NextVersionIdMarker": "VersionIdMarker"}
    service = Service({"NextKeyMarker": "k", "NextVersionIdMarker": "v"}, {"NextKeyMarker": "l"}, {})
    assert len(list(pages(service, tokens=markers, Bucket="b"))) == 3
    assert service.asked[1:] == [{"Bucket": "b", "KeyMarker": "k", "VersionIdMarker": "v"}, {"Bucket": "b", "KeyMarker": "l"}]


def test_a_page_that_is_not_wanted_is_not_asked_for() -> None:
    service = Service({"NextToken": "a"})
    next(iter(sagemaker_pages(service)))
    assert len(service.asked) == 1
