"""Keys and sizes extracted from a page of XML: the same as botocore's result."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from moto.core.botocore_stubber import MockRawResponse

from lambda_handlers.dataset_manifest.object_pages import S3Key, objects_of, objects_picked
from tests.unit.lambda_handlers.dataset_manifest.crawled_account import IMAGES, CrawledAccount
from tests.unit.lambda_handlers.handler_account import REGION

KEYS = sorted(["a b+c", "größe/日本 😀", "<Key>a</Key>", "&amp;&lt;", "100%25", "a%20b", "line\nbreak", "\u2028", "/", "~!'()*"])


@pytest.fixture
def client() -> Iterator[Any]:
    s3 = boto3.client("s3", region_name=REGION)
    with objects_picked(s3):
        yield s3


def answer(client: Any, body: str) -> Any:
    """The client's result for an S3 response."""

    def respond(request: Any, **_: Any) -> AWSResponse:
        return AWSResponse(request.url, 200, HTTPHeaders(), MockRawResponse(body.encode()))

    client.meta.events.register_first("before-send.s3.ListObjectsV2", respond)
    return client.list_objects_v2(Bucket=IMAGES)


def test_any_key_is_read_as_botocore_reads_it(account: CrawledAccount, client: Any) -> None:
    account.put(*KEYS, body=b"content")
    account.put("nothing", body=b"")
    plain = boto3.client("s3", region_name=REGION).list_objects_v2(Bucket=IMAGES)
    page = client.list_objects_v2(Bucket=IMAGES)
    assert objects_of(page) == objects_of(plain) == [S3Key(item["Key"], item["Size"]) for item in plain["Contents"]]
    assert {found.key for found in objects_of(page)} == {*KEYS, "nothing"}
    assert "Contents" not in page
    for name in ("IsTruncated", "KeyCount", "Name", "MaxKeys"):
        assert page[name] == plain[name]


def test_what_follows_the_page_is_still_read(account: CrawledAccount, client: Any) -> None:
    account.put("a", "b", "c")
    page = client.list_objects_v2(Bucket=IMAGES, MaxKeys=2)
    assert [found.key for found in objects_of(page)] == ["a", "b"]
    assert page["IsTruncated"]
    following = client.list_objects_v2(Bucket=IMAGES, ContinuationToken=page["NextContinuationToken"])
    assert [found.key for found in objects_of(following)] == ["c"]


@pytest.mark.usefixtures("account")
def test_an_empty_page(client: Any) -> None:
    assert objects_of(client.list_objects_v2(Bucket=IMAGES, Prefix="none")) == []


@pytest.mark.usefixtures("account")
def test_an_error_stays_an_error(client: Any) -> None:
    with pytest.raises(client.exceptions.NoSuchBucket):
        client.list_objects_v2(Bucket="nobodys")


HEAD = '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>'
OBJECT = "<Contents><Key>a%20b</Key><Size>1</Size></Contents>"
ENCODED = "<EncodingType>url</EncodingType>"


@pytest.mark.parametrize(
    ("body", "picked"),
    [
        (f"{HEAD}{ENCODED}<KeyCount>1</KeyCount>{OBJECT}</ListBucketResult>", True),
        # In any order, with any other elements that S3 may add.
        (
            f"{HEAD}{ENCODED}<KeyCount>1</KeyCount><Contents><New><A>1</A></New><Size>1</Size><Key>a%20b</Key></Contents></ListBucketResult>",
            True,
        ),
        (f"{HEAD}{ENCODED}<KeyCount>2</KeyCount>{OBJECT}</ListBucketResult>", False),
        (f"{HEAD}{ENCODED}<KeyCount>1</KeyCount><Contents><Key>a%20b</Key><Size> 1 </Size></Contents></ListBucketResult>", False),
        (f"{HEAD}{ENCODED}{OBJECT}</ListBucketResult>", False),
        (f"{HEAD}<KeyCount>1</KeyCount><Contents><Key>a b</Key><Size>1</Size></Contents></ListBucketResult>", False),
    ],
)
def test_what_is_not_as_expected_is_left_to_botocore(client: Any, body: str, picked: bool) -> None:
    page = answer(client, body)
    assert ("Contents" not in page) == picked
    assert [found.key.replace("%20", " ") for found in objects_of(page)] == ["a b"]
    assert objects_of(page)[0].size == 1
