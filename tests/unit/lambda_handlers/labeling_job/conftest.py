"""A labeling job's custom resource, with its properties."""

import pytest

from lambda_handlers import labeling_job
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import labeling_job_properties


@pytest.fixture
def properties(aws: Aws) -> Properties:
    return labeling_job_properties(aws)


@pytest.fixture
def job(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(labeling_job)


@pytest.fixture
def theirs(custom_resource: MakeCustomResource, other_stack_id: str) -> CustomResource:
    """The same resource of another stack."""
    return custom_resource(labeling_job, stack_id=other_stack_id)
