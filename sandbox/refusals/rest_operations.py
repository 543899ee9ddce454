"""Which operation a request of a REST protocol is for: the one whose method, path, query and headers it fits best."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl

from botocore.model import OperationModel, ServiceModel

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class RestRequest:
    """What tells operations apart."""

    method: str
    path: str
    query: Query
    headers: Mapping[str, str]


def operation_of(request: RestRequest, models: Sequence[ServiceModel]) -> str:
    """The name of the operation; empty when none fits."""
    found = [candidate for model in models for candidate in _fitting(request, model)]
    return max(found, key=lambda candidate: candidate.rank).name if found else ""


@dataclass(frozen=True)
class _Candidate:
    name: str
    rank: tuple[bool, int, int, bool]
    """Whether nothing is missing, how much of the request it explains; of two alike, the one that is not deprecated."""


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
    """The members that a request cannot be without, as they stand in the query or in a header."""
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
    """`/{Bucket}/{Key+}`: a part of the path for each name, the rest of it for one with a plus."""
    parts = re.split(r"(\{[^}]+\})", template)
    return re.compile("".join(_part(part) for part in parts) + "/?", re.DOTALL)


def _part(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    return ".+" if part.endswith("+}") else "[^/]+"
