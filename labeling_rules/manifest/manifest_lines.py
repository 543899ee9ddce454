"""One line of a dataset: errors and warnings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from labeling_rules.job import Job
from labeling_rules.manifest import data_objects, label_colors, labels_to_audit
from labeling_rules.manifest.data_objects import LONGEST_ATTRIBUTE, DataObjectLine
from labeling_rules.manifest.json_text import parsed
from labeling_rules.rule import refuses, rule_of
from labeling_rules.task_types import CUSTOM_TASK, TaskType

LONGEST_LINE = 100_000
"""Maximum characters of a line."""

ObjectRule = Callable[[DataObjectLine, TaskType], str | None]

REFUSING_RULES: tuple[ObjectRule, ...] = (
    data_objects.one_source,
    data_objects.source_is_an_s3_object,
    data_objects.no_object_of_another_kind,
    data_objects.names_of_attributes,
    data_objects.lengths_of_texts,
    data_objects.point_cloud_frame,
)

WARNING_RULES: tuple[ObjectRule, ...] = (data_objects.texts_in_s3, data_objects.documented_extensions)

AuditRule = Callable[[DataObjectLine, TaskType, str | None, str | None], str | None]

# First the rules whose lines a manifest counts.
WARNING_RULES_OF_AUDITS: tuple[AuditRule, ...] = (
    labels_to_audit.labels_to_audit,
    labels_to_audit.own_labels_of_an_audit,
    labels_to_audit.type_of_labels_to_audit,
)


class Finding(NamedTuple):
    """The allowed form of a line, and the rule that requires it."""

    allowed: str
    rule: str = "bad-lines"


class Verdict(NamedTuple):
    """The result for one line: an error, a warning, or neither."""

    mistake: Finding | None = None
    doubt: Finding | None = None


@dataclass(frozen=True, kw_only=True)
class ManifestLines:
    """The requirements on the lines of a job's manifest.

    `audited_attribute`: the label attribute that an adjustment or verification audits; None if unknown. `label_attribute`: the one it
    writes.
    `labels`: the labels that workers choose from; empty if unknown.
    """

    task_type: TaskType = CUSTOM_TASK
    audited_attribute: str | None = None
    label_attribute: str | None = None
    labels: frozenset[str] = frozenset()

    @classmethod
    def of_job(cls, job: Job) -> ManifestLines:
        """The requirements for this job."""
        labels = [name.text for name in job.labels]
        return cls(
            task_type=job.task_type or CUSTOM_TASK,
            audited_attribute=job.audited_attribute,
            label_attribute=job.label_attribute,
            labels=frozenset() if None in labels else frozenset(str(label) for label in labels),
        )

    def verdict(self, line: str) -> Verdict:
        """The verdict on a line, without its line break. Only the first of several mistakes is reported."""
        if not line.strip():
            return Verdict(Finding("a JSON object: the line is empty"))
        if len(line) > LONGEST_LINE:
            return Verdict(Finding(f"at most {LONGEST_LINE} characters, not {len(line)}"))
        try:
            data_object = parsed(line)
        except json.JSONDecodeError:
            return Verdict(Finding("a JSON object"))
        except RecursionError:
            return Verdict(Finding("a JSON object: the line is nested too deeply"))
        except ValueError:
            # The only valid JSON that Python refuses.
            return Verdict(Finding(f"a JSON object with numbers of at most {sys.get_int_max_str_digits()} digits"))
        return self.verdict_of_object(data_object, characters=len(line))

    def verdict_of_object(self, data_object: Any, *, characters: int) -> Verdict:
        """The verdict on a parsed line of `characters` characters."""
        if not isinstance(data_object, dict):
            return Verdict(Finding("a JSON object"))
        mistake = self._mistake(data_object)
        return Verdict(mistake) if mistake else Verdict(None, self._doubt(data_object, characters))

    def _mistake(self, data_object: DataObjectLine) -> Finding | None:
        for rule in REFUSING_RULES:
            allowed = rule(data_object, self.task_type)
            if allowed is not None:
                return _finding(rule, allowed)
        allowed = label_colors.colors_of_audited_masks(data_object, self.task_type, self.audited_attribute)
        return None if allowed is None else _finding(label_colors.colors_of_audited_masks, allowed)

    def _doubt(self, data_object: DataObjectLine, characters: int) -> Finding | None:
        for rule_of_audits in WARNING_RULES_OF_AUDITS:
            allowed = rule_of_audits(data_object, self.task_type, self.audited_attribute, self.label_attribute)
            if allowed is not None:
                return _finding(rule_of_audits, allowed)
        allowed = labels_to_audit.labels_in_use(data_object, self.task_type, self.audited_attribute, self.label_attribute, self.labels)
        if allowed is not None:
            return _finding(labels_to_audit.labels_in_use, allowed)
        for rule in WARNING_RULES:
            allowed = rule(data_object, self.task_type)
            if allowed is not None:
                return _finding(rule, allowed)
        # A short line has no long structure.
        allowed = data_objects.lengths_of_structures(data_object, self.task_type) if characters > LONGEST_ATTRIBUTE else None
        return None if allowed is None else _finding(data_objects.lengths_of_structures, allowed)


@refuses()
def text_line_mistake(line: str) -> str | None:
    """A text to label has at most 20,000 characters.

    Source: developer guide, sms-input-data-input-manifest
    """
    return None if len(line) <= LONGEST_ATTRIBUTE else f"at most {LONGEST_ATTRIBUTE} characters, not {len(line)}"


def _finding(function: Callable[..., object], allowed: str) -> Finding:
    rule = rule_of(function)
    return Finding(allowed, rule.name) if rule else Finding(allowed)
