"""What the harness has to know of each custom resource type: its properties, and how to see what is left of it."""

from faults.resource_types.bucket_contents import BucketContents
from faults.resource_types.dataset_manifest import DatasetManifest
from faults.resource_types.labeling_job import LabelingJob, StreamingLabelingJob
from faults.resource_types.resource_type import ResourceType
from faults.resource_types.workforce import AdoptedWorkforce, Workforce
from faults.resource_types.workteam import Workteam

__all__ = ["ResourceType", "resource_types"]


def resource_types() -> tuple[ResourceType, ...]:
    """Each custom resource type, and besides the streaming job and the adopted workforce, which have calls of their own."""
    return LabelingJob(), StreamingLabelingJob(), Workteam(), Workforce(), AdoptedWorkforce(), DatasetManifest(), BucketContents()
