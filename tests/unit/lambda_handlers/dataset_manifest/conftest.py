"""A manifest's custom resource, in an account with a bucket of images and a bucket for manifests."""

import pytest

from lambda_handlers import dataset_manifest
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, MakeCustomResource
from tests.unit.lambda_handlers.dataset_manifest.crawled_account import CrawledAccount
from tests.unit.lambda_handlers.handler_account import Aws


@pytest.fixture
def account(aws: Aws) -> CrawledAccount:
    return CrawledAccount(aws)


@pytest.fixture
def manifest(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(dataset_manifest)
