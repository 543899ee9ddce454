"""Runs one side of the comparison in this process: `python -m benchmarks.crawl_process SIDE`, with its input as JSON on standard input.

`crawl` is the handler of Custom::GroundTruthDatasetManifest with CloudFormation's events; `boto3` a straightforward bare
listing; `listing` the same without dates. Measured after loading the code and creating the client.
"""

import importlib
import json
import logging
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import boto3
import botocore.session

from benchmarks.bare_listing import count_objects
from benchmarks.peak_memory import peak_bytes

Given = Mapping[str, Any]


class Context:
    """Lambda's context of a function with all of its time left."""

    log_stream_name = "2026/01/01/[$LATEST]0123456789abcdef"

    def get_remaining_time_in_millis(self) -> int:
        return 840_000


def crawl(given: Given) -> Callable[[], None]:
    """The handler, warmed up by a Delete of something that was never created."""
    handler = importlib.import_module("lambda_handlers.dataset_manifest").handler
    handler({**given["event"], "RequestType": "Delete", "PhysicalResourceId": "nothing"}, Context())
    return lambda: handler(given["event"], Context())


def listing(given: Given) -> Callable[[], None]:
    """A bare listing that does not parse dates, as the AWS CLI configures botocore."""
    session = botocore.session.get_session()
    session.get_component("response_parser_factory").set_parser_defaults(timestamp_parser=str)
    return _listing(boto3.Session(botocore_session=session).client("s3"), given)


def plain_boto3(given: Given) -> Callable[[], None]:
    """A straightforward bare listing."""
    return _listing(boto3.client("s3"), given)


def _listing(s3: Any, given: Given) -> Callable[[], None]:
    s3.list_objects_v2(Bucket=given["bucket"], MaxKeys=1)

    def run() -> None:
        counted = count_objects(s3, bucket=given["bucket"], prefix=given["prefix"], ends=given["ends"])
        if counted != given["objects"]:
            raise RuntimeError(f"{counted} objects, not {given['objects']}")

    return run


SIDES = {"crawl": crawl, "listing": listing, "boto3": plain_boto3}


def main(side: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    run = SIDES[side](json.load(sys.stdin))
    wall, processor = time.perf_counter(), time.process_time()
    run()
    seconds = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
    print(json.dumps({**seconds, "peak_bytes": peak_bytes()}))


if __name__ == "__main__":
    main(sys.argv[1])
