"""Reasons why a resource type lacks what a row of the lifecycle table needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Feature = Literal["creation", "propagation", "status", "completion", "change in place", "replacement", "free data"]
"""A feature that a resource type may lack: see `Subject.lacks`."""


@dataclass(frozen=True)
class Reason:
    """A sentence for the reader of the table, and a check that it is true."""

    text: str
    holds: Callable[[], bool]
