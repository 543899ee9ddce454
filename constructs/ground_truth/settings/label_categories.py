"""Label categories: the content of a label category file, under its own names and without its version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler, StrictBool, StrictInt
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, core_schema

from ground_truth.settings.api_shapes import ApiShape
from ground_truth.settings.constraints import Characters, Constraint, Count, OneOf
from labeling_rules.label_formats import ANNOTATION_TYPES, LABEL_ATTRIBUTES, LONGEST_LABEL

EditsAllowed: TypeAlias = Annotated[str, OneOf(LABEL_ATTRIBUTES.edits_allowed)]
AttributeValue: TypeAlias = Annotated[str, Characters(1, LABEL_ATTRIBUTES.longest_value)]


@dataclass(frozen=True)
class Html(Constraint):
    """A text whose limit of length depends on the task type, and is not checked here."""

    @property
    def allowed(self) -> str:
        return "a text, HTML allowed"

    def accepts(self, value: str) -> bool:  # noqa: ARG002 - the type is all that is asked
        return True

    def json_schema(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True)
class NotEmpty(Constraint):
    """A text that is not empty. Its maximum length is left open: AWS's documentation and behavior differ."""

    @property
    def allowed(self) -> str:
        return "1 or more characters"

    def accepts(self, value: str) -> bool:
        return bool(value)

    def json_schema(self) -> dict[str, Any]:
        return {"minLength": 1}


@dataclass(frozen=True)
class NoColor(Constraint):
    """No color: a label category file has none."""

    @property
    def allowed(self) -> str:
        return "nothing: label category files have no colors, the worker's page chooses them"

    def accepts(self, value: object) -> bool:
        return value is None

    def json_schema(self) -> dict[str, Any]:
        return {"not": {}}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._validate, core_schema.any_schema())


class LabelFileStructure(BaseModel):
    """A part of a label category file: fields are snake_case in Python and carry the file's own names everywhere else."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        frozen=True,
        extra="forbid",
    )


class CategoryAttribute(LabelFileStructure):
    """A question that workers answer about an object or a frame beside its label. For video frames and 3D point clouds."""

    name: Annotated[str, NotEmpty()]
    """The name that workers see. AWS documents at most 16 characters, which its own files exceed: a longer name is a warning."""

    type: Annotated[str, OneOf(LABEL_ATTRIBUTES.types)]
    """The type of the answer. A string without `enum` is a free text."""

    description: Annotated[str, Characters(0, LABEL_ATTRIBUTES.longest_description)] | None = None
    """More information for workers. Frame attributes need it."""

    enum: Annotated[tuple[AttributeValue, ...], Count(1, LABEL_ATTRIBUTES.most_values, of="values")] | None = None
    """The values of a string to choose from."""

    minimum: StrictInt | None = None
    """The smallest number that workers may enter. AWS documents it as required, and its examples omit it: without it, a warning."""

    maximum: StrictInt | None = None
    """The largest number that workers may enter. AWS documents it as required, and its examples omit it: without it, a warning."""

    is_required: StrictBool | None = None
    """True if workers have to answer before they can submit. Without it: no."""

    edits_allowed: EditsAllowed | None = None
    """Edits of this attribute by workers who audit labels: any or none. Without it: any."""


class LabelCategory(LabelFileStructure):
    """A label. A label with nothing but a name is written as a text."""

    label: Annotated[str, Characters(1, LONGEST_LABEL)]
    """The name that workers see and that the output holds. More than 16 characters are a warning for video frames and 3D point clouds."""

    short_display_name: str | None = None
    """A short form of the name, for named entities."""

    category_attributes: tuple[CategoryAttribute, ...] | None = None
    """Attributes of this label alone."""

    edits_allowed: EditsAllowed | None = None
    """Edits of labels of this category by workers who audit them: any or none. Without it: any. A verification has none in every label."""

    color: Annotated[None, NoColor()] = None
    """Not available: label category files have no colors."""


class Instructions(LabelFileStructure):
    """Instructions for workers on the pages that AWS provides. Elsewhere instructions are in the worker task template."""

    short_instruction: Annotated[str, Html()]
    """The instructions beside the task."""

    full_instruction: Annotated[str, Html()]
    """The instructions in a window of their own."""


def _from_name(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


class LabelCategories(LabelFileStructure):
    """The labels, and the attributes that workers give beside them.

    https://docs.aws.amazon.com/sagemaker/latest/dg/sms-label-cat-config-attributes.html (video frames, 3D point clouds),
    https://docs.aws.amazon.com/sagemaker/latest/dg/sms-named-entity-recg.html (named entities). The other task types have labels only.
    """

    frame_attributes: tuple[CategoryAttribute, ...] | None = None
    """Attributes of each frame or point cloud as a whole, at most 10, of which 5 free texts."""

    category_global_attributes: tuple[CategoryAttribute, ...] | None = None
    """Attributes of every label. A label has at most 10 with its own, of which 5 free texts."""

    labels: tuple[Annotated[LabelCategory, BeforeValidator(_from_name, json_schema_input_type=str | LabelCategory)], ...] = ()
    """The labels to choose from: names, or mappings for labels with more than a name."""

    annotation_type: Annotated[str, OneOf(ANNOTATION_TYPES)] | None = None
    """The shape that workers draw on video frames. Without it: BoundingBox."""

    instructions: Instructions | None = None
    """The instructions for workers. Named entities need them, unless a worker task template has them."""

    audit_label_attribute_name: Annotated[str, ApiShape("CreateLabelingJobRequest.LabelAttributeName")] | None = None
    """The label attribute name of the labels to adjust or verify. For video frames and 3D point clouds."""

    def for_verification(self) -> LabelCategories:
        """The label categories of a verification job: workers edit no label and answer in attributes only."""
        return self.model_copy(update={"labels": tuple(label.model_copy(update={"edits_allowed": "none"}) for label in self.labels)})

    def document(self) -> dict[str, Any]:
        """The content of the file without its version: its own names, lists as lists, absent members left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
