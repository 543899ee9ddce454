"""Annotation functions: built-in, custom, or none."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.built_in_functions import BuiltInFunction
from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import refuses, warns
from labeling_rules.task_types import GROUND_TRUTH_REGIONS, TASK_TYPES

_PREPARE = "HumanTaskConfig.PreHumanTaskLambdaArn"
_CONSOLIDATE = "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn"
_PREFIXES = {_PREPARE: "PRE", _CONSOLIDATE: "ACS"}


@refuses()
def built_in_functions(job: Job) -> Iterator[Mistake]:
    """The ARN of a built-in function has the AWS account of the job's region, the prefix of its field (PRE- or ACS-), and the name of a
    task type.

    Source: API_HumanTaskConfig, PreHumanTaskLambdaArn; API_AnnotationConsolidationConfig, AnnotationConsolidationLambdaArn
    """
    for path, prefix in _PREFIXES.items():
        place, function = job.node.at(path), BuiltInFunction.of_arn(job.node.at(path).text)
        if function is None:
            continue
        if function.task_type is None:
            yield place.mistake(f"{prefix}-<task type>, one of {', '.join(TASK_TYPES)}")
            continue
        expected = _arn(prefix, function.name, job.region or function.region)
        if expected is not None and place.text != expected:
            yield place.mistake(expected)


@refuses()
def functions_of_one_task_type(job: Job) -> Iterator[Mistake]:
    """Built-in functions come in pairs: PRE-X with ACS-X.

    Source: API_HumanTaskConfig, PreHumanTaskLambdaArn; API_AnnotationConsolidationConfig, AnnotationConsolidationLambdaArn
    """
    prepare, consolidate = (BuiltInFunction.of_arn(job.node.at(path).text) for path in _PREFIXES)
    if prepare and consolidate and prepare.task_type and consolidate.task_type and prepare.name != consolidate.name:
        yield job.node.at(_CONSOLIDATE).mistake(f"ACS-{prepare.name}, which goes with PRE-{prepare.name}")


@warns()
def functions_of_one_owner(job: Job) -> Iterator[Mistake]:
    """A built-in function is used with its counterpart; combining one with a function of your own, or with none, is undocumented.

    Source: developer guide, sms-custom-templates-step3 (either function of a custom job may be absent)
    """
    present = [job.node.at(path) for path in _PREFIXES if job.node.at(path).present]
    functions = [function for place in present if (function := BuiltInFunction.of_arn(place.text))]
    if job.node["task_type"].present or len(functions) != 1 or functions[0].task_type is None:
        return
    counterpart = {"PRE": "ACS", "ACS": "PRE"}[functions[0].prefix]
    (place,) = (place for place in present if BuiltInFunction.of_arn(place.text))
    yield place.mistake(f"together with {counterpart}-{functions[0].name}, or a function of your own here too")


@warns()
def functions_named_like_built_in_ones(job: Job) -> Iterator[Mistake]:
    """A function with the name of a built-in one, in an account that is neither yours nor AWS's, is probably a typing error.

    Source: API_HumanTaskConfig, PreHumanTaskLambdaArn (the accounts of the regions)
    """
    for path in _PREFIXES:
        place = job.node.at(path)
        function = BuiltInFunction.look_alike(place.text)
        if function is not None and function.account != job.account:
            yield from _probably(place, function, job)


def _probably(place: Node, function: BuiltInFunction, job: Job) -> Iterator[Mistake]:
    meant = _arn(function.prefix, function.name, job.region or function.region)
    if meant is not None:
        yield place.mistake(f"{meant}, if AWS's function is meant")


def _arn(prefix: str, name: str, region: str) -> str | None:
    account = GROUND_TRUTH_REGIONS.get(region)
    return f"arn:aws:lambda:{region}:{account}:function:{prefix}-{name}" if account else None
