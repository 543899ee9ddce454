"""A job that labels the output of another one."""

import re

from labeling_rules.rule import AT_DEPLOYMENT, refuses
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.errors import ResourceError
from lambda_handlers.labeling_job.service import TERMINAL, LabelingJobs

# https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html: where a job writes its labels.
_OUTPUT = re.compile(r"(?:.*/)?([^/]+)/manifests/output/output\.manifest", re.DOTALL)


@refuses(at=AT_DEPLOYMENT)
def output_of_an_ended_job(jobs: LabelingJobs, *, manifest: S3Location) -> None:
    """A job whose output another one labels has ended: before that its output is not there, or not all of it.

    Source: developer guide, sms-reusing-data (jobs are chained to stopped, failed or completed ones)
    """
    output = _OUTPUT.fullmatch(manifest.key)
    before = jobs.find(output[1]) if output else None
    if before is not None and before["LabelingJobStatus"] not in TERMINAL:
        raise ResourceError(
            f"the manifest {manifest.uri} is the output of the labeling job '{before['LabelingJobName']}', which is "
            f"{before['LabelingJobStatus']}; deploy this job when that one has ended"
        )
