"""Download locations of function and layer code: presigned URLs, as in GetFunction and GetLayerVersion."""

from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from ministack.core.responses import get_account_id, get_region
from ministack.services import lambda_svc

from sandbox.root_keys import RootKeys
from sandbox.settings import own_endpoint

EXPIRES_SECONDS = 600
"""https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCodeLocation.html"""


def install() -> None:
    """Replace MiniStack's URLs, which anyone can guess."""
    lambda_svc._presigned_code_url = lambda name: _presigned(f"lambda-code/{get_account_id()}/{get_region()}/{name}")
    lambda_svc._layer_content_url = lambda name, version: _presigned(
        f"lambda-layers/{get_account_id()}/{get_region()}/{name}/{version}/content"
    )


def _presigned(path: str) -> str:
    keys = RootKeys.of_server()
    request = AWSRequest(method="GET", url=f"{own_endpoint()}/_ministack/{path}")
    S3SigV4QueryAuth(Credentials(keys.access_key, keys.secret_access_key), "s3", get_region(), expires=EXPIRES_SECONDS).add_auth(request)
    return str(request.url)
