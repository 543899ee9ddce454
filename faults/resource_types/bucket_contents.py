"""Custom::GroundTruthBucketContents."""

from faults import neighbour
from faults.account import Account
from faults.resource_types.resource_type import ResourceType, difference
from faults.stack import Held
from lambda_handlers import bucket_contents

OBJECTS = ["labels/1.json", "labels/1.json", "labels/2.json"]


class BucketContents(ResourceType):
    """The contents of a bucket, versions and all. `replaced` is the contents of another bucket."""

    name = "BucketContents"
    type = "Custom::GroundTruthBucketContents"
    package = bucket_contents
    beside_a_workforce = True
    comes_back = False

    def set_up(self, account: Account) -> None:
        self.created = self.changed = {"BucketName": "labels"}
        self.replaced = {"BucketName": "new-labels"}
        self.refill(account)

    def refill(self, account: Account) -> None:
        """The buckets, if they are gone, and the objects in the first one, if it is empty."""
        present = {bucket["Name"] for bucket in account.s3.list_buckets()["Buckets"]}
        for bucket in {"labels", "new-labels"} - present:
            account.s3.create_bucket(Bucket=bucket)
            account.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
            account.s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": neighbour.CONSENT})
        if not neighbour.object_keys("labels"):
            for key in OBJECTS:
                account.s3.put_object(Bucket="labels", Key=key, Body=b"")

    def live(self, account: Account, stack_id: str) -> list[str]:
        del account, stack_id
        return []

    def problems(self, account: Account, held: Held) -> list[str]:
        del account
        return difference("the contents", neighbour.object_keys("labels"), OBJECTS) if held.physical_id == "labels" else []

    def remains(self, account: Account, stack_id: str) -> list[str]:
        del account, stack_id
        return neighbour.object_keys("labels")
