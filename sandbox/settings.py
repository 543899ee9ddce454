"""The sandbox's environment variables: the server's configuration, and the variables that point clients at it."""

import os
from collections.abc import Mapping
from pathlib import Path

from sandbox.certificate import Certificate
from sandbox.root_keys import RootKeys

DEFAULT_ACCOUNT = "123456789012"
DEFAULT_REGION = "us-east-1"
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
# Extra CAs of Node.js, and the CAs of AWS clients, which talk only to the sandbox: just its certificate, since each client
# reads the file anew, and the machine's root certificates take a hundred times as long.
_CERTIFICATE_VARIABLES = ("NODE_EXTRA_CA_CERTS", "AWS_CA_BUNDLE")
# For other clients, in place of the machine's root certificates.
_BUNDLE_VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
TRUST_VARIABLES = (*_CERTIFICATE_VARIABLES, *_BUNDLE_VARIABLES)
# A JSON object with settings of the Ground Truth service, for the server.
GROUND_TRUTH_SETTINGS = "GROUND_TRUTH_SETTINGS"
# "true" makes the server deploy templates without the properties that MiniStack ignores.
ALLOW_IGNORED_PROPERTIES = "SANDBOX_ALLOW_IGNORED_PROPERTIES"


def endpoint(port: int) -> str:
    """The sandbox's URL; an IP address rather than a name, so that S3 clients use path-style addresses."""
    return f"https://127.0.0.1:{port}"


def client_environment(*, port: int, account: str, region: str, certificate: Certificate, keys: RootKeys) -> dict[str, str]:
    """The variables that point any AWS client at the sandbox: the CDK CLI, boto3, the AWS CLI, an SDK."""
    return {
        "AWS_ENDPOINT_URL": endpoint(port),
        **keys.variables(),
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "CDK_DEFAULT_ACCOUNT": account,
        "CDK_DEFAULT_REGION": region,
        # The user's shared configuration file could set a profile, a role or another endpoint.
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        # The CDK CLI contacts no other host.
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "CDK_DISABLE_VERSION_CHECK": "1",
        "CDK_NOTICES": "false",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        **_trust(certificate),
    }


def without_credentials(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without AWS variables, so that nothing from the user's own account reaches the sandbox."""
    return {name: value for name, value in environment.items() if not name.startswith(("AWS_", "CDK_DEFAULT_"))}


def server_environment(
    *, port: int, account: str, region: str, certificate: Certificate, folder: Path, project: Path, keys: RootKeys
) -> dict[str, str]:
    """The server's environment; Lambda functions inherit none of it (sandbox/functions)."""
    # Not all of them: the user may have set MiniStack variables for another instance.
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {
        **inherited,
        **_trust(certificate),
        **keys.variables(),
        "AUTH": "true",
        "USE_SSL": "1",
        "MINISTACK_SSL_CERT": str(certificate.certificate),
        "MINISTACK_SSL_KEY": str(certificate.key),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        # The host in a custom resource's ResponseURL; must match the certificate.
        "MINISTACK_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LAMBDA_EXECUTOR": "local",
        "MINISTACK_ACCOUNT_ID": account,
        "MOTO_ACCOUNT_ID": account,
        "MINISTACK_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_REGION": region,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "PYTHONPATH": str(project),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(folder),
        # MiniStack's private keys and files; by default in predictable places under /tmp.
        "STATE_DIR": str(folder / "state"),
        "S3_DATA_DIR": str(folder / "objects"),
    }


def _trust(certificate: Certificate) -> dict[str, str]:
    """The trust variables. Always set: the machine may point them elsewhere."""
    alone = dict.fromkeys(_CERTIFICATE_VARIABLES, str(certificate.certificate))
    return alone | dict.fromkeys(_BUNDLE_VARIABLES, str(certificate.bundle))


def own_endpoint() -> str:
    """The sandbox's URL, as known to the server."""
    return endpoint(int(os.environ["GATEWAY_PORT"]))
