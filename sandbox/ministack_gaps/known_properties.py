"""Resource properties as known before the stack's resources are created: parameters, pseudo parameters, mappings and conditions.

A value that needs another resource, or fails to resolve, remains an intrinsic function.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ministack.services.cloudformation import engine


@dataclass(frozen=True)
class KnownValues:
    """Resolves a template's known values."""

    resources: Collection[str]
    """The logical ids of the template."""
    conditions: Mapping[str, bool]
    resolve: Callable[[Any], Any]
    """Resolves a value that needs no resource."""

    def of(self, value: Any) -> Any:
        """The value with its known parts resolved, without AWS::NoValue."""
        if isinstance(value, list):
            return [known for item in value if (known := self.of(item)) is not engine._NO_VALUE]
        if not isinstance(value, Mapping):
            return value
        if len(value) == 1:
            (function, argument), *_ = value.items()
            if function == "Fn::If" and isinstance(argument, list) and argument[0] in self.conditions:
                return self.of(argument[1 if self.conditions[argument[0]] else 2])
            if function == "Ref" or function.startswith("Fn::"):
                return self._of_function(value)
        known_values = {name: self.of(item) for name, item in value.items()}
        return {name: known for name, known in known_values.items() if known is not engine._NO_VALUE}

    def _of_function(self, value: Mapping[str, Any]) -> Any:
        if any(name in self.resources for name, _attribute in engine._intrinsic_references(value)):
            return value
        try:
            return self.resolve(value)
        except (ValueError, TypeError, LookupError, AttributeError):
            # The resource fails later with the reason; MiniStack does not validate the arguments first.
            return value
