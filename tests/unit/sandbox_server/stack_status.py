"""The final status of a stack operation."""

import time
from typing import Any


def final_status(stacks: Any, stack: str) -> str:
    """Wait for the end of the operation. Raises TimeoutError."""
    for _ in range(400):
        status = str(stacks.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])
        if not status.endswith("_IN_PROGRESS"):
            return status
        time.sleep(0.05)
    raise TimeoutError(stack)
