"""Runs in a separate process, which stands for a new Lambda environment: imports a handler, passes it an event twice, reports the times.

Started as a script by `benchmarks.cold_start`: it imports nothing from this package, so that nothing is loaded in advance.
"""

import importlib
import json
import logging
import sys
import time
from typing import Any


class Context:
    """Lambda's context of a function with all of its time left."""

    log_stream_name = "2026/01/01/[$LATEST]0123456789abcdef"
    aws_request_id = "5b478206-481e-4d5a-8b7e-000000000002"

    def get_remaining_time_in_millis(self) -> int:
        return 840_000


def main(module: str) -> None:
    event = json.load(sys.stdin)
    again = json.loads(json.dumps(event))
    # Lambda's runtime adds a handler to the root logger before it imports a function.
    logging.basicConfig(level=logging.WARNING)
    wall, processor = time.perf_counter(), time.process_time()
    handler: Any = importlib.import_module(module).handler
    handler(event, Context())
    cold = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
    wall = time.perf_counter()
    handler(again, Context())
    print(json.dumps({**cold, "warm": time.perf_counter() - wall}))


if __name__ == "__main__":
    main(sys.argv[1])
