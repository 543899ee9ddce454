"""Custom::GroundTruthWorkteam: a work team of the private workforce."""

from typing import TYPE_CHECKING

from lambda_handlers.custom_resource.handler import lambda_handler

if TYPE_CHECKING:
    from lambda_handlers.custom_resource.lifecycle import Lifecycle


def load_lifecycle() -> "Lifecycle":
    from lambda_handlers.aws.clients import client
    from lambda_handlers.aws.late_deliveries import LateDeliveriesRefused
    from lambda_handlers.workteam.lifecycle import WorkteamLifecycle

    return LateDeliveriesRefused(WorkteamLifecycle(sagemaker=client("sagemaker")))


handler = lambda_handler(load=load_lifecycle)
