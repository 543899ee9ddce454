"""Custom::GroundTruthDatasetManifest: an input manifest of the objects below a prefix, made when the stack is deployed."""

from typing import TYPE_CHECKING

from lambda_handlers.custom_resource.handler import lambda_handler

if TYPE_CHECKING:
    from lambda_handlers.custom_resource.lifecycle import Lifecycle


def load_lifecycle() -> "Lifecycle":
    from lambda_handlers.aws.clients import client
    from lambda_handlers.aws.late_deliveries import LateDeliveriesRefused
    from lambda_handlers.dataset_manifest.lifecycle import DatasetManifestLifecycle

    return LateDeliveriesRefused(DatasetManifestLifecycle(s3=client("s3")))


handler = lambda_handler(load=load_lifecycle)
