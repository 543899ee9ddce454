"""The resource types of the lifecycle table, in its order."""

from collections.abc import Mapping

from tests.unit.lambda_handlers.lifecycle.bucket_contents_subject import BucketContentsSubject
from tests.unit.lambda_handlers.lifecycle.dataset_manifest_subject import DatasetManifestSubject
from tests.unit.lambda_handlers.lifecycle.labeling_job_subject import LabelingJobSubject
from tests.unit.lambda_handlers.lifecycle.subject import Subject
from tests.unit.lambda_handlers.lifecycle.workforce_subject import WorkforceSubject
from tests.unit.lambda_handlers.lifecycle.workteam_subject import WorkteamSubject

SUBJECTS: Mapping[str, type[Subject]] = {
    subject.package.__name__.rpartition(".")[2]: subject
    for subject in (WorkforceSubject, WorkteamSubject, LabelingJobSubject, DatasetManifestSubject, BucketContentsSubject)
}
"""By name of the handler's package."""
