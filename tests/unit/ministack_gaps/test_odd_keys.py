"""ListObjectVersions of the sandbox's S3, with keys that XML cannot represent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from ministack.core import responses
from ministack.services import s3

from sandbox.ministack_gaps import odd_keys

KEYS = ["a b+c%2F<&>'\"", "a\x10b.jpg", "carriage\rreturn\nline", "größe/日本", "not\uffffa character"]


@pytest.fixture
def objects(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The objects of a new bucket; S3 has the addition during the test."""
    monkeypatch.setattr(s3, "_list_object_versions", s3._list_object_versions)
    responses.set_request_account_id("123456789012")
    responses.set_request_region("us-east-1")
    odd_keys.install()
    assert s3._create_bucket("labels", b"", {})[0] == 200
    yield s3._buckets["labels"]["objects"]
    s3._buckets.pop("labels", None)


def listing(**asked: str) -> ElementTree.Element:
    status, _, body = s3._list_object_versions("labels", {name.replace("_", "-"): [value] for name, value in asked.items()})
    assert status == 200
    return ElementTree.fromstring(body)


def found(root: ElementTree.Element, name: str) -> list[str]:
    return [unquote(element.text or "") for element in root.iter(f"{{{s3.S3_NS}}}{name}")]


def put(objects: dict[str, Any], *keys: str) -> None:
    for key in keys:
        objects[key] = {"last_modified": "2026-11-28T00:00:00.000Z", "etag": '"e"', "size": 0}


def test_every_key_is_listed_as_it_is(objects: dict[str, Any]) -> None:
    put(objects, *KEYS)
    root = listing(encoding_type="url")
    assert found(root, "Key") == sorted(KEYS)
    assert found(root, "EncodingType") == ["url"]


def test_pages_go_on_after_such_a_key(objects: dict[str, Any]) -> None:
    put(objects, "a\x10b", "a\x11b")
    root = listing(encoding_type="url", max_keys="1", prefix="a\x10")
    assert found(root, "Prefix") == ["a\x10"]
    root = listing(encoding_type="url", max_keys="1")
    (marker,) = found(root, "NextKeyMarker")
    assert marker == "a\x10b"
    assert found(listing(encoding_type="url", key_marker=marker), "Key") == ["a\x11b"]


def test_a_caller_that_does_not_ask_gets_keys_unencoded(objects: dict[str, Any]) -> None:
    put(objects, "a b+c")
    root = listing()
    assert [element.text for element in root.iter(f"{{{s3.S3_NS}}}Key")] == ["a b+c"]
    assert found(root, "EncodingType") == []
