"""The outputs of a deployed stack."""

from __future__ import annotations

from collections.abc import Mapping

import boto3
from botocore.exceptions import ClientError

from ground_truth.environment import Environment


class NotDeployedError(Exception):
    """The stack does not exist, or lacks an output: it was deployed before the project was written."""


def deployed_outputs(environment: Environment) -> Mapping[str, str]:
    """The outputs of an environment's Foundation stack, read with the caller's credentials. Raises NotDeployedError."""
    stack = environment.foundation_stack_name
    try:
        found = boto3.client("cloudformation", region_name=environment.region).describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        raise NotDeployedError(f"stack {stack} does not exist in {environment.region}: deploy it, or add --undeployed") from error
    return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}
