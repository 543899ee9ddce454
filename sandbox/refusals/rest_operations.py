"""The operation of a REST request: the one that best matches method, path, query and headers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl

from botocore.model import OperationModel, ServiceModel

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class RestRequest:
    """The parts of a request that distinguish operations."""

    method: str
    path: str
    query: Query
    headers: Mapping[str, str]


def operation_of(request: RestRequest, models: Sequence[ServiceModel]) -> str:
    """The name of the operation; empty if none matches."""
    found = [candidate for model in models for candidate in _fitting(request, model)]
    return max(found, key=lambda candidate: candidate.rank).name if found else ""


@dataclass(frozen=True)
class _Candidate:
    name: str
    rank: tuple[bool, int, int, bool]
    """True if no required member is missing, the number of matching members and path characters, and True unless it is deprecated."""


def _fitting(request: RestRequest, model: ServiceModel) -> Iterator[_Candidate]:
    for name in model.operation_names:
        operation = model.operation_model(name)
        template, _, fixed = operation.http["requestUri"].partition("?")
        pairs = parse_qsl(fixed, keep_blank_values=True)
        required = [key in (request.query if place == "querystring" else request.headers) for place, key in _required(operation)]
        if (
            operation.http["method"] == request.method
            and _path_pattern(template).fullmatch(request.path)
            and all(key in request.query and (not value or value in request.query[key]) for key, value in pairs)
        ):
            rank = (all(required), len(pairs) + sum(required), len(re.sub(r"\{[^}]+\}", "", template)), not operation.deprecated)
            yield _Candidate(name, rank)


def _required(operation: OperationModel) -> Iterator[tuple[str, str]]:
    """The required members, as they appear in the query or in a header."""
    shape = operation.input_shape
    if shape is None:
        return
    for name in shape.required_members:
        place = shape.members[name].serialization
        if place.get("location") in ("querystring", "header"):
            key = place.get("name", name)
            yield place["location"], key if place["location"] == "querystring" else key.lower()


@cache
def _path_pattern(template: str) -> re.Pattern[str]:
    """`/{Bucket}/{Key+}`: one path segment per name, the rest of the path for one with a plus."""
    parts = re.split(r"(\{[^}]+\})", template)
    return re.compile("".join(_part(part) for part in parts) + "/?", re.DOTALL)


def _part(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    return ".+" if part.endswith("+}") else "[^/]+"
