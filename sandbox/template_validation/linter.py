"""cfn-lint, loaded once per process: AWS's resource schemas and rules about templates, offline.

Loading takes about a second and waits for the first template. One thread at a time uses it: its rules keep state.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import Any

from cfnlint.config import ConfigMixIn
from cfnlint.context import create_context_for_template
from cfnlint.core import get_rules
from cfnlint.jsonschema import CfnTemplateValidator
from cfnlint.rules import RulesCollection
from cfnlint.runner import run_template_by_data
from cfnlint.template import Template

_PROPERTIES_RULE = "E3002"
# W and I are advice.
_IGNORED = ["W", "I"]

_lock = RLock()


@contextmanager
def _loaded() -> Iterator[RulesCollection]:
    with _lock:
        yield _rules()


@cache
def _rules() -> RulesCollection:
    rules = get_rules(append_rules=[], ignore_rules=_IGNORED, include_rules=[], configure_rules={}, include_experimental=False)
    # The first run ties the rules to each other.
    list(run_template_by_data({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}, _configuration("us-east-1"), rules))
    return rules


def _configuration(region: str) -> ConfigMixIn:
    return ConfigMixIn(regions=[region], ignore_checks=_IGNORED)


def load() -> None:
    """Load the rules before they are needed."""
    with _loaded():
        pass


def template_matches(template: Mapping[str, Any], *, region: str) -> Sequence[Any]:
    """What every rule has to say about a template: objects with `rule.id`, `message` and `path`."""
    with _loaded() as rules:
        return list(run_template_by_data(dict(template), _configuration(region), rules))


def property_errors(resource_type: str, properties: Mapping[str, Any], *, region: str) -> Sequence[Any]:
    """Breaches of the schema of a resource's properties, as cfn-lint's validation errors.

    A property whose value is an intrinsic function passes; a type that has no schema has no errors.
    """
    definition = {"Type": resource_type, "Properties": properties}
    with _loaded() as rules:
        rule = next(rule for rule in rules if rule.id == _PROPERTIES_RULE)
        template = Template(None, {"Resources": {"Resource": definition}}, [region])
        validator = CfnTemplateValidator({}).evolve(cfn=template, context=create_context_for_template(template))
        errors = [error for error in rule.validate(validator, "", definition, {}) if not error.unknown]
    return [error for error in errors if error.rule is None or error.rule.id.startswith("E")]


def is_schema_rule(rule_id: str) -> bool:
    """Whether the rule is the schema's own, and not one that cfn-lint adds to it."""
    with _loaded() as rules:
        rule = next(rule for rule in rules if rule.id == _PROPERTIES_RULE)
        return rule_id in {_PROPERTIES_RULE, *rule.rule_set.values()} - {"E1101"}
