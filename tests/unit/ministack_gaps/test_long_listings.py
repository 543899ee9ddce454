"""ListObjectsV2 of the sandbox's S3 with cached key order: the same results as MiniStack's."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ministack.core import responses
from ministack.services import s3

from sandbox.ministack_gaps import long_listings

Collect = Callable[[dict[str, Any], str, str, int, str], Any]


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collect]:
    """MiniStack's own listing; its S3 has the addition during the test."""
    collect: Collect = s3._collect_list_entries
    monkeypatch.setattr(s3, "_collect_list_entries", collect)
    monkeypatch.setattr(s3, "_create_bucket", s3._create_bucket)
    responses.set_request_account_id("123456789012")
    responses.set_request_region("us-east-1")
    long_listings.install()
    yield collect
    s3._buckets.pop("frames", None)


@pytest.fixture
def objects(plain: Collect) -> dict[str, Any]:
    """The objects of a new bucket."""
    assert plain is not s3._collect_list_entries
    assert s3._create_bucket("frames", b"", {})[0] == 200
    found: dict[str, Any] = s3._buckets["frames"]["objects"]
    return found


def test_every_page_is_ministacks(plain: Collect, objects: dict[str, Any]) -> None:
    chance = random.Random(1)
    for _ in range(500):
        objects["".join(chance.choice("ab/-é") for _ in range(chance.randrange(1, 6)))] = {}
    for _ in range(2000):
        prefix, after = ("".join(chance.choice("ab/-é") for _ in range(chance.randrange(4))) for _ in range(2))
        arguments = (prefix, chance.choice(["", "", "/"]), chance.choice([0, 1, 7, 1000]), after)
        assert s3._collect_list_entries(objects, *arguments) == plain(dict(objects), *arguments), arguments


def test_keys_that_come_and_go_are_listed_and_not(objects: dict[str, Any]) -> None:
    def listed() -> list[str]:
        contents: list[str] = s3._collect_list_entries(objects, "", "", 1000, "")[0]
        return contents

    objects["b"] = {}
    assert listed() == ["b"]
    objects["a"] = {}
    assert listed() == ["a", "b"]
    del objects["b"]
    objects["c"] = {}
    assert listed() == ["a", "c"]
    assert objects.pop("a") == {}
    assert objects.pop("a", None) is None
    objects["c"] = {"size": 1}
    assert listed() == ["c"]
    objects.update({"d": {}})
    objects.pop("c")
    assert listed() == ["d"]
