"""A text that is made at synthesis and travels with the application as a file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, BundlingOutput, DockerImage, ILocalBundling
from aws_cdk import aws_s3_assets as assets
from constructs import Construct


def text_asset(scope: Construct, construct_id: str, *, file_name: str, text: str) -> assets.Asset:
    """An asset with the text as its content, in UTF-8; another text is another object in S3."""
    return assets.Asset(
        scope,
        construct_id,
        # What is bundled has to be a folder that exists; nothing of it counts.
        path=str(Path(__file__).parent),
        asset_hash=hashlib.sha256(text.encode()).hexdigest(),
        asset_hash_type=AssetHashType.CUSTOM,
        bundling=BundlingOptions(
            # Never pulled: the local bundling below always succeeds.
            image=DockerImage.from_registry("not-used"),
            local=_WriteFile(file_name, text),
            output_type=BundlingOutput.SINGLE_FILE,
        ),
    )


@jsii.implements(ILocalBundling)
class _WriteFile:
    def __init__(self, name: str, content: str) -> None:
        self._name = name
        self._content = content

    def try_bundle(self, output_dir: str, *_options: Any, **_more_options: Any) -> bool:
        # CDK lets everyone write into the folder, for a container's user.
        Path(output_dir).chmod(0o755)
        file = Path(output_dir) / self._name
        file.write_text(self._content, encoding="utf-8", newline="\n")
        file.chmod(0o644)
        return True
