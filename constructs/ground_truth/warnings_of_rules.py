"""Warnings of rules as annotations, which `cdk synth`, `diff` and `deploy` print and which stop nothing."""

from collections.abc import Iterable

from aws_cdk import Annotations
from constructs import IConstruct

from labeling_rules.mistake import Mistake


def annotate(construct: IConstruct, warnings: Iterable[Mistake]) -> None:
    """Let the CLI print them. `Annotations.of(...).acknowledge_warning("ground-truth-cdk:<rule>")` silences a rule of docs/checks.md."""
    for warning in warnings:
        Annotations.of(construct).add_warning_v2(f"ground-truth-cdk:{warning.rule}", f"{warning.path}: {warning.value}: {warning.allowed}")
