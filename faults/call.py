"""A call that a handler makes of AWS."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Call:
    """The `number`-th call of an operation within a scenario."""

    operation: str
    number: int

    def __str__(self) -> str:
        return f"{self.operation}#{self.number}"
