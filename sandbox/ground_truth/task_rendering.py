"""Rendering of worker task templates: Liquid with a task's input, autoescaped, with Ground Truth's filters.

Source: developer guide, "Demo template: Annotation of images" and "Adding automation with Liquid" (filters); the message for a bad S3 URI
was observed. Independent of the constructs' template linter: where the two disagree, one of them is wrong.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from liquid import Environment, Undefined
from liquid.exceptions import LiquidError
from markupsafe import Markup

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.s3_location import S3Location

Presign = Callable[[S3Location], str]
"""Returns the short-lived HTTPS URL of an object."""

# Filters that python-liquid adds to those of Liquid.
_NOT_IN_LIQUID = ("escapejs", "safe")


@dataclass(frozen=True)
class RenderingError:
    """The reason why a template cannot be rendered."""

    code: str
    message: str


@dataclass(frozen=True)
class RenderedTask:
    """The page of a task, or the errors in its place."""

    content: str = ""
    errors: tuple[RenderingError, ...] = ()


class _Liquid(Environment):
    """Limits loops and output, since templates come from users."""

    loop_iteration_limit = 100_000
    output_stream_limit = 10_000_000


class _Object(dict[str, Any]):
    """An object of the input; printed as JSON."""

    def __str__(self) -> str:
        return json.dumps(self)


class _Array(list[Any]):
    """An array of the input; printed as JSON."""

    def __str__(self) -> str:
        return json.dumps(self)


@dataclass
class _ReadAccess:
    """The filter grant_read_access, and the values that it refused."""

    presign: Presign
    errors: list[RenderingError] = field(default_factory=list)

    def __call__(self, value: object) -> str:
        uri = "" if isinstance(value, Undefined) or value is None else str(value)
        try:
            return self.presign(S3Location.of_object(uri, member="grant_read_access"))
        except ValidationException:
            self.errors.append(RenderingError("InvalidParameters", f'"grant_read_access" input is not a valid S3 URI: "{uri}".'))
            return ""


def render_task(template: str, task_input: Any, *, presign: Presign) -> RenderedTask:
    """The worker's page for a task with this input."""
    access = _ReadAccess(presign)
    try:
        content = _environment(access).from_string(template).render(task=_Object(input=_as_json_is_written(task_input)))
    except LiquidError as broken:
        return RenderedTask(errors=(RenderingError("InvalidTemplate", str(broken.args[0]) if broken.args else str(broken)),))
    return RenderedTask(errors=tuple(access.errors)) if access.errors else RenderedTask(content=content)


def _environment(access: _ReadAccess) -> Environment:
    liquid = _Liquid(autoescape=True)
    for name in _NOT_IN_LIQUID:
        liquid.filters.pop(name, None)
    liquid.add_filter("grant_read_access", access)
    liquid.add_filter("to_json", _to_json)
    liquid.add_filter("skip_autoescape", _skip_autoescape)
    return liquid


def _to_json(value: object) -> str:
    """JSON that is still autoescaped, so that it can be used in an attribute."""
    return json.dumps(None if isinstance(value, Undefined) else value, default=str)


def _skip_autoescape(value: object) -> Markup:
    return Markup("" if isinstance(value, Undefined) or value is None else str(value))


def _as_json_is_written(value: Any) -> Any:
    if isinstance(value, dict):
        return _Object((name, _as_json_is_written(item)) for name, item in value.items())
    if isinstance(value, list):
        return _Array(map(_as_json_is_written, value))
    return value
