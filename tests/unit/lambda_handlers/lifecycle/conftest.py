"""The resource under test in the lifecycle table."""

import pytest

from tests.unit.lambda_handlers.cloudformation_side import MakeCustomResource
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.lifecycle.subject import Subject
from tests.unit.lambda_handlers.lifecycle.subjects import SUBJECTS


@pytest.fixture
def subject(
    request: pytest.FixtureRequest, aws: Aws, custom_resource: MakeCustomResource, other_stack_id: str, monkeypatch: pytest.MonkeyPatch
) -> Subject:
    """A resource of the type that the test's row is parametrized with."""
    return SUBJECTS[request.param](aws=aws, make=custom_resource, other_stack_id=other_stack_id, patch=monkeypatch)
