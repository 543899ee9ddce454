"""The environment variables of the sandbox: what its server runs with, and what points a client at it."""

import os
from collections.abc import Mapping
from pathlib import Path

from sandbox.certificate import Certificate
from sandbox.root_keys import RootKeys

DEFAULT_ACCOUNT = "123456789012"
DEFAULT_REGION = "us-east-1"
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
# What Node.js trusts beside its own roots, and what clients of AWS trust, which all talk to the sandbox: its certificate alone, since each
# client reads the file anew, and a machine's roots take a hundred times as long.
_CERTIFICATE_VARIABLES = ("NODE_EXTRA_CA_CERTS", "AWS_CA_BUNDLE")
# What other clients trust in place of the machine's roots.
_BUNDLE_VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
TRUST_VARIABLES = (*_CERTIFICATE_VARIABLES, *_BUNDLE_VARIABLES)
# Names a JSON object with settings of the Ground Truth service, for the server.
GROUND_TRUTH_SETTINGS = "GROUND_TRUTH_SETTINGS"
# "true" makes the server deploy templates without the properties that MiniStack ignores.
ALLOW_IGNORED_PROPERTIES = "SANDBOX_ALLOW_IGNORED_PROPERTIES"


def endpoint(port: int) -> str:
    """The URL of the sandbox; an address, not a name, so that S3 clients address buckets by path."""
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
        # A shared configuration file of the reader could name a profile, a role or another endpoint.
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        # The CDK CLI asks nobody but the sandbox.
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "CDK_DISABLE_VERSION_CHECK": "1",
        "CDK_NOTICES": "false",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        **_trust(certificate),
    }


def without_credentials(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment less every AWS variable, so that nothing of the reader's own account reaches the sandbox."""
    return {name: value for name, value in environment.items() if not name.startswith(("AWS_", "CDK_DEFAULT_"))}


def server_environment(
    *, port: int, account: str, region: str, certificate: Certificate, folder: Path, project: Path, keys: RootKeys
) -> dict[str, str]:
    """What the server process runs with; Lambda functions inherit none of it (sandbox/functions)."""
    # Not all of them: MiniStack has variables of its own that a reader may have set for another one.
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
        # The host in the ResponseURL of a custom resource; must match the certificate.
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
        # Where MiniStack keeps private keys and files; by itself in places under /tmp that every user knows.
        "STATE_DIR": str(folder / "state"),
        "S3_DATA_DIR": str(folder / "objects"),
    }


def _trust(certificate: Certificate) -> dict[str, str]:
    """Set, never defaulted: a machine may already point these somewhere else."""
    alone = dict.fromkeys(_CERTIFICATE_VARIABLES, str(certificate.certificate))
    return alone | dict.fromkeys(_BUNDLE_VARIABLES, str(certificate.bundle))


def own_endpoint() -> str:
    """The URL of the sandbox, as the server itself knows it."""
    return endpoint(int(os.environ["GATEWAY_PORT"]))
