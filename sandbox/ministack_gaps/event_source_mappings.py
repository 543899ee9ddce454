"""AWS::Lambda::EventSourceMapping: the state of a disabled mapping, and the defaults of removed properties.

MiniStack's mappings are always enabled, and keep the values that their template had before.

https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html
"""

from ministack.services import lambda_svc

from sandbox.ministack_gaps.added_properties import Properties, add

_DEFAULTS = {"BatchSize": 10, "FunctionResponseTypes": []}
_OPTIONAL = ("DestinationConfig", "FilterCriteria", "MaximumRecordAgeInSeconds", "ScalingConfig")


def install() -> None:
    """Set the state and the defaults of new and updated mappings."""
    add("AWS::Lambda::EventSourceMapping", _apply)


def _apply(identifier: str, old: Properties, new: Properties) -> None:
    mapping = lambda_svc._esms[identifier]
    for name in old.keys() - new.keys():
        if name in _DEFAULTS:
            mapping[name] = _DEFAULTS[name]
        elif name in _OPTIONAL:
            mapping.pop(name, None)
    enabled = str(new.get("Enabled", True)).lower() == "true"
    mapping |= {"Enabled": enabled, "State": "Enabled" if enabled else "Disabled"}
