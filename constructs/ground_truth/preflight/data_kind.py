"""The kinds of data that a project labels, and the file formats of each.

Sources: the developer guide's page on sharing data with Ground Truth Plus for videos and video frames ("currently accepts videos in .mp4
format", "video frames can be in .jpg, .jpeg, or .png format"). For the other kinds AWS documents no formats of Ground Truth Plus; here
they are those of Ground Truth (https://docs.aws.amazon.com/sagemaker/latest/dg/sms-supported-data-formats.html) and those in common use.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class DataKind(StrEnum):
    """The kinds of data that Ground Truth Plus projects are about."""

    IMAGE = "image"
    VIDEO = "video"
    """Files, folders of frames, or both."""
    VIDEO_FRAMES = "video_frames"
    """Folders of frames only."""
    TEXT = "text"
    AUDIO = "audio"
    POINT_CLOUD = "point_cloud"
    CUSTOM = "custom"
    """Anything: formats are not checked."""


IMAGES: Final = frozenset({".jpg", ".jpeg", ".png"})

OWN_FORMATS: Final[Mapping[DataKind, frozenset[str]]] = {
    DataKind.IMAGE: IMAGES,
    DataKind.VIDEO: frozenset({".mp4"}),
    DataKind.TEXT: frozenset({".csv", ".json", ".jsonl", ".manifest", ".txt", ".xml"}),
    DataKind.AUDIO: frozenset({".flac", ".m4a", ".mp3", ".ogg", ".wav"}),
    DataKind.POINT_CLOUD: frozenset({".bin", ".las", ".laz", ".pcd", ".ply", ".txt"}),
}
"""Kind -> the extensions that tell it, in lower case."""

ACCEPTED: Final[Mapping[DataKind, frozenset[str]]] = {
    **OWN_FORMATS,
    DataKind.VIDEO: OWN_FORMATS[DataKind.VIDEO] | IMAGES,
    DataKind.VIDEO_FRAMES: IMAGES,
    # Camera images and sequence files lie beside the clouds.
    DataKind.POINT_CLOUD: OWN_FORMATS[DataKind.POINT_CLOUD] | IMAGES | {".json"},
}
"""Kind -> extensions in lower case. CUSTOM has none: everything is accepted."""

NOT_DOCUMENTED: Final[Mapping[str, frozenset[str]]] = {
    "a video": frozenset({".avi", ".m4v", ".mkv", ".mov", ".mpeg", ".mpg", ".ogv", ".webm", ".wmv"}),
    "an image": frozenset({".bmp", ".gif", ".heic", ".svg", ".tif", ".tiff", ".webp"}),
}
"""Formats that are certainly videos or images, and that the documentation about videos and frames does not list."""
