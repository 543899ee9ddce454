"""The bucket that receives the labels."""

from ground_truth.buckets.data_bucket import DataBucket
from labeling_rules.task_types import TASK_TYPES


class OutputBucket(DataBucket):
    """The output bucket of labeling jobs: each writes `<job name>/manifests/output/output.manifest` and what belongs to it.

    It has a CORS rule as the input bucket has: manifests that are made at deployment lie here, and Ground Truth looks at the rules of the
    manifest's bucket.
    """

    default_cors_profile = TASK_TYPES["ImageMultiClass"].cors_profile
