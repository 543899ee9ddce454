"""The code of a Lambda function out of single files, bundled on the machine that synthesizes, without Docker."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk import aws_lambda as lambda_

# Git may check them out with other line ends on another machine.
_TEXT = {".json", ".py"}


def bundled_files(files: Mapping[PurePosixPath, Path], *, source: Path) -> lambda_.Code:
    """Code with these files: path in the bundle -> local file. Its hash depends on the paths and the content alone.

    `source` is a folder that exists: CDK asks for one, and nothing of it is taken but `files`.
    """
    return lambda_.Code.from_asset(
        str(source),
        asset_hash=_content_hash(files),
        asset_hash_type=AssetHashType.CUSTOM,
        bundling=BundlingOptions(
            # CDK asks for an image even where the local bundling always succeeds and none is ever pulled.
            image=DockerImage.from_registry("not-used"),
            local=_CopyFiles(files),
        ),
    )


@jsii.implements(ILocalBundling)
class _CopyFiles:
    def __init__(self, files: Mapping[PurePosixPath, Path]) -> None:
        self._files = files

    def try_bundle(self, output_dir: str, *_options: Any, **_more_options: Any) -> bool:
        for path, source in self._files.items():
            target = Path(output_dir) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        return True


def _content_hash(files: Mapping[PurePosixPath, Path]) -> str:
    digest = hashlib.sha256()
    for path, source in sorted(files.items()):
        content = source.read_bytes()
        if path.suffix in _TEXT:
            content = content.replace(b"\r\n", b"\n")
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
