"""Writes the tables of docs/checks.md from the rules and the models: `make checks-table`."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from pydantic import BaseModel

import ground_truth
import labeling_rules
import lambda_handlers
from ground_truth.environment import EnvironmentFile
from ground_truth.settings.api_shapes import ApiShape
from ground_truth.settings.constraints import Constraint
from labeling_rules.rule import Rule, rule_of

DOCUMENT = Path(__file__).parents[3] / "docs" / "checks.md"
PACKAGES = (labeling_rules, ground_truth, lambda_handlers)

# Ground Truth Plus has its own page.
_ELSEWHERE = ("ground_truth_plus",)
# Sources of limits outside of SageMaker's model. Others are this application's own.
SOURCES: Mapping[str, str] = {
    "region": "botocore's model: the regions of PreHumanTaskLambdaArn",
    "input_bucket.name": "Amazon S3 user guide, bucketnamingrules",
    "output_bucket.name": "Amazon S3 user guide, bucketnamingrules",
    "input_bucket.kms_key_arn": "AWS KMS developer guide, concepts (key ARN) and alias-authorization",
    "output_bucket.kms_key_arn": "AWS KMS developer guide, concepts (key ARN) and alias-authorization",
    "encryption_keys[].kms_key_arn": "AWS KMS developer guide, concepts (key ARN) and alias-authorization",
    "encryption_keys[].buckets[]": "Amazon S3 user guide, bucketnamingrules",
    "labeling_jobs[].data_buckets[]": "Amazon S3 user guide, bucketnamingrules",
    "labeling_jobs[].data_prefixes[]": "IAM API reference, PutRolePolicy (PolicyDocument)",
    "workforce.source_ip_cidrs": "API_SourceIpConfig",
    "workforce.user_pool.domain_prefix": "Amazon Cognito developer guide, cognito-user-pools-assign-domain-prefix",
    "workforce.user_pool.invitation.subject": "Amazon Cognito API reference, MessageTemplateType",
    "workforce.user_pool.invitation.message": "Amazon Cognito API reference, MessageTemplateType",
    "teams": "AWS General Reference, quotas of SageMaker AI, L-1BAEE5A7",
    "teams[].members[].email": "Amazon Cognito API reference, UsernameType",
    "labeling_jobs[].task_type": "botocore's model: PreHumanTaskLambdaArn",
    "labeling_jobs[].labels[]": "developer guide, input-data-limits",
    "labeling_jobs[].label_categories": "developer guide, sms-label-cat-config-attributes",
    "labeling_jobs[].dataset.lines[]": "developer guide, sms-input-data-input-manifest",
    "labeling_jobs[].dataset.input_bucket_key": "Amazon S3 user guide, object-keys",
    "labeling_jobs[].dataset.crawl.prefix": "Amazon S3 user guide, object-keys",
    "labeling_jobs[].dataset.crawl.pattern": "Amazon S3 user guide, object-keys",
    "labeling_jobs[].workflow": "AWS Lambda API reference, CreateFunction",
}


def rules() -> list[Rule]:
    """Every rule of every package, by its name."""
    found = [rule for package in PACKAGES for module in _modules(package) for rule in _rules_of(module)]
    return sorted({(rule.module, rule.name): rule for rule in found}.values(), key=lambda rule: (rule.name, rule.module))


def limits() -> list[tuple[str, str, str]]:
    """Every limit of a single field: path, allowed values and source."""
    return list(dict.fromkeys(_limits_of(EnvironmentFile, "")))


def with_tables(text: str) -> str:
    """The document with its tables regenerated, each between its markers."""
    rows = [(f"`{rule.name}`", rule.text, rule.source, rule.level, _when(rule)) for rule in rules()]
    text = _replaced(text, "rules", _table(("rule", "what has to hold", "source", "level", "looked at"), rows))
    fields = [(f"`{path}`", allowed, source) for path, allowed, source in limits()]
    return _replaced(text, "fields", _table(("field", "what is allowed", "source"), fields))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        # Importing a command would run it.
        if not found.name.endswith(".__main__"):
            yield import_module(found.name)


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    members = [member for _, member in inspect.getmembers(module)]
    methods = [method for member in members if inspect.isclass(member) for method in vars(member).values()]
    for member in (*members, *methods):
        rule = rule_of(member)
        if rule is not None:
            yield rule


def _when(rule: Rule) -> str:
    return " and ".join(rule.stages)


def _limits_of(model: type[BaseModel], path: str) -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        place = f"{path}.{field.alias or name}" if path else field.alias or name
        if place not in _ELSEWHERE:
            yield from _of_metadata(field.metadata, place)
            yield from _of_annotation(field.annotation, place)


def _of_annotation(annotation: Any, place: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _limits_of(annotation, place)
        return
    is_list = getattr(annotation, "__origin__", None) is tuple
    yield from _of_metadata(getattr(annotation, "__metadata__", ()), place)
    for argument in get_args(annotation):
        yield from _of_annotation(argument, f"{place}[]" if is_list else place)


def _of_metadata(metadata: Any, place: str) -> Iterator[tuple[str, str, str]]:
    for entry in metadata:
        if isinstance(entry, ApiShape):
            yield place, _readable(entry.allowed), f"botocore's model: {entry.path}"
        elif isinstance(entry, Constraint):
            yield place, entry.allowed, _source(place)


def _source(place: str) -> str:
    while place:
        if place in SOURCES:
            return SOURCES[place]
        place = place.rpartition(".")[0] or place.removesuffix("[]") * place.endswith("[]")
    return "this application"


def _readable(allowed: str) -> str:
    """Without the trailing field name, which has its own column, and with the pattern as code."""
    text, matching, pattern = allowed[: allowed.rfind(" (")].partition(" matching ")
    return f"{text} matching `{pattern}`" if matching else text


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    """The text of a table cell: `|` would end it, and `<name>` outside of code would become HTML."""
    parts = text.replace("|", "\\|").split("`")
    return "`".join(part.replace("<", "&lt;") if number % 2 == 0 else part for number, part in enumerate(parts))


def _replaced(text: str, name: str, table: str) -> str:
    begin, end = f"<!-- {name}: made by `make checks-table` -->\n", f"<!-- end of {name} -->\n"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    if not after and not rest.endswith(end):
        raise ValueError(f"docs/checks.md has no lines {begin.strip()} and {end.strip()}")
    return f"{before}{begin}\n{table}\n{end}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(with_tables(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
