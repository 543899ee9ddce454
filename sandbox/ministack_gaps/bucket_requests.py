"""Bodies of S3 requests in an S3 client's form, so that MiniStack's own parsing and validation apply."""

from functools import cache
from typing import Any

import botocore.session
from botocore.model import OperationModel
from botocore.serialize import create_serializer


def request_body(operation: str, bucket: str, **parameters: Any) -> bytes:
    """The XML of a request to a bucket."""
    body: bytes = create_serializer("rest-xml").serialize_to_request({"Bucket": bucket, **parameters}, _operation_model(operation))["body"]
    return body


@cache
def _operation_model(operation: str) -> OperationModel:
    return botocore.session.get_session().get_service_model("s3").operation_model(operation)
