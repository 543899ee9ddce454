"""The code of the custom resources' functions: our handlers, the rules they share with the constructs, and crhelper.

It is bundled on the machine that synthesizes, without Docker.
"""

import hashlib
import importlib.util
import shutil
from pathlib import Path
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk import aws_lambda as lambda_

import labeling_rules
from ground_truth.packaged_files import handlers_folder

# Code, and the facts that labeling_rules reads.
_SUFFIXES = {".json", ".py"}


def handler_code() -> lambda_.Code:
    """One asset for all functions; its hash depends on the names and the content of the files alone."""
    packages = _packages()
    return lambda_.Code.from_asset(
        str(handlers_folder()),
        asset_hash=_content_hash(packages),
        asset_hash_type=AssetHashType.CUSTOM,
        bundling=BundlingOptions(
            # CDK asks for an image even where the local bundling always succeeds and none is ever pulled.
            image=DockerImage.from_registry("not-used"),
            local=_CopyPackages(packages),
        ),
    )


@jsii.implements(ILocalBundling)
class _CopyPackages:
    """Copies whole packages to the root of the bundle."""

    def __init__(self, packages: dict[str, Path]) -> None:
        self._packages = packages

    def try_bundle(self, output_dir: str, *_options: Any, **_more_options: Any) -> bool:
        for name, folder in self._packages.items():
            for source in _source_files(folder):
                target = Path(output_dir) / name / source.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        return True


def _packages() -> dict[str, Path]:
    """Import name -> folder of every package in the bundle. boto3 is the Lambda runtime's own."""
    crhelper = importlib.util.find_spec("crhelper")
    if crhelper is None or crhelper.origin is None:
        raise ModuleNotFoundError("crhelper is not installed; it travels with the Lambda functions: install requirements.txt")
    return {
        "crhelper": Path(crhelper.origin).parent,
        "labeling_rules": Path(labeling_rules.__file__).parent,
        "lambda_handlers": handlers_folder(),
    }


def _source_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in _SUFFIXES)


def _content_hash(packages: dict[str, Path]) -> str:
    digest = hashlib.sha256()
    for name, folder in sorted(packages.items()):
        for source in _source_files(folder):
            content = source.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{name}/{source.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
