"""Which settings of an existing workforce have to change."""

from collections.abc import Iterable, Mapping
from typing import Any

from lambda_handlers.workforce.wanted import SETTINGS

# What UpdateWorkforce takes to have no restriction, no VPC and the default kind of address again.
DEFAULTS: Mapping[str, Any] = {"SourceIpConfig": {"Cidrs": []}, "IpAddressType": "ipv4", "WorkforceVpcConfig": {}}


def changes(*, wanted: Mapping[str, Any], formerly: Iterable[str], observed: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of UpdateWorkforce that lead from the observed to the wanted settings.

    A setting that was a property formerly and is one no longer goes back to its default; one that never was is left as it is.
    """
    former = set(formerly)
    target = {name: wanted.get(name, DEFAULTS[name]) for name in SETTINGS if name in wanted or name in former}
    return {name: value for name, value in target.items() if _comparable(value) != _comparable(observed.get(name, DEFAULTS[name]))}


def _comparable(value: Any) -> Any:
    """Without the order of lists, which means nothing here, and without what the service adds to a VPC configuration."""
    if isinstance(value, Mapping):
        return {name: sorted(item) if isinstance(item, list) else item for name, item in value.items() if name != "VpcEndpointId"}
    return value
