"""Attributes in the label category configuration file of video frame and 3D point cloud tasks."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ground_truth.manifest import InvalidInputError

_MOST_ATTRIBUTES = 10
_MOST_FREE_TEXTS = 5
_DESCRIPTION_LENGTH = 128
_MOST_VALUES = 10
_VALUE_LENGTH = 16


def require_frame_attributes(document: Mapping[str, Any]) -> None:
    """Raise InvalidInputError for the first invalid attribute or group of attributes."""
    frame = _attributes(document, "frameAttributes")
    shared = _attributes(document, "categoryGlobalAttributes")
    _require_group(frame, where="frameAttributes")
    undescribed = [attribute["name"] for attribute in frame if not attribute.get("description")]
    if undescribed:
        raise InvalidInputError(f"The frame attribute '{undescribed[0]}' must have a description.")
    for label in document["labels"]:
        _require_group([*shared, *_attributes(label, "categoryAttributes")], where=f"the label '{label['label']}'")


def _attributes(holder: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    attributes = holder.get(key, [])
    if not isinstance(attributes, list) or not all(isinstance(attribute, dict) for attribute in attributes):
        raise InvalidInputError(f"{key} in the label category configuration file must be a list of attributes.")
    for attribute in attributes:
        _require_attribute(attribute, where=key)
    return attributes


def _require_group(attributes: Sequence[Mapping[str, Any]], *, where: str) -> None:
    names = [attribute["name"] for attribute in attributes]
    if len(set(names)) < len(names):
        raise InvalidInputError(f"The attributes of {where} must have unique names.")
    if len(names) > _MOST_ATTRIBUTES:
        raise InvalidInputError(f"{where} has {len(names)} attributes; at most {_MOST_ATTRIBUTES} are allowed.")
    free_texts = [attribute for attribute in attributes if attribute["type"] == "string" and "enum" not in attribute]
    if len(free_texts) > _MOST_FREE_TEXTS:
        raise InvalidInputError(f"{where} has {len(free_texts)} free text attributes; at most {_MOST_FREE_TEXTS} are allowed.")


def _require_attribute(attribute: Mapping[str, Any], *, where: str) -> None:
    name = attribute.get("name")
    if not isinstance(name, str) or not name:
        raise InvalidInputError(f"The attribute name {name!r} in {where} must be a text that is not empty.")
    if attribute.get("type") not in ("string", "number"):
        raise InvalidInputError(f"The attribute '{name}' in {where} must have the type string or number.")
    _require_numbers(attribute, name=name, where=where)
    if len(str(attribute.get("description", ""))) > _DESCRIPTION_LENGTH:
        raise InvalidInputError(f"The description of the attribute '{name}' in {where} must have at most {_DESCRIPTION_LENGTH} characters.")
    if attribute.get("editsAllowed", "any") not in ("any", "none"):
        raise InvalidInputError(f"editsAllowed of the attribute '{name}' in {where} must be any or none.")
    if "enum" in attribute:
        _require_values(attribute["enum"], name=name, type_name=attribute["type"])


def _require_numbers(attribute: Mapping[str, Any], *, name: str, where: str) -> None:
    limits = {key: attribute[key] for key in ("minimum", "maximum") if key in attribute}
    if attribute["type"] != "number" and limits:
        raise InvalidInputError(f"The attribute '{name}' in {where} must have the type number to have a minimum or a maximum.")
    if any(type(limit) is not int for limit in limits.values()):
        raise InvalidInputError(f"The minimum and the maximum of the attribute '{name}' in {where} must be integers.")


def _require_values(values: object, *, name: str, type_name: str) -> None:
    if type_name != "string":
        raise InvalidInputError(f"The attribute '{name}' must have the type string to have an enum.")
    if not isinstance(values, list) or not 1 <= len(values) <= _MOST_VALUES:
        raise InvalidInputError(f"The enum of the attribute '{name}' must have 1 to {_MOST_VALUES} values.")
    if any(not isinstance(value, str) or not 1 <= len(value) <= _VALUE_LENGTH for value in values):
        raise InvalidInputError(f"The enum values of the attribute '{name}' must have 1 to {_VALUE_LENGTH} characters.")
