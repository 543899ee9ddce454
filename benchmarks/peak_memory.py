"""The memory of a process."""

import resource
from pathlib import Path


def peak_bytes() -> int:
    """The peak resident memory of this process.

    Linux's own figure for a child process starts with its parent's memory.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        # On macOS, in bytes.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (peak,) = [line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:")]
    return int(peak.split()[1]) * 1024
