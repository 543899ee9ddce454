"""The parts of a resource's example."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Properties = dict[str, Any]


@dataclass(frozen=True)
class Examples:
    """The properties of resources of one type.

    Those in `kept` are in effect and read back, those in `refused` are refused, each with the path in the reason. `required` is part
    of each. `not_told` are kept as well, but no service returns them. `lasting` are always present: AWS requires
    one of them, or does not change them either.
    """

    required: Properties = field(default_factory=dict)
    kept: Sequence[Properties] = ()
    refused: Mapping[str, Properties] = field(default_factory=dict)
    not_told: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()


def imported(name: str) -> Properties:
    """The exports of the surroundings' stack."""
    return {"Fn::ImportValue": f"property-examples-{name}"}
