"""Runs the demo; exits with status 1 if anything is left in the account."""

import contextlib
import sys
import time
from collections.abc import Iterable

from demo.narration import Narrator
from demo.story import Story
from sandbox.inventory import Item, remaining
from sandbox.process import Sandbox


def main() -> int:
    """Run the demo in a new sandbox."""
    started = time.monotonic()
    narrator = Narrator()
    print("A Ground Truth environment, deployed by the real CDK CLI onto an AWS that runs on this machine.\n")
    with contextlib.ExitStack() as running:
        with narrator.step("Start the sandbox: an empty account, IAM enforced") as step:
            sandbox = running.enter_context(Sandbox())
            step.result = f"account {sandbox.account}, {sandbox.region}, {sandbox.endpoint}"
        story = Story(narrator, sandbox)
        deployed = story.tell()
        items = story.what_is_left()
    print(f"\nWhat now exists in the account, after {time.monotonic() - started:.0f} s:\n{_table(items)}")
    left = remaining(items)
    print(f"\ndemo: {deployed} resources deployed, {len(left)} left")
    return 1 if left else 0


def _table(items: Iterable[Item]) -> str:
    rows = [f"  {item.kind:<16} {item.name:<40} {item.status}{' (AWS keeps the record)' if item.is_record else ''}" for item in items]
    return "\n".join(row.rstrip() for row in rows) or "  nothing"


def _run() -> int | str:
    """The exit status, or a message if the demo cannot run."""
    try:
        return main()
    except KeyboardInterrupt:
        return "demo: interrupted; nothing is left running"
    except RuntimeError as error:
        return f"demo: {error}"


if __name__ == "__main__":
    sys.exit(_run())
