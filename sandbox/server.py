"""The server process: MiniStack and the Ground Truth service on one port; `python -m sandbox.server`.

It is configured by environment variables (sandbox/settings.py), since MiniStack reads them at import.
"""

import asyncio
import asyncio.constants
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.core import lambda_runtime

from sandbox.entry_point import application

_TLS_GOODBYE_SECONDS = 0.2
_REMOVAL_SECONDS = 10.0


def main() -> None:
    """Serve until SIGTERM, SIGINT or the end of standard input, which signals the parent's exit."""
    # A client that keeps its connection open does not answer the TLS shutdown, and asyncio would wait half a minute for it.
    asyncio.constants.SSL_SHUTDOWN_TIMEOUT = _TLS_GOODBYE_SECONDS
    threading.Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(_serve())


async def _serve() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)

    async def until_stopped() -> None:
        await stopped.wait()

    await serve(application(), _configuration(), shutdown_trigger=until_stopped)


def _configuration() -> Config:
    configuration = Config()
    configuration.bind = [f"{os.environ['BIND_HOST']}:{os.environ['GATEWAY_PORT']}"]
    configuration.certfile = os.environ["MINISTACK_SSL_CERT"]
    configuration.keyfile = os.environ["MINISTACK_SSL_KEY"]
    configuration.keep_alive_timeout = 75
    configuration.graceful_timeout = 1
    return configuration


def _end_with_parent() -> None:
    """Exit with the parent. A killed parent cleans up nothing: its folder, and the functions in this process group, go with the server."""
    sys.stdin.buffer.read()
    # First stop everything that could write to the folder while it is removed.
    lambda_runtime.reset()
    folder, deadline = Path(os.environ["TMPDIR"]), time.monotonic() + _REMOVAL_SECONDS
    while folder.exists() and time.monotonic() < deadline:
        shutil.rmtree(folder, ignore_errors=True)
    os.killpg(os.getpgid(0), signal.SIGKILL)


if __name__ == "__main__":
    main()
