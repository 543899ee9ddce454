"""Update of Custom::GroundTruthDatasetManifest, its rollback, and leftovers of a failed update."""

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.dataset_manifest.crawled_account import OUTPUT, PROPERTIES, CrawledAccount, refs
from tests.unit.lambda_handlers.handler_account import Aws

AGAIN = {**PROPERTIES, "Revision": "2"}


@pytest.fixture
def id(account: CrawledAccount, manifest: CustomResource) -> str:
    """The manifest of one image."""
    account.put("frames/a.jpg")
    return str(manifest.create(PROPERTIES)["PhysicalResourceId"])


def test_equal_properties_keep_the_manifest(account: CrawledAccount, manifest: CustomResource, id: str) -> None:
    account.put("frames/b.jpg")
    answer = manifest.update(PROPERTIES, PROPERTIES, id=id)
    assert answer["PhysicalResourceId"] == id
    assert answer["Data"] == {"ManifestS3Uri": id, "ObjectCount": "1"}
    assert account.manifests() == [id]


@pytest.mark.parametrize(
    "changes",
    [{"Revision": "2"}, {"Pattern": "*.jpg"}, {"MaxObjects": "5"}, {"Prefix": ""}, {"OutputS3Uri": f"s3://{OUTPUT}/elsewhere"}],
)
def test_any_change_is_a_new_crawl_and_leaves_the_old_manifest_to_its_own_delete(
    account: CrawledAccount, manifest: CustomResource, id: str, changes: Properties
) -> None:
    account.put("frames/b.jpg")
    new = {**PROPERTIES, **changes}
    answer = manifest.update(PROPERTIES, new, id=id)
    assert account.lines(answer) == refs(["frames/a.jpg", "frames/b.jpg"])
    assert sorted(account.manifests()) == sorted([id, answer["PhysicalResourceId"]])
    assert manifest.delete(PROPERTIES, id=id)["Status"] == "SUCCESS"
    assert account.manifests() == [answer["PhysicalResourceId"]]


def test_a_rollback_goes_back_to_the_old_manifest(account: CrawledAccount, manifest: CustomResource, id: str) -> None:
    """So that the job that reads it is not replaced."""
    new = manifest.update(PROPERTIES, AGAIN, id=id)["PhysicalResourceId"]
    back = manifest.update(AGAIN, PROPERTIES, id=new)
    assert back["PhysicalResourceId"] == id
    assert back["Data"] == {"ManifestS3Uri": id, "ObjectCount": "1"}
    manifest.delete(AGAIN, id=new)
    assert account.manifests() == [id]


def test_what_an_unanswered_update_left_is_deleted_by_the_next(account: CrawledAccount, manifest: CustomResource, id: str) -> None:
    manifest.update(PROPERTIES, AGAIN, id=id)
    assert len(account.manifests()) == 2
    assert manifest.update(AGAIN, PROPERTIES, id=id)["PhysicalResourceId"] == id
    assert account.manifests() == [id]


def test_what_an_unanswered_update_left_in_another_folder_is_deleted_too(
    account: CrawledAccount, manifest: CustomResource, id: str
) -> None:
    elsewhere = {**PROPERTIES, "OutputS3Uri": f"s3://{OUTPUT}/elsewhere"}
    manifest.update(PROPERTIES, elsewhere, id=id)
    assert manifest.update(elsewhere, PROPERTIES, id=id)["PhysicalResourceId"] == id
    assert account.manifests() == [id]


def test_a_manifest_that_a_person_removed_is_made_anew(account: CrawledAccount, manifest: CustomResource, id: str, aws: Aws) -> None:
    version = aws.s3.list_object_versions(Bucket=OUTPUT)["Versions"][0]
    aws.s3.delete_object(Bucket=OUTPUT, Key=version["Key"], VersionId=version["VersionId"])
    answer = manifest.update(PROPERTIES, PROPERTIES, id=id)
    assert answer["PhysicalResourceId"] != id
    assert account.lines(answer) == refs(["frames/a.jpg"])


def test_an_update_that_fails_keeps_the_old_manifest(account: CrawledAccount, manifest: CustomResource, id: str) -> None:
    answer = manifest.update(PROPERTIES, {**PROPERTIES, "Prefix": "nothing/"}, id=id)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == id
    assert account.manifests() == [id]


def test_objects_of_others_in_the_folder_stay(account: CrawledAccount, manifest: CustomResource, id: str) -> None:
    theirs = id.replace(".manifest", "-copy.manifest")
    account.put(theirs.removeprefix(f"s3://{OUTPUT}/"), body=b"theirs\n", bucket=OUTPUT)
    manifest.update(PROPERTIES, AGAIN, id=id)
    assert account.text(theirs) == "theirs\n"
