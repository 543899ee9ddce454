"""Create of a prefix's manifest, without error handling."""

import json
import urllib.request
from typing import Any

import boto3


def handler(event: dict[str, Any], _context: Any) -> None:
    s3 = boto3.client("s3")
    properties = event["ResourceProperties"]
    bucket, _, folder = properties["OutputS3Uri"].removeprefix("s3://").partition("/")
    place = {"Bucket": bucket, "Key": f"{folder}/{event['RequestId']}.manifest"}
    s3.list_object_versions(Bucket=bucket, Prefix=place["Key"])
    lines = []
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=properties["Bucket"], Prefix=properties["Prefix"]):
        lines += [json.dumps({"source-ref": f"s3://{properties['Bucket']}/{item['Key']}"}) for item in page["Contents"]]
    upload = s3.create_multipart_upload(**place)["UploadId"]
    part = s3.upload_part(**place, UploadId=upload, PartNumber=1, Body="\n".join(lines).encode())
    s3.complete_multipart_upload(**place, UploadId=upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]})
    answer = {
        "Status": "SUCCESS",
        "PhysicalResourceId": f"s3://{bucket}/{place['Key']}",
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "Data": {"ManifestS3Uri": f"s3://{bucket}/{place['Key']}", "ObjectCount": str(len(lines))},
    }
    body = json.dumps(answer).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""})).close()
