"""cfn-lint, loaded once per process: AWS's resource schemas and rules about templates, offline.

Loading takes about a second. It is used by one thread at a time: its rules keep state.
"""

import json
import logging
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from threading import RLock
from typing import Any

from cfnlint.config import ConfigMixIn
from cfnlint.context import create_context_for_template
from cfnlint.core import get_rules
from cfnlint.data import AdditionalSpecs
from cfnlint.decode.decode import decode_str
from cfnlint.helpers import REGIONS, load_resource
from cfnlint.jsonschema import CfnTemplateValidator
from cfnlint.rules import RulesCollection
from cfnlint.runner import run_template_by_data
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError
from cfnlint.template import Template

_FIRST_REGION = "us-east-1"
_PROPERTIES_RULE = "E3002"
# It dispatches parts of a template to their rules.
_DISPATCHING_RULE = "E1101"
# W and I are advice.
_IGNORED = ["W", "I"]

_lock = RLock()


@cache
def _rules(ids: frozenset[str] = frozenset()) -> RulesCollection:
    """These rules, or all."""
    rules = get_rules(append_rules=[], ignore_rules=_IGNORED, include_rules=[])
    if ids:
        chosen = RulesCollection(ignore_rules=_IGNORED)
        chosen.extend(rule for rule in rules if rule.id in ids)
        rules = chosen
    # The first run links the rules to each other.
    list(run_template_by_data({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}, _configuration(_FIRST_REGION), rules))
    return rules


def _configuration(region: str) -> ConfigMixIn:
    return ConfigMixIn(regions=[_known(region)], ignore_checks=_IGNORED)


def _known(region: str) -> str:
    """The region, or the first one in its place if AWS opened it later."""
    return region if region in REGIONS else _FIRST_REGION


def _properties_rule() -> Any:
    return next(rule for rule in _rules() if rule.id == _PROPERTIES_RULE)


def load(rules: Collection[str]) -> None:
    """Load all rules, and these for templates, in advance."""
    logging.getLogger("cfnlint").setLevel(logging.WARNING)
    with _lock:
        _rules()
        _template_rules(frozenset(rules))


def _template_rules(rules: Collection[str]) -> RulesCollection:
    return _rules(frozenset({*rules, _PROPERTIES_RULE, _DISPATCHING_RULE}))


def template_matches(template: str, *, rules: Collection[str], region: str) -> Sequence[Any]:
    """The findings of these rules in a JSON template: objects with `rule.id`, `message` and `path`.

    Resource properties are traversed, since they contain functions, but not validated.
    """
    decoded, _errors = decode_str(template)
    with _lock:
        matches = list(run_template_by_data(decoded, _configuration(region), _template_rules(rules)))
    return [match for match in matches if match.rule.id in rules]


def property_errors(resource_type: str, properties: Mapping[str, Any], *, region: str) -> Sequence[Any]:
    """Violations of the schema of a resource's properties, as cfn-lint's validation errors.

    A property whose value is an intrinsic function passes; a type without a schema has no errors.
    """
    # Its rules expect the output of its own parser.
    template, _errors = decode_str(json.dumps({"Resources": {"Resource": {"Type": resource_type, "Properties": properties}}}))
    with _lock:
        cfn = Template(None, template, [_known(region)])
        validator = CfnTemplateValidator({}).evolve(cfn=cfn, context=create_context_for_template(cfn))
        errors = list(_properties_rule().validate(validator, "", cfn.template["Resources"]["Resource"], {}))
    return [error for error in errors if not error.unknown and (error.rule is None or error.rule.id.startswith("E")) and not _broke(error)]


def _broke(error: Any) -> bool:
    """True for a rule that crashed, for lack of the rest of the template, and found nothing about the properties."""
    return re.match(r"Exception .* raised while validating '", str(error.message), re.DOTALL) is not None


def is_schema_rule(rule_id: str) -> bool:
    """True if the rule is part of the schema, and not one that cfn-lint adds."""
    with _lock:
        return rule_id in {_PROPERTIES_RULE, *_properties_rule().rule_set.values()} - {_DISPATCHING_RULE}


def service_actions() -> dict[str, frozenset[str]]:
    """The actions of policies by service prefix, in lower case."""
    listed = load_resource(AdditionalSpecs, "Policies.json")
    return {prefix: frozenset(service["Actions"]) for prefix, service in listed.items()}


def has_type(resource_type: str, *, region: str) -> bool:
    """True if AWS has the type in the region, and for custom resources."""
    with _lock:
        try:
            PROVIDER_SCHEMA_MANAGER.get_resource_schema(_known(region), resource_type)
        except ResourceNotFoundError:
            return False
    return True


def has_attribute(resource_type: str, attribute: str, *, region: str) -> bool:
    """True if Fn::GetAtt supports the attribute of the type, and for custom resources."""
    known = "AWS::CloudFormation::CustomResource" if resource_type.startswith("Custom::") else resource_type
    with _lock:
        try:
            # Not `in`: some attributes' names are patterns.
            return PROVIDER_SCHEMA_MANAGER.get_type_getatts(known, _known(region)).get(attribute) is not None
        except ResourceNotFoundError:
            return True
