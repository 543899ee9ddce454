"""A broken connection while a manifest is read."""

from collections.abc import Callable

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import LINE


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
