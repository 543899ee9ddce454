"""Key prefixes that separate the objects of several jobs in the input bucket."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, warns


@warns(at=AT_SYNTHESIS)
def objects_of_other_jobs(jobs: Node) -> Iterator[Mistake]:
    """If several jobs have objects in the input bucket, each job with `input_bucket_key` names its own in `data_prefixes`. Without it, the
    role of the job may read all of them. Jobs with a role of your own are not checked.

    Source: this application; no job reads the objects of another one
    """
    there = [job for job in jobs.entries() if job.at("dataset.input_bucket_key").present or job.at("dataset.crawl").present]
    names = [job["LabelingJobName"].text or job.path for job in there if _reads_all(job)]
    if names and len(there) > 1:
        yield jobs.mistake(
            "data_prefixes in each of these jobs: what the keys of its objects begin with, [] if its manifest has texts. "
            "Without it, its role reads the objects of other jobs too",
            value=", ".join(names),
        )


def _reads_all(job: Node) -> bool:
    return job.at("dataset.input_bucket_key").text is not None and not job["RoleArn"].present and not job["data_prefixes"].present
