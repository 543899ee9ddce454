"""References to missing names, to attributes that a type does not have, and circular ones.

The messages are those that users have reported (https://repost.aws/knowledge-center/cloudformation-template-validation).
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from sandbox.template_validation import linter
from sandbox.template_validation.functions import Reference, condition_names, misused_functions, references

_PSEUDO_PARAMETERS = frozenset(
    f"AWS::{name}" for name in ("AccountId", "NoValue", "NotificationARNs", "Partition", "Region", "StackId", "StackName", "URLSuffix")
)
_RESOURCE_ATTRIBUTES = ("Properties", "Metadata", "CreationPolicy", "UpdatePolicy", "DeletionPolicy", "UpdateReplacePolicy")


def reference_errors(template: Mapping[str, Any], _conditions: Mapping[str, bool], region: str) -> Iterator[str]:
    """CloudFormation's error messages for a template with such references."""
    yield from misused_functions([template.get(block) for block in ("Conditions", "Resources", "Outputs")])
    resources = template.get("Resources", {})
    known = {*resources, *template.get("Parameters", {})}
    for block, found in (("Resources", list(_of_resources(resources))), ("Outputs", list(references(template.get("Outputs", {}))))):
        missing = sorted({reference.name for reference in found if reference.attribute is None and not _is_known(reference.name, known)})
        if missing:
            yield f"Template format error: Unresolved resource dependencies [{', '.join(missing)}] in the {block} block of the template"
        for reference in found:
            if reference.attribute is not None:
                yield from _attribute_errors(reference, resources, region)
    yield from _condition_errors(template)
    yield from _circles(resources)


def _is_known(name: str, known: Iterable[str]) -> bool:
    return name in known or name in _PSEUDO_PARAMETERS


def _of_resources(resources: Mapping[str, Any]) -> Iterator[Reference]:
    for definition in resources.values():
        yield from references([definition.get(name) for name in _RESOURCE_ATTRIBUTES])
        yield from (Reference(name, None) for name in _depends_on(definition))


def _depends_on(definition: Mapping[str, Any]) -> list[str]:
    names = definition.get("DependsOn", [])
    return [names] if isinstance(names, str) else list(names)


def _attribute_errors(reference: Reference, resources: Mapping[str, Any], region: str) -> Iterator[str]:
    if reference.name not in resources:
        yield f"Template error: instance of Fn::GetAtt references undefined resource {reference.name}"
    elif not linter.has_attribute(resources[reference.name].get("Type", ""), str(reference.attribute), region=region):
        yield f"Template error: resource {reference.name} does not support attribute type {reference.attribute} in Fn::GetAtt"


def _condition_errors(template: Mapping[str, Any]) -> Iterator[str]:
    conditions = template.get("Conditions", {})
    for block in ("Resources", "Outputs"):
        for definition in template.get(block, {}).values():
            named = [*([definition["Condition"]] if "Condition" in definition else []), *condition_names(definition)]
            for name in named:
                if name not in conditions:
                    yield f"Template format error: Unresolved condition dependency {name} in the {block} block of the template"
    known = template.get("Parameters", {})
    missing = sorted({reference.name for reference in references(conditions) if not _is_known(reference.name, known)})
    if missing:
        names = ", ".join(missing)
        reason = "Cannot reference resources in the Conditions block of the template"
        yield f"Template format error: Unresolved dependencies [{names}]. {reason}"


def _circles(resources: Mapping[str, Any]) -> Iterator[str]:
    dependencies = {
        name: {needed.name for needed in references(definition.get("Properties"))} | set(_depends_on(definition))
        for name, definition in resources.items()
    }
    try:
        TopologicalSorter(dependencies).prepare()
    except CycleError as error:
        circle = sorted(set(error.args[1]))
        yield f"Circular dependency between resources: [{', '.join(circle)}]"
