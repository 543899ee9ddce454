"""`python -m sandbox.complete_labeling_job NAME`: complete a labeling job of a running sandbox as if its workers had finished.

Run it with the variables set that `make sandbox` prints.
"""

import argparse
import json
import os
import sys
import urllib.error
from collections.abc import Mapping
from typing import Any

from sandbox import signed_request
from sandbox.json_text import parsed

PATH = "/_sandbox/complete-labeling-job"
TIMEOUT_SECONDS = 600.0
"""Enough for a job of 10,000 data objects, the maximum: each gets a file."""


class NotCompletedError(Exception):
    """The sandbox refused the request; the message gives the reason."""


def complete_labeling_job(exports: Mapping[str, str], name: str, *, worker_answer: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """Label every data object of the job. Returns its description as DescribeLabelingJob would.

    `FailedDataObjects` is added: the reason of each failed data object, by number; the output manifest says only that it expired.
    `exports`: the variables that point a client at the sandbox (`Sandbox.exports()`), with the job's region as AWS_REGION.
    `worker_answer`: the workers' response for every data object, by element name. Raises NotCompletedError.
    """
    document = {"LabelingJobName": name, "Region": exports["AWS_REGION"], "WorkerAnswer": worker_answer}
    try:
        with signed_request.send(exports, "POST", PATH, json.dumps(document).encode(), timeout=TIMEOUT_SECONDS) as answer:
            description: Mapping[str, Any] = json.load(answer)
    except urllib.error.HTTPError as refused:
        raise NotCompletedError(json.load(refused)["message"]) from refused
    return description


def main() -> None:
    """Print the job's status, counters and output."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.complete_labeling_job", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("name", help="the name of a job that is InProgress")
    parser.add_argument("--worker-answer", type=_json, help="JSON that workers submit, by the names of the page's elements")
    arguments = parser.parse_args()
    try:
        job = complete_labeling_job(os.environ, arguments.name, worker_answer=arguments.worker_answer)
    except (NotCompletedError, urllib.error.URLError) as refused:
        sys.exit(str(refused))
    print(f"{job['LabelingJobName']}: {job['LabelingJobStatus']} {job.get('FailureReason', '')}".rstrip())
    print(json.dumps(job["LabelCounters"]))
    print(job.get("LabelingJobOutput", {}).get("OutputDatasetS3Uri", ""))
    for number, cause in job["FailedDataObjects"].items():
        print(f"data object {number} failed: {cause}")


def _json(text: str) -> Any:
    try:
        return parsed(text)
    except ValueError as broken:
        raise argparse.ArgumentTypeError(f"{text!r}: JSON ({broken})") from broken


if __name__ == "__main__":
    main()
