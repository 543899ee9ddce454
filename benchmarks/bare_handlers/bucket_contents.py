"""Delete of a bucket's content, without error handling."""

import json
import urllib.request
from typing import Any

import boto3


def handler(event: dict[str, Any], _context: Any) -> None:
    s3 = boto3.client("s3")
    bucket = event["ResourceProperties"]["BucketName"]
    s3.get_bucket_tagging(Bucket=bucket)
    while versions := s3.list_object_versions(Bucket=bucket).get("Versions"):
        objects = [{"Key": version["Key"], "VersionId": version["VersionId"]} for version in versions]
        s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
    answer = {
        "Status": "SUCCESS",
        "PhysicalResourceId": bucket,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "Data": {},
    }
    body = json.dumps(answer).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""})).close()
