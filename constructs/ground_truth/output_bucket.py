"""The bucket that receives the labels."""

from ground_truth.data_bucket import DataBucket


class OutputBucket(DataBucket):
    """The output bucket of labeling jobs: each writes `<job name>/manifests/output/output.manifest` and what belongs to it."""
