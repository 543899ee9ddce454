"""The bucket that holds what is to be labeled."""

from ground_truth.buckets.data_bucket import DataBucket
from labeling_rules.task_types import TASK_TYPES


class InputBucket(DataBucket):
    """The input bucket of labeling jobs, and of Ground Truth Plus; its CORS rule is that of image tasks, unless another is given."""

    default_cors_profile = TASK_TYPES["ImageMultiClass"].cors_profile
