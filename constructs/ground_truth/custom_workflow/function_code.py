"""A Lambda function as a folder of Python code, and what it takes to run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import Token

from ground_truth.custom_workflow.labeling_function_name import check_labeling_function_name
from ground_truth.local_files.function_folder import handler_mistake, link_mistake
from ground_truth.settings.function_limits import LONGEST_TIMEOUT_SECONDS, MEMORY_SIZE, check_variables


@dataclass(frozen=True, kw_only=True)
class FunctionCode:
    """A local folder that Lambda runs with Python 3.13 and boto3; every other package has to lie in the folder.

    `handler`: a function of a module of the folder, `module.function`. `function_name`: one that AmazonSageMakerGroundTruthExecution
    accepts; made when None. `timeout`: 1 second to 15 minutes. `memory_size`: 128 to 10,240 MiB.
    `environment`: variables, at most 4,096 bytes together, none of a name that Lambda sets itself, such as AWS_REGION.
    Raises ValueError for what Lambda or the managed policy does not accept, and for a handler that the folder does not have.
    """

    folder: Path
    handler: str
    function_name: str | None = None
    timeout: cdk.Duration = field(default_factory=lambda: cdk.Duration.minutes(1))
    memory_size: int = 256
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.folder.is_dir():
            raise ValueError(f"folder {str(self.folder)!r}: expected a folder that exists")
        links = link_mistake(self.folder)
        if links is not None:
            raise ValueError(f"folder {str(self.folder)!r}: expected {links}")
        mistake = handler_mistake(self.folder, self.handler)
        if mistake is not None:
            raise ValueError(f"handler {self.handler!r} of {str(self.folder)!r}: expected {mistake}")
        if self.function_name is not None:
            check_labeling_function_name(self.function_name)
        check_variables(self.environment)
        self._check_numbers()

    def _check_numbers(self) -> None:
        smallest, largest = MEMORY_SIZE
        if not Token.is_unresolved(self.memory_size) and not smallest <= self.memory_size <= largest:
            raise ValueError(f"memory_size {self.memory_size}: expected {smallest} to {largest} MiB")
        if not self.timeout.is_unresolved() and not 1 <= self.timeout.to_milliseconds() / 1000 <= LONGEST_TIMEOUT_SECONDS:
            raise ValueError(f"timeout {self.timeout.to_human_string()}: expected 1 second to 15 minutes")
