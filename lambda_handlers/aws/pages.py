"""The pages of a list.

botocore's paginators do the same, after looking through the models of all services of AWS for their own: that takes as long as three calls
in a function that has just started.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Page = Mapping[str, Any]


def pages(call: Callable[..., Page], *, tokens: Mapping[str, str], **parameters: Any) -> Iterator[Page]:
    """Call again as long as an answer has any of the `tokens`: the answer's name of each, and the request's, to which it goes next."""
    following: dict[str, Any] = {}
    while True:
        page = call(**parameters, **following)
        yield page
        following = {asked: page[answered] for answered, asked in tokens.items() if page.get(answered)}
        if not following:
            return


def sagemaker_pages(call: Callable[..., Page], **parameters: Any) -> Iterator[Page]:
    """The pages of any list operation of SageMaker, e.g. `sagemaker_pages(sagemaker.list_tags, ResourceArn=arn)`."""
    return pages(call, tokens={"NextToken": "NextToken"}, **parameters)
