"""The assets of the Lambda functions as `cdk deploy` uploads them, created by the CDK."""

import io
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Size of the zip file in bytes.
LIMIT = 100_000


@dataclass(frozen=True, kw_only=True)
class Asset:
    """The unpacked asset in `folder`, and its size in bytes as a zip file."""

    folder: Path
    files: int
    bytes: int
    zipped_bytes: int


def synthesize_assets(folder: Path, modules: Sequence[str]) -> dict[str, Asset]:
    """Synthesize a stack with the functions of some handlers, and return their code in the cloud assembly: module -> asset."""
    os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")
    import aws_cdk as cdk
    from aws_cdk import aws_lambda as lambda_

    from ground_truth.functions.handler_code import entry_point, handler_code

    app = cdk.App(outdir=str(folder), analytics_reporting=False)
    stack = cdk.Stack(app, "Benchmark")
    for module in modules:
        code, handler = handler_code(module), entry_point(module)
        lambda_.Function(stack, f"Function {module}", runtime=lambda_.Runtime.PYTHON_3_13, handler=handler, code=code)
    app.synth()
    return read_assets(folder)


def read_assets(cloud_assembly: Path) -> dict[str, Asset]:
    """The assets of our handlers in a cloud assembly, by the handler's module."""
    return {module: _asset(folder) for module, folder in _folders(cloud_assembly)}


def _folders(cloud_assembly: Path) -> Iterator[tuple[str, Path]]:
    for template in cloud_assembly.rglob("*.template.json"):
        for resource in json.loads(template.read_text(encoding="utf-8"))["Resources"].values():
            package, _, rest = resource.get("Properties", {}).get("Handler", "").partition(".")
            if resource["Type"] == "AWS::Lambda::Function" and package == "lambda_handlers":
                key: str = resource["Properties"]["Code"]["S3Key"]
                yield rest.removesuffix(".handler"), cloud_assembly / f"asset.{key.removesuffix('.zip')}"


def _asset(folder: Path) -> Asset:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Asset(
        folder=folder, files=len(files), bytes=sum(path.stat().st_size for path in files), zipped_bytes=_zipped_bytes(folder, files)
    )


def _zipped_bytes(folder: Path, files: list[Path]) -> int:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.write(path, path.relative_to(folder))
    return len(buffer.getvalue())
