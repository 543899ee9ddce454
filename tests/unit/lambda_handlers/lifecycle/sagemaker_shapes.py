"""Shapes in botocore's model of SageMaker."""

from typing import Any

from botocore.model import StructureShape

from lambda_handlers.aws.clients import client


def output_members(operation: str, *path: str) -> set[str]:
    """The members of a SageMaker operation's response."""
    shape: Any = client("sagemaker").meta.service_model.operation_model(operation).output_shape
    for name in path:
        shape = shape.members[name]
    assert isinstance(shape, StructureShape)
    return set(shape.members)


def input_members(operation: str) -> set[str]:
    shape: Any = client("sagemaker").meta.service_model.operation_model(operation).input_shape
    return set(shape.members)


def workforce_states() -> set[str]:
    shape: Any = client("sagemaker").meta.service_model.shape_for("WorkforceStatus")
    return set(shape.enum)
