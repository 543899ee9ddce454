"""The memory that a process took."""

import resource
from pathlib import Path


def peak_bytes() -> int:
    """The most resident memory that this process ever had.

    Linux's own account of a child process begins with the memory of the process that started it.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        # Of macOS, which counts in bytes.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (peak,) = [line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:")]
    return int(peak.split()[1]) * 1024
