"""Custom::GroundTruthWorkforce: the private workforce, of which an account has one per region."""

from typing import TYPE_CHECKING

from lambda_handlers.custom_resource.handler import lambda_handler

if TYPE_CHECKING:
    from lambda_handlers.custom_resource.lifecycle import Lifecycle


def load_lifecycle() -> "Lifecycle":
    from lambda_handlers.aws.clients import client
    from lambda_handlers.aws.late_deliveries import LateDeliveriesRefused
    from lambda_handlers.workforce.lifecycle import WorkforceLifecycle

    return LateDeliveriesRefused(WorkforceLifecycle(sagemaker=client("sagemaker"), cognito=client("cognito-idp")))


handler = lambda_handler(load=load_lifecycle)
