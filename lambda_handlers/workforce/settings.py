"""Settings of an existing workforce that have to change."""

from collections.abc import Mapping
from typing import Any

from lambda_handlers.workforce.desired import SETTINGS

# What UpdateWorkforce takes to have no restriction, no VPC and the default kind of address again.
DEFAULTS: Mapping[str, Any] = {"SourceIpConfig": {"Cidrs": []}, "IpAddressType": "ipv4", "WorkforceVpcConfig": {}}


def changes(*, desired: Mapping[str, Any], formerly: Mapping[str, Any], observed: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of UpdateWorkforce that lead from the observed to the desired settings.

    A setting that was a property formerly and is one no longer goes back to its default; one that never was is left as it is. One that
    changes is written whatever is observed, which may be what was before the last change.
    """
    target = {name: desired.get(name, DEFAULTS[name]) for name in SETTINGS if name in desired or name in formerly}
    sources = (observed, formerly) if formerly else (observed,)
    return {name: value for name, value in target.items() if any(_differs(name, value, source) for source in sources)}


def _differs(name: str, value: Any, source: Mapping[str, Any]) -> bool:
    return bool(_comparable(value) != _comparable(source.get(name, DEFAULTS[name])))


def _comparable(value: Any) -> Any:
    """Without the order of lists, which means nothing here, and without what the service adds to a VPC configuration."""
    if isinstance(value, Mapping):
        return {name: sorted(item) if isinstance(item, list) else item for name, item in value.items() if name != "VpcEndpointId"}
    return value
