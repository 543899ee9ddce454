"""Custom::GroundTruthLabelingJob: a labeling job, which can be neither changed nor deleted, only stopped."""

from typing import TYPE_CHECKING

from lambda_handlers.custom_resource.handler import lambda_handler

if TYPE_CHECKING:
    from lambda_handlers.custom_resource.lifecycle import Lifecycle


def load_lifecycle() -> "Lifecycle":
    from lambda_handlers.aws.clients import client
    from lambda_handlers.aws.late_deliveries import LateDeliveriesRefused
    from lambda_handlers.labeling_job.lifecycle import LabelingJobLifecycle

    return LateDeliveriesRefused(LabelingJobLifecycle(sagemaker=client("sagemaker"), client=client))


handler = lambda_handler(load=load_lifecycle)
