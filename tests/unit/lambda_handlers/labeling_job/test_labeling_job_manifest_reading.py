"""The connection over which a manifest is read breaks off."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ResponseStreamingError

from lambda_handlers.aws import clients
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import LINE


class BrokenBody:
    """The first bytes of an object, and then no connection."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def iter_chunks(self, _size: int) -> Iterator[bytes]:
        if self._content:
            yield self._content
        raise ResponseStreamingError(error="Connection reset by peer")


@pytest.fixture
def breaking() -> Iterator[Callable[..., None]]:
    """Lets so many readings break off after so many bytes."""
    events = clients.client("s3").meta.events
    left = [0, 0]

    def cut(parsed: dict[str, Any], **_: Any) -> None:
        if left[0]:
            left[0] -= 1
            parsed["Body"] = BrokenBody(parsed["Body"].read()[: left[1]])

    def set_up(*, times: int, after: int) -> None:
        left[:] = [times, after]

    events.register("after-call.s3.GetObject", cut)
    yield set_up
    events.unregister("after-call.s3.GetObject", cut)


@pytest.mark.parametrize("after", [0, 10])
def test_a_reading_that_breaks_off_goes_on(
    aws: Aws, job: CustomResource, properties: Properties, breaking: Callable[..., None], after: int
) -> None:
    aws.put_object("input.manifest", f"{LINE}\n{LINE}\nno JSON\n")
    breaking(times=2, after=after)
    reason = job.create(properties)["Reason"]
    assert "has 1 bad of 3 lines (3)" in reason


def test_a_manifest_that_cannot_be_read_to_its_end_is_named(
    aws: Aws, job: CustomResource, properties: Properties, breaking: Callable[..., None]
) -> None:
    breaking(times=99, after=0)
    reason = job.create(properties)["Reason"]
    assert reason.startswith("the manifest s3://reviews-input/input.manifest cannot be read: ")
    assert "Connection reset by peer" in reason
    assert aws.backend.labeling_jobs == {}
