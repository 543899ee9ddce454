"""The labels of a job that adjusts those of an earlier one. A verification has labels of its own: its verdicts."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.label_formats import ANNOTATION_TYPES
from labeling_rules.mistake import Mistake
from labeling_rules.rule import AT_SYNTHESIS, refuses


@refuses(at=AT_SYNTHESIS)
def audited_labels_are_all_there(job: Job, audited: Job) -> Iterator[Mistake]:
    """An adjustment has every label of the job whose labels it adjusts; it may have more.

    Source: developer guide, sms-data-verify-start-api
    """
    if job.built_in is None or job.built_in.variant != "adjustment":
        return
    own = {name.text for name in job.labels}
    missing = [name.text for name in audited.labels if name.text is not None and name.text not in own]
    if missing:
        for place in job.label_places:
            value = f"{len(job.labels)} labels"
            yield place.mistake(f"every label of {audited.node.path}, here {', '.join(missing)} too", value=value)


@refuses(at=AT_SYNTHESIS)
def audited_annotation_type(job: Job, audited: Job) -> Iterator[Mistake]:
    """An adjustment of video frames has the annotation type of the job whose labels it works on.

    Source: developer guide, sms-label-cat-config-attributes (annotationType) and sms-data-verify-start-api
    """
    if job.built_in is None or not job.built_in.label_format.annotation_types or job.built_in.variant != "adjustment":
        return
    wanted = _annotation_type(audited)
    if _annotation_type(job) == wanted:
        return
    for place in job.label_places:
        if place.is_mapping:
            yield place["annotationType"].mistake(f"{wanted}, as in {audited.node.path}")
        else:
            yield place.mistake(f"label_categories instead, with the annotationType {wanted}, as in {audited.node.path}")


def _annotation_type(job: Job) -> str:
    said = (place["annotationType"].text for place in job.label_places)
    return next((name for name in said if name is not None), ANNOTATION_TYPES[0])
