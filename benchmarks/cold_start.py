"""Cold starts of a handler and of a bare handler, alternating, each in a separate process.

Measured from before the import of the handler's module until the response to its first event. The start of the interpreter
is excluded: it is the same for both, and would improve the ratio.

As in Lambda, where a function's folder is read-only and the asset has no .pyc files, the code of both is compiled at every
start; boto3 and the standard library are compiled in advance.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.aws_stub import AwsStub
from benchmarks.custom_resource_events import MeasuredEvent

_SCRIPT = Path(__file__).with_name("new_process.py")
_BARE_HANDLERS = Path(__file__).with_name("bare_handlers")


@dataclass(frozen=True, kw_only=True)
class Run:
    """Seconds in one process: until the first response, of processor time until then, and for the same event again."""

    wall: float
    processor: float
    warm: float


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Pairs of runs of the handler and of the bare handler; `calls` are the AWS calls that both made."""

    event: MeasuredEvent
    calls: Sequence[str]
    ours: Sequence[Run]
    bare: Sequence[Run]

    def ratio(self, seconds: Callable[[Run], float]) -> float:
        """The median of the handler's runs over the median of the bare handler's."""
        return statistics.median(map(seconds, self.ours)) / statistics.median(map(seconds, self.bare))

    def spread(self, seconds: Callable[[Run], float]) -> tuple[float, float]:
        """The quartiles of the pairs' ratios."""
        ratios = [seconds(ours) / seconds(bare) for ours, bare in zip(self.ours, self.bare, strict=True)]
        lower, _, upper = statistics.quantiles(ratios, n=4)
        return lower, upper


def compare(event: MeasuredEvent, *, asset: Path, pairs: int) -> Comparison:
    """Run handler and bare handler alternately. Raises RuntimeError unless both succeed and make the same calls in the same order."""
    ours: list[Run] = []
    bare: list[Run] = []
    with AwsStub(event.script, stack_status=event.stack_status) as stub:
        # The first pair reads the files from disk, and does not count.
        for _ in range(pairs + 1):
            ours.append(_run(f"lambda_handlers.{event.package}", event, folder=asset, stub=stub))
            bare.append(_run(event.package, event, folder=_BARE_HANDLERS, stub=stub))
        calls = stub.events[0]
        if any(other != calls for other in stub.events):
            raise RuntimeError(f"{event.package}: the handlers compared make different calls: {stub.events[0]} and {stub.events[2]}")
    return Comparison(event=event, calls=calls, ours=ours[1:], bare=bare[1:])


def _run(module: str, event: MeasuredEvent, *, folder: Path, stub: AwsStub) -> Run:
    answered = len(stub.answers)
    process = subprocess.run(
        # -B: writes no .pyc files. -P: does not search the script's folder for modules.
        [sys.executable, "-B", "-P", str(_SCRIPT), module],
        input=json.dumps(event.payload(stub.endpoint)),
        env=_environment(folder, stub),
        capture_output=True,
        text=True,
        check=False,
    )
    reasons = [answer["Reason"] for answer in stub.answers[answered:] if answer["Status"] != "SUCCESS"]
    if process.returncode or reasons:
        raise RuntimeError(f"{module} failed: {'; '.join(reasons) or process.stderr}")
    return Run(**json.loads(process.stdout.splitlines()[-1]))


def _environment(folder: Path, stub: AwsStub) -> dict[str, str]:
    """Lambda's environment variables, and the stub in place of AWS; without the user's AWS settings."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(folder),
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SESSION_TOKEN": "testing",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_ENDPOINT_URL": stub.endpoint,
        "CUSTOM_RESOURCE_RESPONSE_ENDPOINT": stub.endpoint,
        "NO_PROXY": "127.0.0.1",
    }
