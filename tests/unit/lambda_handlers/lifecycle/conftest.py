"""The resource that a test of the lifecycle table is about."""

from collections.abc import Callable

import pytest

from tests.unit.lambda_handlers.cloudformation_side import MakeCustomResource
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.lifecycle.bucket_contents_subject import BucketContentsSubject
from tests.unit.lambda_handlers.lifecycle.dataset_manifest_subject import DatasetManifestSubject
from tests.unit.lambda_handlers.lifecycle.labeling_job_subject import LabelingJobSubject
from tests.unit.lambda_handlers.lifecycle.subject import Subject
from tests.unit.lambda_handlers.lifecycle.workforce_subject import WorkforceSubject
from tests.unit.lambda_handlers.lifecycle.workteam_subject import WorkteamSubject

SUBJECTS: dict[str, Callable[..., Subject]] = {
    "workforce": WorkforceSubject,
    "workteam": WorkteamSubject,
    "labeling_job": LabelingJobSubject,
    "dataset_manifest": DatasetManifestSubject,
    "bucket_contents": BucketContentsSubject,
}


@pytest.fixture
def subject(
    request: pytest.FixtureRequest, aws: Aws, custom_resource: MakeCustomResource, other_stack_id: str, monkeypatch: pytest.MonkeyPatch
) -> Subject:
    """A resource of the type that the test's row is parametrized with."""
    return SUBJECTS[request.param](aws=aws, make=custom_resource, other_stack_id=other_stack_id, patch=monkeypatch)
