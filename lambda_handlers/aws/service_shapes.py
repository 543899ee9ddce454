"""Shapes of botocore's service models."""

from botocore.model import StructureShape

from lambda_handlers.aws.clients import Client


def input_shape(client: Client, operation: str) -> StructureShape:
    """What an operation takes, e.g. `input_shape(sagemaker, "CreateWorkteam")`."""
    shape = client.meta.service_model.operation_model(operation).input_shape
    if not isinstance(shape, StructureShape):
        raise TypeError(f"the operation {operation} takes no parameters")
    return shape
