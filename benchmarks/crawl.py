"""The crawl of a prefix, compared with a bare listing of the same keys with as many threads.

Both run alternately on the sandbox, each in a separate process.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.aws_stub import RESPONSE_PATH, AwsStub
from benchmarks.bare_listing import THREADS
from benchmarks.many_objects import SandboxOfManyObjects, put_objects
from sandbox.process import PROJECT, Sandbox

ROUNDS: Mapping[int, int] = {10_000: 7, 100_000: 5, 1_000_000: 3}
"""Objects -> number of runs of crawl and listing."""
PLAIN_BOTO3 = 100_000
"""Maximum objects for a listing with boto3's default settings, run once: for a million it parses dates for minutes."""
GOAL = 0.8
"""Minimum ratio of the crawl's objects per second to the bare listing's."""
FLAT = 1.2
"""Maximum ratio of peak memory with the most objects to that with the fewest."""

SIDES = ("crawl", "listing", "boto3")
_OUTPUT, _PREFIX = "manifests", "frames/"


@dataclass(frozen=True, kw_only=True)
class SideRun:
    """One run of one side."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds of processor time, without the sandbox's."""
    peak_bytes: int
    """Resident memory of the process, Python and boto3 included."""


@dataclass(kw_only=True)
class CrawlComparison:
    """The runs of each side for a number of objects."""

    objects: int
    runs: dict[str, list[SideRun]] = field(default_factory=lambda: {side: [] for side in SIDES})

    def objects_per_second(self, side: str) -> float:
        """By the median of the runs, at least one."""
        return self.objects / statistics.median(run.wall for run in self.runs[side])

    def ratio(self, side: str) -> float:
        """The crawl's speed relative to a listing's."""
        return self.objects_per_second("crawl") / self.objects_per_second(side)

    def processor_ratio(self, side: str) -> float:
        """The same by processor time, which excludes other load on the machine."""
        listing, crawl = (statistics.median(run.processor for run in self.runs[name]) for name in (side, "crawl"))
        return listing / crawl

    @property
    def peak_bytes(self) -> int:
        """The highest peak memory of any crawl."""
        return max(run.peak_bytes for run in self.runs["crawl"])


def measure_crawls(rounds: Mapping[int, int] = ROUNDS) -> list[CrawlComparison]:
    """Compare for each number of objects. Raises RuntimeError if a side fails or counts a wrong number."""
    with SandboxOfManyObjects() as sandbox, AwsStub({}) as answers:
        s3 = sandbox.s3()
        s3.create_bucket(Bucket=_OUTPUT)
        return [_compare(objects, number, s3=s3, sandbox=sandbox, answers=answers) for objects, number in rounds.items()]


def _compare(objects: int, rounds: int, *, s3: Any, sandbox: Sandbox, answers: AwsStub) -> CrawlComparison:
    bucket = f"objects-{objects}"
    s3.create_bucket(Bucket=bucket)
    put_objects(s3, bucket=bucket, keys=_key("{:07}"), count=objects, body=b"image")
    comparison = CrawlComparison(objects=objects)
    for number in range(rounds):
        for side in SIDES:
            if side != "boto3" or (number == 0 and objects <= PLAIN_BOTO3):
                given = _given(bucket, objects, request=f"{objects}-{number}", answers=answers)
                comparison.runs[side].append(_run(side, given, sandbox=sandbox, answers=answers.endpoint))
            if side == "crawl":
                _check(s3, answers.answers[-1], objects)
    return comparison


def _run(side: str, given: Mapping[str, Any], *, sandbox: Sandbox, answers: str) -> SideRun:
    command = [sys.executable, "-m", "benchmarks.crawl_process", side]
    environment = {
        **sandbox.environment(),
        "CUSTOM_RESOURCE_RESPONSE_ENDPOINT": answers,
        "NO_PROXY": "127.0.0.1",
        "PYTHONPATH": "constructs",
    }
    done = subprocess.run(command, cwd=PROJECT, env=environment, input=json.dumps(given), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{side} failed: {done.stderr}")
    return SideRun(**json.loads(done.stdout.splitlines()[-1]))


def _given(bucket: str, objects: int, *, request: str, answers: AwsStub) -> dict[str, Any]:
    return {
        "bucket": bucket,
        "prefix": _PREFIX,
        "objects": objects,
        # Each thread of a bare listing has the same number of keys.
        "ends": _ends(objects),
        "event": {
            "RequestType": "Create",
            "RequestId": request,
            "StackId": "arn:aws:cloudformation:us-east-1:123456789012:stack/dev-Labeling/0f0f0f0f-1111-2222-3333-444444444444",
            "LogicalResourceId": "Manifest",
            "ResponseURL": f"{answers.endpoint}{RESPONSE_PATH}?X-Amz-Signature=signature",
            "ResourceProperties": {
                "Bucket": bucket,
                "Prefix": _PREFIX,
                "Objects": "Images",
                "MaxObjects": str(objects),
                "OutputS3Uri": f"s3://{_OUTPUT}",
            },
        },
    }


def _ends(objects: int) -> Sequence[str]:
    return [_key(f"{objects * (thread + 1) // THREADS - 1:07}") for thread in range(THREADS)]


def _check(s3: Any, answer: Mapping[str, Any], objects: int) -> None:
    """Check that the manifest has a line for each object, and delete it, since the sandbox keeps it in memory."""
    if answer["Status"] != "SUCCESS" or answer["Data"]["ObjectCount"] != str(objects):
        raise RuntimeError(f"the crawl of {objects} objects was answered with {answer}")
    key = answer["Data"]["ManifestS3Uri"].removeprefix(f"s3://{_OUTPUT}/")
    lines = sum(chunk.count(b"\n") for chunk in s3.get_object(Bucket=_OUTPUT, Key=key)["Body"].iter_chunks(2**20))
    if lines != objects:
        raise RuntimeError(f"the manifest has {lines} lines for {objects} objects")
    s3.delete_object(Bucket=_OUTPUT, Key=key)


def _key(number: str) -> str:
    return f"{_PREFIX}frame-{number}.jpg"
