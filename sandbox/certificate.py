"""The sandbox's self-signed TLS certificate, and the CA bundles that make clients trust it."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Certificate:
    """PEM files: the certificate, its key, and a bundle of the machine's root certificates plus this one."""

    certificate: Path
    key: Path
    bundle: Path


def create_certificate(folder: Path) -> Certificate:
    """Create a certificate for 127.0.0.1 and localhost, valid for two days, with the `openssl` command.

    Raises RuntimeError if openssl is missing or fails.
    """
    if shutil.which("openssl") is None:
        raise RuntimeError("the sandbox needs the `openssl` command to create its certificate: install OpenSSL 1.1.1 or newer")
    certificate, key, bundle = folder / "server.crt", folder / "server.key", folder / "bundle.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command += ["-addext", "basicConstraints=critical,CA:FALSE"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        raise RuntimeError(f"openssl could not create the sandbox's certificate: {finished.stderr.strip()}")
    key.chmod(0o600)
    bundle.write_bytes(_system_roots() + certificate.read_bytes())
    return Certificate(certificate, key, bundle)


def _system_roots() -> bytes:
    """The machine's root certificates: a variable that names a bundle replaces the default store instead of adding to it."""
    paths = ssl.get_default_verify_paths()
    for candidate in (paths.cafile, paths.openssl_cafile):
        if candidate and Path(candidate).is_file():
            return Path(candidate).read_bytes() + b"\n"
    return b""
