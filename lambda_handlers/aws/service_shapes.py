"""Shapes of botocore's service models."""

import re

from botocore.model import StructureShape

from lambda_handlers.aws.clients import Client


def input_shape(client: Client, operation: str) -> StructureShape:
    """The input shape of an operation, e.g. `input_shape(sagemaker, "CreateWorkteam")`."""
    shape = client.meta.service_model.operation_model(operation).input_shape
    if not isinstance(shape, StructureShape):
        raise TypeError(f"the operation {operation} takes no parameters")
    return shape


def is_possible(client: Client, operation: str, *, member: str, value: str) -> bool:
    """True if the operation can take the value: what no name can be, is no resource's name.

    CloudFormation may hold an id that is none of ours: one it made up, or one of an earlier implementation.
    """
    limits = input_shape(client, operation).members[member].metadata
    fits = limits.get("min", 0) <= len(value) <= limits.get("max", len(value))
    return fits and re.fullmatch(limits.get("pattern", ".*"), value, re.DOTALL) is not None
