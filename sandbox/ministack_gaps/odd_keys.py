"""Keys that XML cannot represent, in the listing of object versions.

With EncodingType=url, keys, prefixes and markers are percent-encoded; MiniStack writes them as is, so that a key with a control
character makes the response unparseable.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
"""

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import unescape

from ministack.services import s3

_ENCODED = re.compile(rb"<(Key|Prefix|Delimiter|KeyMarker|NextKeyMarker)>(.*?)</\1>", re.DOTALL)


def install() -> None:
    """Wrap the listing of versions."""
    listed = s3._list_object_versions

    def list_and_encode(bucket: str, query_params: Mapping[str, Any]) -> Any:
        status, headers, body = listed(bucket, query_params)
        if status >= 400 or s3._qp(query_params, "encoding-type") != "url":
            return status, headers, body
        encoded = _ENCODED.sub(_encode, body)
        return status, headers, encoded.replace(b"<IsTruncated>", b"<EncodingType>url</EncodingType><IsTruncated>", 1)

    s3._list_object_versions = list_and_encode


def _encode(found: re.Match[bytes]) -> bytes:
    # The serializer writes carriage returns and line feeds as is.
    text = unescape(found[2].decode(), {"&#10;": "\n", "&#13;": "\r", "&quot;": '"'})
    return b"<%b>%b</%b>" % (found[1], s3._url_encode(text).encode(), found[1])
