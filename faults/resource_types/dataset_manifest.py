"""Custom::GroundTruthDatasetManifest."""

import json
from typing import Any

from moto.s3.models import s3_backends

from faults.account import Account
from faults.requests import LOGICAL_ID
from faults.resource_types.resource_type import ResourceType, difference
from faults.snapshot import ACCOUNT_ID
from faults.stack import Held
from lambda_handlers import dataset_manifest

IMAGES = "images"
OUTPUT = "manifests"
KEYS = ["frames/1.jpg", "frames/2.jpg"]
LINES = [{"source-ref": f"s3://{IMAGES}/{key}"} for key in KEYS]


class DatasetManifest(ResourceType):
    """A manifest of two images. It is never changed in place; `replaced` crawls again."""

    name = "DatasetManifest"
    type = "Custom::GroundTruthDatasetManifest"
    package = dataset_manifest
    beside_a_workforce = True

    def set_up(self, account: Account) -> None:
        account.s3.create_bucket(Bucket=IMAGES)
        account.s3.create_bucket(Bucket=OUTPUT)
        account.s3.put_bucket_versioning(Bucket=OUTPUT, VersioningConfiguration={"Status": "Enabled"})
        for key in KEYS:
            account.s3.put_object(Bucket=IMAGES, Key=key, Body=b"image")
        self.created = self.changed = {
            "Bucket": IMAGES,
            "Prefix": "frames/",
            "Objects": "Images",
            "MaxObjects": "10",
            "OutputS3Uri": f"s3://{OUTPUT}/dataset-manifests",
        }
        self.replaced = {**self.created, "Revision": "2"}

    def live(self, account: Account, stack_id: str) -> list[str]:
        del account
        return sorted(key for key in self._bucket.keys if f"/{stack_id.split('/')[1]}/{LOGICAL_ID}/" in key)

    def losses(self, account: Account, held: Held) -> list[str]:
        del account
        key = held.physical_id.removeprefix(f"s3://{OUTPUT}/")
        return [] if key in self._bucket.keys else [f"there is no manifest {held.physical_id}"]

    def problems(self, account: Account, held: Held) -> list[str]:
        if losses := self.losses(account, held):
            return losses
        key = held.physical_id.removeprefix(f"s3://{OUTPUT}/")
        body = account.s3.get_object(Bucket=OUTPUT, Key=key)["Body"].read()
        return difference(f"the manifest {held.physical_id}", [json.loads(line) for line in body.splitlines()], LINES)

    def remains(self, account: Account, stack_id: str) -> list[str]:
        uploads = [upload.key_name for upload in self._bucket.multiparts.values()]
        return [*self.live(account, stack_id), *(f"the upload of {key}" for key in uploads)]

    @property
    def _bucket(self) -> Any:
        return s3_backends[ACCOUNT_ID]["aws"].buckets[OUTPUT]
