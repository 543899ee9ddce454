"""The requests of Ground Truth to the functions of a custom labeling workflow, and the responses that it expects.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step3-lambda-requirements.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

Json = dict[str, Any]

ReadText = Callable[[str], str]
"""Gives the text of an S3 URI."""


@dataclass(frozen=True)
class PreAnnotationRequest:
    """One object that is about to become a task."""

    labeling_job_arn: str
    data_object: Json
    """The manifest's line, or the message of a streaming job: `source` or `source-ref`, with everything else that is in it."""
    version: str = ""

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> PreAnnotationRequest:
        """Raises KeyError for an event that Ground Truth does not send."""
        return cls(event["labelingJobArn"], event["dataObject"], event.get("version", ""))

    @property
    def source(self) -> str | None:
        """The text, or the S3 URI of the object."""
        return self.data_object.get("source", self.data_object.get("source-ref"))

    @property
    def wants_human_annotation(self) -> bool:
        """The line's own choice, true or "true"; True if the line does not choose."""
        wanted = self.data_object.get("isHumanAnnotationRequired", self.data_object.get("humanAnnotationRequired", True))
        return str(wanted).lower() == "true"


@dataclass(frozen=True)
class PreAnnotationResponse:
    """The task. Workers do not see an object that needs no human annotation."""

    task_input: Json
    """`task.input` of the template."""
    is_human_annotation_required: bool = True

    def to_json(self) -> Json:
        """The response as Ground Truth reads it."""
        return {"taskInput": self.task_input, "isHumanAnnotationRequired": self.is_human_annotation_required}


@dataclass(frozen=True)
class PostAnnotationRequest:
    """The answers of workers to one object or several."""

    labeling_job_arn: str
    label_attribute_name: str
    role_arn: str
    """The job's execution role."""
    payload_uri: str
    """The file with the answers."""
    label_categories: tuple[Any, ...] = ()
    """The labels of the job's label category file, if it has one."""
    max_human_workers_per_data_object: int | None = None
    """The number of workers who see each object. Sent, but not documented."""
    output_config: str | None = None
    """The S3 location of files that belong to the job's annotations. Sent, but not documented."""
    kms_key_id: str | None = None
    """The key of the job's output. Sent, but not documented."""
    version: str = ""

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> PostAnnotationRequest:
        """Raises KeyError for an event that Ground Truth does not send."""
        return cls(
            labeling_job_arn=event["labelingJobArn"],
            label_attribute_name=event["labelAttributeName"],
            role_arn=event["roleArn"],
            payload_uri=_s3_uri(event["payload"]) or event["payload"]["s3Uri"],
            # Absent or null for a job without labels.
            label_categories=tuple(event.get("labelCategories") or ()),
            max_human_workers_per_data_object=event.get("maxHumanWorkersPerDataObject"),
            output_config=event.get("outputConfig"),
            kms_key_id=event.get("kmsKeyId"),
            version=event.get("version", ""),
        )


@dataclass(frozen=True)
class Answer:
    """The answer of one worker: the fields of the template's form by their names."""

    worker_id: str
    content: Json


@dataclass(frozen=True)
class AnnotatedObject:
    """An object with its answers, at least one: an object without answers is not sent."""

    dataset_object_id: str
    answers: tuple[Answer, ...]
    text: str | None = None
    """The labeled text, if the manifest's line has a `source`."""
    s3_uri: str | None = None
    """The S3 URI of the labeled object, if the manifest's line has a `source-ref`."""

    @classmethod
    def from_payload(cls, payload: str, read: ReadText) -> list[AnnotatedObject]:
        """The objects of the payload file; answers that are files of their own are read."""
        return [cls._from_entry(entry, read) for entry in parsed(payload)]

    @classmethod
    def _from_entry(cls, entry: Json, read: ReadText) -> AnnotatedObject:
        answers = tuple(_answer(annotation, read) for annotation in entry["annotations"])
        data = entry.get("dataObject", {})
        return cls(entry["datasetObjectId"], answers, text=data.get("content"), s3_uri=_s3_uri(data))


@dataclass(frozen=True)
class ConsolidatedAnnotation:
    """The label of one object. An object that is left out of the response counts as failed."""

    dataset_object_id: str
    label: Json

    def to_json(self, label_attribute_name: str) -> Json:
        """The response as Ground Truth reads it."""
        return {"datasetObjectId": self.dataset_object_id, "consolidatedAnnotation": {"content": {label_attribute_name: self.label}}}


def parsed(text: str) -> Any:
    """The value of a JSON text. Raises ValueError for anything else, including the NaN and Infinity that Python would accept."""
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")


def _answer(annotation: Json, read: ReadText) -> Answer:
    data = annotation["annotationData"]
    uri = _s3_uri(data)
    # The content may be a text that holds JSON, inline or in a file.
    return Answer(annotation["workerId"], parsed(data["content"] if uri is None else read(uri)))


def _s3_uri(place: Mapping[str, Any]) -> str | None:
    """The documented schema spells it `s3Uri`, the documented code `s3uri`."""
    return place.get("s3Uri") or place.get("s3uri")
