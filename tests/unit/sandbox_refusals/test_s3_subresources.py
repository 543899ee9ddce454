"""Subresources that MiniStack ignores in a query are refused before it does something else instead."""

import inspect
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import botocore.session
import pytest
from botocore.exceptions import ClientError
from ministack.services import s3

from sandbox.ministack_gaps.bucket_reports import SUBRESOURCES
from sandbox.refusals.s3_subresources import LACKING


def test_those_are_what_ministack_never_names() -> None:
    model = botocore.session.get_session().get_service_model("s3")
    queries = [model.operation_model(name).http["requestUri"].partition("?")[2] for name in model.operation_names]
    subresources = {name for query in queries for name in parse_qs(query, keep_blank_values=True)} - {"list-type", "x-id", "select-type"}
    source = inspect.getsource(s3)
    assert {name for name in subresources if f'"{name}"' not in source} == LACKING | SUBRESOURCES.keys()


def test_a_bucket_is_not_deleted_instead_of_its_metadata(client: Callable[[str], Any], engine: Any) -> None:
    with pytest.raises(ClientError) as raised:
        client("s3").delete_bucket_metadata_configuration(Bucket="data")
    assert engine.asked == 0
    error = raised.value.response["Error"]
    assert error["Code"] == "NotImplemented"
    assert error["Message"].startswith("DeleteBucketMetadataConfiguration of s3: the sandbox does not have this operation.")


def test_other_services_may_ask_so(client: Callable[[str], Any], engine: Any) -> None:
    engine.answers(200, "application/json", b"{}")
    client("iot").meta.events.register_first("before-sign", lambda request, **_: request.params.update(metadataConfiguration="1"))
    client("iot").list_things()
    assert engine.asked == 1
