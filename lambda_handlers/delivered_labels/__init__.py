"""Checks each manifest that arrives in a place of delivery, and writes a report beside it.

Invoked by EventBridge for `Object Created` events of S3 (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html). A run that
raises is repeated by Lambda, and counts in the function's metric Errors.
"""

import logging
from collections.abc import Mapping
from typing import Any

from lambda_handlers.aws.clients import client
from lambda_handlers.delivered_labels.check import check_manifest
from lambda_handlers.delivered_labels.report import SUFFIXES, is_report, write_report

logger = logging.getLogger(__name__)
logger.setLevel(logging.INFO)

# What the reports need after the reading has ended.
_RESERVED_SECONDS = 30


def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, Any]:
    """Check the manifest that the event names; the report's content. Nothing is done for a report's own event."""
    bucket, key = event["detail"]["bucket"]["name"], event["detail"]["object"]["key"]
    if is_report(key):
        logger.warning("s3://%s/%s is a report: nothing to check; the rule should leave out %s", bucket, key, " and ".join(SUFFIXES))
        return {}
    s3 = client("s3")

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > _RESERVED_SECONDS * 1000)

    findings = check_manifest(s3, bucket=bucket, key=key, has_time=has_time)
    content = write_report(s3, bucket=bucket, key=key, findings=findings)
    logger.log(logging.WARNING if findings.problems else logging.INFO, "s3://%s/%s: %s", bucket, key, findings.in_short())
    return content
