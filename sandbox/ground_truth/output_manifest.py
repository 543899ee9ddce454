"""The output manifest: each input line with its label, in input order."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox.ground_truth.data_object import DataObject
from sandbox.ground_truth.job_output import output_folder, write_output
from sandbox.ground_truth.job_role import JobRole
from sandbox.ground_truth.label_metadata import of_failure
from sandbox.ground_truth.labeling_job import LabelingJob


def write_output_manifest(role: JobRole, job: LabelingJob) -> None:
    """Rewrite all lines. Raises JobFailureError."""
    lines = [json.dumps(output_line(job, item)) + "\n" for item in job.data_objects if item.line]
    location = output_folder(job.request).inside(f"{job.name}/manifests/output/output.manifest")
    write_output(role, job.request, location, "".join(lines).encode())
    job.output_manifest_uri = location.uri


def output_line(job: LabelingJob, item: DataObject) -> Mapping[str, Any]:
    """A data object with its result; unchanged while unlabeled."""
    if item.label is not None:
        return {**item.line, **item.label}
    if item.failure is not None:
        return {**item.line, job.metadata_attribute: of_failure(item.failure)}
    return item.line


def write_object_list(role: JobRole, job: LabelingJob) -> None:
    """Write the mapping of the numbers in output file names to manifest lines. Raises JobFailureError.

    AWS was observed to write the file; its members are those that public scripts read.
    """
    objects = [
        {
            "datasetObjectId": str(number),
            "inputAttribute": item.line.get("source-ref", item.line.get("source")),
            "manifestLine": json.dumps(item.line),
        }
        for number, item in enumerate(job.data_objects)
    ]
    location = output_folder(job.request).inside(f"{job.name}/annotations/intermediate/1/annotations.json")
    write_output(role, job.request, location, "".join(json.dumps(item) + "\n" for item in objects).encode())
