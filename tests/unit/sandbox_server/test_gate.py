"""The gate: only requests signed with an issued key, and the few that AWS also accepts unsigned."""

import hashlib
import hmac
import http.client
import io
import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore import UNSIGNED
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from sandbox.process import Sandbox
from sandbox.root_keys import RootKeys
from tests.unit.sandbox_server.conftest import zipped
from tests.unit.sandbox_server.policies import ACCOUNT, BUCKET, REGION, allow, client_with

REFUSALS = {
    "AccessDenied",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "InvalidToken",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture
def ask(sandbox: Sandbox) -> Ask:
    """Send a request exactly as given."""

    def call(method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        context = ssl.create_default_context(cafile=str(sandbox.certificate.certificate))
        connection = http.client.HTTPSConnection("127.0.0.1", sandbox.port, timeout=30, context=context)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body or None, headers=named)
        answer = connection.getresponse()
        read = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return read

    return call


@pytest.fixture
def sign(sandbox: Sandbox) -> Callable[..., dict[str, str]]:
    """Headers that sign a root user's request."""

    def headers(method: str, path: str, body: bytes = b"", *, service: str = "s3", **others: str) -> dict[str, str]:
        request = AWSRequest(method, f"{sandbox.endpoint}{path}", data=body, headers=others | {"Host": f"127.0.0.1:{sandbox.port}"})
        keys = sandbox.keys
        SigV4Auth(Credentials(keys.access_key, keys.secret_access_key), service, REGION).add_auth(request)
        return dict(request.headers.items())

    return headers


def client_of(sandbox: Sandbox, service: str, key: str, secret: str, token: str | None = None) -> Any:
    keys = {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret} | ({"AWS_SESSION_TOKEN": token} if token else {})
    return client_with(sandbox, service, keys)


def refused(call: Callable[[], Any]) -> str:
    with pytest.raises(ClientError) as raised:
        call()
    code: str = raised.value.response["Error"]["Code"]
    assert code in REFUSALS
    return code


CALLS = {
    "sts": lambda client: client.get_caller_identity(),
    "s3": lambda client: client.list_buckets(),
    "sagemaker": lambda client: client.list_workforces(),
    "cloudformation": lambda client: client.list_stacks(),
    "lambda": lambda client: client.list_functions(),
    "cognito-idp": lambda client: client.list_user_pools(MaxResults=1),
    "iam": lambda client: client.list_users(),
    "sqs": lambda client: client.list_queues(),
}


@pytest.mark.parametrize("service", CALLS)
def test_only_the_keys_that_were_given_out_open(sandbox: Sandbox, service: str) -> None:
    keys = sandbox.keys
    CALLS[service](client_of(sandbox, service, keys.access_key, keys.secret_access_key))
    strangers = [
        ("test", "test"),
        (ACCOUNT, "test"),
        ("999999999999", "test"),
        (keys.access_key, "test"),
        (keys.access_key, keys.access_key),
        ("AKIAIOSFODNN7EXAMPLE", keys.secret_access_key),
    ]
    for key, secret in strangers:
        refused(lambda key=key, secret=secret: CALLS[service](client_of(sandbox, service, key, secret)))  # type: ignore[misc]


def test_every_sandbox_has_keys_of_its_own() -> None:
    made = {RootKeys.create() for _ in range(50)}
    assert len({keys.access_key for keys in made}) == len({keys.secret_access_key for keys in made}) == 50
    assert made.pop().secret_access_key not in repr(RootKeys.create())


@pytest.fixture
def user(client: Callable[[str], Any], number: Iterator[int]) -> dict[str, str]:
    """The key of an IAM user with all permissions."""
    name = f"user-{next(number)}"
    client("iam").create_user(UserName=name)
    document = json.dumps({"Version": "2012-10-17", "Statement": [allow("*", "*")]})
    client("iam").put_user_policy(UserName=name, PolicyName="all", PolicyDocument=document)
    key: dict[str, str] = client("iam").create_access_key(UserName=name)["AccessKey"]
    return key


def test_the_key_of_a_user_works_with_its_own_secret(sandbox: Sandbox, user: dict[str, str], client: Callable[[str], Any]) -> None:
    key = user["AccessKeyId"]
    own = client_of(sandbox, "sts", key, user["SecretAccessKey"])
    assert own.get_caller_identity()["Arn"].endswith(user["UserName"])
    refused(client_of(sandbox, "sts", key, sandbox.keys.secret_access_key).get_caller_identity)
    refused(client_of(sandbox, "sts", key, user["SecretAccessKey"], token="any").get_caller_identity)
    client("iam").update_access_key(UserName=user["UserName"], AccessKeyId=key, Status="Inactive")
    refused(own.get_caller_identity)


def test_a_session_needs_its_own_token(sandbox: Sandbox, client: Callable[[str], Any], make_role: Callable[..., str]) -> None:
    arn = make_role([allow("s3:ListAllMyBuckets", "*")])
    one, other = (client("sts").assume_role(RoleArn=arn, RoleSessionName="session")["Credentials"] for _ in range(2))
    key, secret = one["AccessKeyId"], one["SecretAccessKey"]
    client_of(sandbox, "s3", key, secret, one["SessionToken"]).list_buckets()
    refused(client_of(sandbox, "s3", key, secret).list_buckets)
    refused(client_of(sandbox, "s3", key, secret, other["SessionToken"]).list_buckets)
    refused(client_of(sandbox, "s3", key, other["SecretAccessKey"], one["SessionToken"]).list_buckets)


def test_a_signature_covers_the_whole_request(ask: Ask, sign: Callable[..., dict[str, str]], s3: Any) -> None:
    path, body = f"/{BUCKET}/signed", b"as it was signed"
    signed = sign("PUT", path, body, **{"X-Amz-Content-SHA256": hashlib.sha256(body).hexdigest()})
    assert ask("PUT", path, body, **signed).status == 200
    for method, changed_path, changed_body, headers in [
        ("PUT", path, b"something else", signed),
        ("PUT", f"{path}-else", body, signed),
        ("DELETE", path, body, signed),
        ("PUT", f"{path}?acl", body, signed),
        ("PUT", path, body, signed | {"X-Amz-Acl": "public-read"}),
        ("PUT", path, body, signed | {"X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"}),
    ]:
        assert ask(method, changed_path, changed_body, **headers).status == 403
    assert s3.get_object(Bucket=BUCKET, Key="signed")["Body"].read() == body


def test_a_signature_grows_old(ask: Ask, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    for minutes, status in ((0, 200), (-20, 403), (20, 403)):
        request = AWSRequest("GET", f"{sandbox.endpoint}/", headers={"Host": f"127.0.0.1:{sandbox.port}"})
        then = datetime.now(UTC) + timedelta(minutes=minutes)
        monkeypatch.setattr("botocore.auth.get_current_datetime", lambda then=then: then)
        SigV4Auth(Credentials(sandbox.keys.access_key, sandbox.keys.secret_access_key), "s3", REGION).add_auth(request)
        assert ask("GET", "/", **dict(request.headers.items())).status == status


def relative(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("version", ["s3v4", "s3"])
def test_presigned_urls(ask: Ask, sandbox: Sandbox, s3: Any, version: str) -> None:
    s3.put_object(Bucket=BUCKET, Key="presigned", Body=b"seen")
    keys = sandbox.exports()
    signer = client_with(sandbox, "s3", keys, config=Config(signature_version=version))
    parameters = {"Bucket": BUCKET, "Key": "presigned"}
    read = relative(signer.generate_presigned_url("get_object", Params=parameters))
    assert ask("GET", read).body == b"seen"
    write = relative(signer.generate_presigned_url("put_object", Params=parameters))
    assert ask("PUT", write, b"written").status == 200
    for method, url in [
        ("PUT", read),
        ("GET", read.replace("presigned", "many.jsonl", 1)),
        ("GET", read[:-1] + ("a" if read[-1] != "a" else "b")),
        ("GET", read.replace(keys["AWS_ACCESS_KEY_ID"], "AKIAIOSFODNN7EXAMPLE")),
        ("GET", relative(signer.generate_presigned_url("get_object", Params=parameters, ExpiresIn=-5))),
    ]:
        assert ask(method, url).status in (400, 403), url
    short = relative(signer.generate_presigned_url("get_object", Params=parameters, ExpiresIn=1))
    time.sleep(2.1)
    assert ask("GET", short).status == 403


def test_forms_that_a_browser_uploads(ask: Ask, s3: Any) -> None:
    post = s3.generate_presigned_post(BUCKET, "form")

    def form(fields: Mapping[str, str]) -> bytes:
        parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
        return ("".join(parts) + '--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nuploaded\r\n--x--\r\n').encode()

    def status(fields: Mapping[str, str]) -> int:
        return ask("POST", f"/{BUCKET}", form(fields), Content_Type="multipart/form-data; boundary=x").status

    assert status(post["fields"]) == 204
    assert s3.get_object(Bucket=BUCKET, Key="form")["Body"].read() == b"uploaded"
    assert status({"key": "form"}) == 403
    signature = next(name for name in post["fields"] if name.lower() in ("x-amz-signature", "signature"))
    assert status(post["fields"] | {signature: "0" * 64}) == 403
    assert status(post["fields"] | {"policy": "e30="}) == 403
    for path in ("/", f"/{BUCKET}/below", "/_ministack/reset"):
        assert ask("POST", path, form(post["fields"]), Content_Type="multipart/form-data; boundary=x").status == 403


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(s3={"payload_signing_enabled": True}),
        Config(request_checksum_calculation="when_required"),
    ],
)
def test_uploads_of_boto3(sandbox: Sandbox, s3: Any, config: Config) -> None:
    uploading = client_with(sandbox, "s3", sandbox.exports(), config=config)
    for name, content in (("small", b"x"), ("large", b"0123456789abcdef" * 600_000)):
        uploading.upload_fileobj(io.BytesIO(content), BUCKET, name)
        assert s3.get_object(Bucket=BUCKET, Key=name)["Body"].read() == content


def test_uploads_in_signed_chunks(ask: Ask, sign: Callable[..., dict[str, str]], sandbox: Sandbox, s3: Any) -> None:
    """As the SDKs for Java send them: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html."""
    path, content = f"/{BUCKET}/chunks", b"in one chunk"
    payload = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
    extra = {"X-Amz-Content-SHA256": payload, "X-Amz-Decoded-Content-Length": str(len(content)), "Content-Encoding": "aws-chunked"}
    headers = sign("PUT", path, **extra)
    date, scope = headers["X-Amz-Date"], headers["Authorization"].split("Credential=")[1].split(",")[0].partition("/")[2]
    key = f"AWS4{sandbox.keys.secret_access_key}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()

    def body(sent: bytes) -> bytes:
        previous, chunks = headers["Authorization"].rpartition("Signature=")[2], b""
        for signed, chunk in ((content, sent), (b"", b"")):
            digests = [hashlib.sha256(value).hexdigest() for value in (b"", signed)]
            text = "\n".join(["AWS4-HMAC-SHA256-PAYLOAD", date, scope, previous, *digests])
            previous = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
            chunks += f"{len(chunk):x};chunk-signature={previous}\r\n".encode() + chunk + b"\r\n"
        return chunks

    assert ask("PUT", path, body(content), **headers).status == 200
    assert s3.get_object(Bucket=BUCKET, Key="chunks")["Body"].read() == content
    assert ask("PUT", path, body(b"in two chunk"), **headers).status == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("HEAD", "/"),
        ("OPTIONS", "/"),
        ("GET", f"/{BUCKET}"),
        ("GET", f"/{BUCKET}/many.jsonl"),
        ("PUT", f"/{BUCKET}/planted"),
        ("GET", "/health"),
        ("GET", "/_ministack/health"),
        ("GET", "/_ministack/ready"),
        ("GET", "/_localstack/health"),
        ("POST", "/_ministack/reset"),
        ("POST", "/_ministack/config"),
        ("GET", "/_ministack/ses/messages"),
        ("GET", "/_ministack/sqs/messages"),
        ("POST", "/_ministack/rds/iam-auth"),
        ("POST", "/_ministack/eks-auth/x"),
        ("PUT", "/_ministack/cfn-response/guessed"),
        ("PUT", "/_ministack/cfn-signal/guessed"),
        ("POST", "/_sandbox/complete-labeling-job"),
        ("POST", "/2015-03-31/functions/function-0/invocations"),
        ("POST", "/?Action=GetCallerIdentity&Version=2011-06-15"),
        ("POST", "/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=a&RoleSessionName=b&WebIdentityToken=c"),
        ("POST", "/?Action=AssumeRoleWithSAML&Version=2011-06-15&RoleArn=a&PrincipalArn=b&SAMLAssertion=c"),
        ("GET", "/us-east-1_none/.well-known/jwks.json"),
        ("GET", f"/{BUCKET}/.well-known/jwks.json"),
        ("GET", "/v2/_catalog"),
        ("GET", "/iceberg/v1/config"),
        ("GET", "//_ministack/health"),
    ],
)
def test_nothing_else_is_answered_without_a_signature(ask: Ask, client: Callable[[str], Any], s3: Any, method: str, path: str) -> None:
    functions = len(client("lambda").list_functions()["Functions"])
    answer = ask(method, path)
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers
    assert len(client("lambda").list_functions()["Functions"]) == functions
    assert s3.head_bucket(Bucket=BUCKET)


def test_only_the_sandboxs_own_key_opens_what_aws_does_not_have(
    ask: Ask, sandbox: Sandbox, sign: Callable[..., dict[str, str]], user: dict[str, str]
) -> None:
    assert ask("GET", "/_ministack/health", **sign("GET", "/_ministack/health")).status == 200
    request = AWSRequest("GET", f"{sandbox.endpoint}/_ministack/health", headers={"Host": f"127.0.0.1:{sandbox.port}"})
    SigV4Auth(Credentials(user["AccessKeyId"], user["SecretAccessKey"]), "s3", REGION).add_auth(request)
    assert ask("GET", "/_ministack/health", **dict(request.headers.items())).status == 403


def test_code_is_downloaded_from_where_its_description_says(
    ask: Ask, client: Callable[[str], Any], make_function: Callable[..., str]
) -> None:
    arn = make_function("def handler(event, context): pass")
    location = relative(client("lambda").get_function(FunctionName=arn)["Code"]["Location"])
    assert ask("GET", location).body.startswith(b"PK")
    assert ask("GET", location.partition("?")[0]).status == 403
    published = client("lambda").publish_layer_version(LayerName="downloaded", Content={"ZipFile": zipped({"a": "b"})})
    assert ask("GET", relative(published["Content"]["Location"])).body.startswith(b"PK")


def test_signing_in_with_cognito_needs_no_key(ask: Ask, sandbox: Sandbox, client: Callable[[str], Any]) -> None:
    cognito = client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="gate")["UserPool"]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    app = cognito.create_user_pool_client(UserPoolId=pool, ClientName="gate", ExplicitAuthFlows=flows)["UserPoolClient"]["ClientId"]
    cognito.admin_create_user(UserPoolId=pool, Username="ann", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username="ann", Password="Correct-horse-1", Permanent=True)
    nobody = client_with(sandbox, "cognito-idp", sandbox.exports(), config=Config(signature_version=UNSIGNED))
    password = {"USERNAME": "ann", "PASSWORD": "Correct-horse-1"}
    signed_in = nobody.initiate_auth(AuthFlow="USER_PASSWORD_AUTH", ClientId=app, AuthParameters=password)
    assert signed_in["AuthenticationResult"]["AccessToken"]
    refused(lambda: nobody.admin_get_user(UserPoolId=pool, Username="ann"))
    refused(lambda: nobody.list_user_pools(MaxResults=1))
    keys = ask("GET", f"/{pool}/.well-known/jwks.json")
    assert json.loads(keys.body)["keys"]
    assert "access-control-allow-origin" not in keys.headers
    assert ask("GET", f"/oauth2/authorize?client_id={app}&response_type=code").status != 403
    target = {"X_Amz_Target": "AWSCognitoIdentityProviderService.InitiateAuth"}
    for path in ("/_ministack/reset", "/?Action=ListUsers", f"/{BUCKET}"):
        assert b"MissingAuthenticationToken" in ask("POST", path, b"{}", **target).body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:443", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", ""])
def test_another_host_is_refused(ask: Ask, sandbox: Sandbox, client: Callable[[str], Any], host: str) -> None:
    pool = client("cognito-idp").create_user_pool(PoolName="host")["UserPool"]["Id"]
    path = f"/{pool}/.well-known/jwks.json"
    assert ask("GET", path).status == 200
    assert ask("GET", path, Host=f"localhost:{sandbox.port}").status == 200
    assert ask("GET", path, Host=host).status == 403
    request = AWSRequest("GET", f"{sandbox.endpoint}/", headers={"Host": host or "x"})
    SigV4Auth(Credentials(sandbox.keys.access_key, sandbox.keys.secret_access_key), "s3", REGION).add_auth(request)
    assert ask("GET", "/", **dict(request.headers.items())).status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1"])
def test_a_page_of_another_origin_is_refused(ask: Ask, sandbox: Sandbox, sign: Callable[..., dict[str, str]], origin: str) -> None:
    assert ask("GET", "/", **sign("GET", "/")).status == 200
    assert ask("GET", "/", **sign("GET", "/"), Origin=origin).status == 403
    assert ask("GET", "/", **sign("GET", "/"), Origin=sandbox.endpoint).status == 200
    target = {"X_Amz_Target": "AWSCognitoIdentityProviderService.InitiateAuth", "Content_Type": "application/x-amz-json-1.1"}
    assert ask("POST", "/", b"{}", **target, Origin=origin).status == 403
    assert ask("POST", "/oauth2/token", b"", Origin=origin).status == 403


def test_a_page_that_a_bucket_names_may_ask_that_bucket(ask: Ask, s3: Any, number: Iterator[int]) -> None:
    bucket, page = f"shared-{next(number)}", "https://portal.example"
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="image", Body=b"pixels")
    rule = {"AllowedMethods": ["GET"], "AllowedOrigins": [page]}
    s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})
    url = relative(s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "image"}))
    answer = ask("GET", url, Origin=page)
    assert (answer.status, answer.body, answer.headers["access-control-allow-origin"]) == (200, b"pixels", page)
    preflight = {"Access_Control_Request_Method": "GET"}
    assert ask("OPTIONS", f"/{bucket}/image", Origin=page, **preflight).headers["access-control-allow-origin"] == page
    assert ask("GET", f"/{bucket}/image", Origin=page).status == 403
    assert ask("GET", url, Origin="https://evil.example").status == 403
    for origin, method, path in [
        ("https://evil.example", "GET", f"/{bucket}/image"),
        (page, "PUT", f"/{bucket}/image"),
        (page, "GET", f"/{BUCKET}/many.jsonl"),
        (page, "GET", "/"),
    ]:
        answer = ask("OPTIONS", path, Origin=origin, Access_Control_Request_Method=method)
        assert answer.status == 403
        assert "access-control-allow-origin" not in answer.headers


def test_no_page_may_read_an_answer_that_no_bucket_shares(ask: Ask, sign: Callable[..., dict[str, str]]) -> None:
    for service, path in (("s3", "/"), ("sts", "/?Action=GetCallerIdentity&Version=2011-06-15")):
        answer = ask("GET", path, **sign("GET", path, service=service))
        assert answer.status == 200
        assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_no_sockets(ask: Ask) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert ask("GET", "/_aws/execute-api/any/stage", **upgrade).status == 403
