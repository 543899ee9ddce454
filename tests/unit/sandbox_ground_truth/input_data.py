"""Data objects of every kind, and the headers of images, which are all that is read."""

import struct
from typing import Any

from sandbox.ground_truth.task_types import LabelFile, TaskType

IMAGE = {"source-ref": "s3://reviews-data/input/cat.png"}
TEXT = {"source": " Paris is big."}
SEQUENCE = {"source-ref": "s3://reviews-data/input/seq.json"}
CLOUD: dict[str, Any] = {"source-ref": "s3://reviews-data/input/cloud.bin", "source-ref-metadata": {"unix-timestamp": 1}}
INSTRUCTIONS = {"instructions": {"shortInstruction": "a", "fullInstruction": "b"}}


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)


def jpeg(width: int, height: int) -> bytes:
    segment = b"\xff\xe0" + struct.pack(">H", 4) + b"JF"
    return b"\xff\xd8" + segment + b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 3) + bytes(20)


def line_for(task_type: TaskType) -> dict[str, Any]:
    """A data object of a task type that audits no labels."""
    if task_type.works_on_sequences:
        return SEQUENCE
    if task_type.label_file is LabelFile.POINT_CLOUD:
        return CLOUD
    return TEXT if "source" in task_type.source_keys else IMAGE
