"""The pre-annotation function: makes a task of each object, before workers see it."""

from __future__ import annotations

from typing import Any

from ground_truth_messages import Json, PreAnnotationRequest, PreAnnotationResponse


def handler(event: Json, _context: Any) -> Json:
    """Prepare a task. Ground Truth calls this once for each object."""
    request = PreAnnotationRequest.from_event(event)
    # There is nothing to show of an object without a source.
    required = request.wants_human_annotation and request.source is not None
    return PreAnnotationResponse(prepare_task(request), is_human_annotation_required=required).to_json()


def prepare_task(request: PreAnnotationRequest) -> Json:
    """The template's `task.input`. Replace it with the data that your template needs.

    `{{ task.input.taskObject }}` is then the text, `{{ task.input.taskObject | grant_read_access }}` the URL of an object in S3.
    """
    return {"taskObject": request.source}
