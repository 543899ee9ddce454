"""The asset of the Lambda functions: what `cdk deploy` uploads, made by CDK itself."""

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

# Bytes of the zip file.
LIMIT = 100_000


@dataclass(frozen=True, kw_only=True)
class Asset:
    """The unpacked asset in `folder`, and its size in bytes as a zip file."""

    folder: Path
    files: int
    bytes: int
    zipped_bytes: int


def synthesize_asset(folder: Path) -> Asset:
    """Synthesize a stack with a function of the handlers' code, and find the code in the cloud assembly."""
    os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")
    import aws_cdk as cdk
    from aws_cdk import aws_lambda as lambda_

    from ground_truth.handler_code import handler_code

    app = cdk.App(outdir=str(folder), analytics_reporting=False)
    stack = cdk.Stack(app, "Benchmark")
    lambda_.Function(
        stack, "Function", runtime=lambda_.Runtime.PYTHON_3_13, handler="lambda_handlers.workteam.handler", code=handler_code()
    )
    app.synth()
    return read_asset(folder)


def read_asset(cloud_assembly: Path) -> Asset:
    """The handlers' asset in a cloud assembly."""
    (folder,) = {package.parent for package in cloud_assembly.glob("asset.*/lambda_handlers")}
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
