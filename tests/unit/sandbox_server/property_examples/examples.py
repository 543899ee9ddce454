"""What an example of a resource is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Properties = dict[str, Any]


@dataclass(frozen=True)
class Examples:
    """The properties of resources of one type.

    Those in `kept` are in force and read back, those in `refused` are refused, each by the path that the reason names. `required` is part
    of each. `not_told` are kept, too, but no service tells them. `lasting` are there from the beginning to the end: AWS asks
    for one of them, or does not change them either.
    """

    required: Properties = field(default_factory=dict)
    kept: Sequence[Properties] = ()
    refused: Mapping[str, Properties] = field(default_factory=dict)
    not_told: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()


def imported(name: str) -> Properties:
    """What the stack of the surroundings exports."""
    return {"Fn::ImportValue": f"property-examples-{name}"}
