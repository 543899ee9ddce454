"""Memory and time of a batch's preflight by number of files: the actual command, on the sandbox."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.many_objects import SandboxOfManyObjects, put_objects
from sandbox.process import PROJECT, Sandbox

NUMBERS_OF_FILES = (1_000, 10_000, 100_000)
GOAL = 1.1
"""Maximum ratio of the peak with the most files to that with the fewest."""
_BUCKET = "preflight"
# Valid frames, and files with several findings each.
_BATCHES = {"good": ("cam1/frame_{:06}.jpg", b"frame"), "bad": ("cam 1/{:06}", b"")}


@dataclass(frozen=True, kw_only=True)
class PreflightRun:
    """One run: its input and its measurements."""

    batch: str
    files: int
    lines: int
    """Lines of the report."""
    seconds: float
    peak_bytes: int
    """Resident memory of the process, Python and boto3 included."""


def measure_preflight(numbers_of_files: Sequence[int] = NUMBERS_OF_FILES) -> list[PreflightRun]:
    """Check a good and a bad batch of each size, each in a separate process."""
    with SandboxOfManyObjects() as sandbox:
        client = sandbox.s3()
        client.create_bucket(Bucket=_BUCKET)
        return list(_runs(client, sandbox, numbers_of_files))


def _runs(client: object, sandbox: Sandbox, numbers_of_files: Sequence[int]) -> Iterator[PreflightRun]:
    for batch, (keys, body) in _BATCHES.items():
        for files in numbers_of_files:
            name = f"{batch}{files}"
            prefix = f"ground-truth-plus/input/cars/{name}/"
            put_objects(client, bucket=_BUCKET, keys=prefix + keys, count=files, body=body)
            yield _run(sandbox, batch=batch, name=name, files=files)


def _run(sandbox: Sandbox, *, batch: str, name: str, files: int) -> PreflightRun:
    where = ["--bucket", _BUCKET, "--project", "cars", "--batch", name, "--kind", "video_frames", "--data-classification", "internal"]
    report, peak = sandbox.folder / f"{name}.txt", sandbox.folder / f"{name}.peak"
    command = [sys.executable, "-m", "benchmarks.preflight_process", str(peak), *where, "--report", str(report)]
    environment = sandbox.environment() | {"PYTHONPATH": "constructs"}
    start = time.perf_counter()
    finished = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if finished.returncode not in (0, 1):
        raise RuntimeError(f"preflight of {name} ended with exit status {finished.returncode}:\n{finished.stderr}")
    with report.open(encoding="utf-8") as text:
        lines = sum(1 for _ in text)
    return PreflightRun(batch=batch, files=files, lines=lines, seconds=seconds, peak_bytes=int(peak.read_text(encoding="ascii")))
