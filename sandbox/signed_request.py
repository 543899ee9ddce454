"""A request that no AWS client supports, signed with the exported keys and sent to a sandbox."""

import ssl
import urllib.request
from collections.abc import Mapping
from http.client import HTTPResponse

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def send(
    exports: Mapping[str, str], method: str, path: str, body: bytes = b"", *, service: str = "sagemaker", timeout: float = 60.0
) -> HTTPResponse:
    """The response; `exports` are the variables that point a client at the sandbox. Raises urllib.error.HTTPError, URLError."""
    signed = AWSRequest(method=method, url=f"{exports['AWS_ENDPOINT_URL']}{path}", data=body)
    credentials = Credentials(exports["AWS_ACCESS_KEY_ID"], exports["AWS_SECRET_ACCESS_KEY"], exports.get("AWS_SESSION_TOKEN"))
    SigV4Auth(credentials, service, exports["AWS_REGION"]).add_auth(signed)
    request = urllib.request.Request(str(signed.url), data=body, headers=dict(signed.headers.items()), method=method)
    # Without proxy: the sandbox is on this machine.
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}),
        urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=exports["AWS_CA_BUNDLE"])),
    )
    answer: HTTPResponse = opener.open(request, timeout=timeout)
    return answer
