"""Python's garbage collection, and when it is not worth its time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """For loading code and service models: hundreds of thousands of objects that stay, through which the collector would go in vain.

    It is a tenth of a cold start.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
