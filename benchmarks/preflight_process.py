"""Runs preflight in this process, and writes its peak memory to a file.

`python -m benchmarks.preflight_process FILE ARGUMENT...`
"""

import sys
from pathlib import Path

from benchmarks.peak_memory import peak_bytes
from ground_truth.command_line import main

if __name__ == "__main__":
    exit_status = main(["preflight", *sys.argv[2:]])
    Path(sys.argv[1]).write_text(str(peak_bytes()), encoding="ascii")
    sys.exit(exit_status)
