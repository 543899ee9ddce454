"""What a labeling job labels: the manifest, wherever it comes from.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-input-data-input-manifest.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, BundlingOutput, DockerImage, ILocalBundling
from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from ground_truth.data_bucket import DataBucket
from ground_truth.s3_object import S3Object


class Dataset:
    """A manifest: `from_manifest_file` and `from_text_file` travel with `cdk deploy`, `in_bucket` is uploaded by someone else."""

    def __init__(self, locate: Callable[[Construct], S3Object]) -> None:
        self._locate = locate

    @classmethod
    def from_manifest_file(cls, path: Path) -> Dataset:
        """A local manifest, content-addressed: another content is another object, and with it another job."""
        return cls(lambda scope: S3Object.of_asset(assets.Asset(scope, "Manifest", path=str(path))))

    @classmethod
    def from_text_file(cls, path: Path) -> Dataset:
        """A local UTF-8 text file, one object to label per line; empty lines are none."""
        return cls(lambda scope: S3Object.of_asset(_manifest_of_lines(scope, path)))

    @classmethod
    def in_bucket(cls, bucket: DataBucket, key: str) -> Dataset:
        """A manifest that is in the bucket by the time the job is deployed."""
        return cls(lambda _scope: S3Object.in_bucket(bucket, key))

    def locate(self, scope: Construct) -> S3Object:
        """Where the manifest is, with an asset made in `scope` when it travels with the application."""
        return self._locate(scope)


def _manifest_of_lines(scope: Construct, path: Path) -> assets.Asset:
    lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    manifest = "".join(json.dumps({"source": line}, ensure_ascii=False) + "\n" for line in lines)
    return assets.Asset(
        scope,
        "Manifest",
        # What is bundled has to be a folder; nothing of it but the text file counts.
        path=str(path.parent),
        asset_hash=hashlib.sha256(manifest.encode()).hexdigest(),
        asset_hash_type=AssetHashType.CUSTOM,
        bundling=BundlingOptions(
            # Never pulled: the local bundling below always succeeds.
            image=DockerImage.from_registry("not-used"),
            local=_WriteFile("dataset.manifest", manifest),
            output_type=BundlingOutput.SINGLE_FILE,
        ),
    )


@jsii.implements(ILocalBundling)
class _WriteFile:
    def __init__(self, name: str, content: str) -> None:
        self._name = name
        self._content = content

    def try_bundle(self, output_dir: str, *_options: Any, **_more_options: Any) -> bool:
        (Path(output_dir) / self._name).write_text(self._content, encoding="utf-8")
        return True
