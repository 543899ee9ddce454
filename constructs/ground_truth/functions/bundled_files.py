"""The code of a Lambda function out of single files, bundled on the machine that synthesizes, without Docker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk import aws_lambda as lambda_

# Git may check them out with other line ends on another machine.
_TEXT = {".json", ".py"}


Files = Mapping[PurePosixPath, Path]
Read = Callable[[Path], bytes]


def bundled_files(files: Files, *, source: Path, read: Read = Path.read_bytes) -> lambda_.Code:
    """Code with these files: path in the bundle -> local file. Its hash depends on the paths and the content alone.

    `source`: any folder that exists, since CDK requires one; only `files` are taken. `read`: returns the content of a file to bundle.
    """
    return lambda_.Code.from_asset(
        str(source),
        asset_hash=_content_hash(files, read),
        asset_hash_type=AssetHashType.CUSTOM,
        bundling=BundlingOptions(
            # CDK asks for an image even where the local bundling always succeeds and none is ever pulled.
            image=DockerImage.from_registry("not-used"),
            local=_WriteFiles(files, read),
        ),
    )


@jsii.implements(ILocalBundling)
class _WriteFiles:
    def __init__(self, files: Files, read: Read) -> None:
        self._files = files
        self._read = read

    def try_bundle(self, output_dir: str, *_options: Any, **_more_options: Any) -> bool:
        folder = Path(output_dir)
        # CDK lets everyone write into it, for a container's user, and leaves it so.
        folder.chmod(0o755)
        for path, file in self._files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self._read(file))
        # Whatever the umask: they travel with the files.
        for made in folder.rglob("*"):
            made.chmod(0o755 if made.is_dir() else 0o644)
        return True


def _content_hash(files: Files, read: Read) -> str:
    digest = hashlib.sha256()
    for path, file in sorted(files.items()):
        content = read(file)
        if path.suffix in _TEXT:
            content = content.replace(b"\r\n", b"\n")
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
