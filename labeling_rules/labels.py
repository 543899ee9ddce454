"""The labels of a job, from whichever field holds them."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.label_categories.label_categories import label_category_mistakes
from labeling_rules.label_categories.label_category_warnings import label_category_warnings
from labeling_rules.label_categories.label_list import LabeledTask
from labeling_rules.label_categories.published_files import label_file_version
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_DEPLOYMENT, mistakes_of, refuses

_IN_A_FILE = "LabelCategoryConfigS3Uri"
_DOCUMENT = "LabelCategoryConfig"
"""The resource property with the whole content of a label category file, including its version."""


def labels_suit_the_task(job: Job) -> Iterator[Mistake]:
    """All mistakes of labels and label categories, each from a rule of its own."""
    # With labels in two fields it is unclear which apply; another rule reports that.
    if job.task_type is None or len(job.label_places) > 1:
        return
    for place in job.label_places:
        if _holds_labels(place):
            yield from label_category_mistakes(
                place,
                task_type=job.built_in,
                automated=job.is_automated,
                audited_attribute_known=job.knows_audited_attribute,
                templated=bool(job.templates),
            )


@refuses(at=AT_DEPLOYMENT)
def labels_are_given(job: Job) -> Iterator[Mistake]:
    """Every built-in task type but PassThrough needs labels.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri
    """
    if job.built_in is not None and job.built_in.needs_labels and not job.label_places and not job.node[_IN_A_FILE].present:
        yield job.node[_IN_A_FILE].mistake(f"required: Labels, LabelCategoryConfig or {_IN_A_FILE} ({job.task_name})")


def label_category_doubts(job: Job) -> Iterator[Mistake]:
    """All warnings of labels and label categories, each from a rule of its own."""
    if job.task_type is None:
        return
    for place in job.label_places:
        if _holds_labels(place):
            yield from label_category_warnings(place, task_type=job.built_in)
        if place.key == _DOCUMENT and place.is_mapping:
            yield from mistakes_of(label_file_version, place, LabeledTask(job.built_in))


def _holds_labels(place: Node) -> bool:
    # A string in place of a list is reported by the field's own type check.
    return place.is_mapping or isinstance(place.value, list | tuple)
