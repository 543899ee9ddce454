"""Small input data in every form that the task types read, for upload to an input bucket."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any

LABELS = ("Car", "Person")
FRAMES = 3
POSITION = {"x": 0.0, "y": 0.0, "z": 0.0}
HEADING = {"qx": 0.0, "qy": 0.0, "qz": 0.0, "qw": 1.0}

Objects = dict[str, bytes]
"""Key -> content."""


def labeling_objects(bucket: str) -> Objects:
    """All objects that the jobs of `job_kinds` read from the input bucket."""
    return {
        **{f"images/{number}.png": png() for number in range(3)},
        "images/notes.md": b"no image\n",
        **{f"clips/{number}.mp4": b"\0\0\0\x18ftypmp42" for number in range(2)},
        **{f"letters/{number}.txt": f"letter {number}\n".encode() for number in range(2)},
        **{f"frames/{number:04}.jpg": png() for number in range(FRAMES)},
        "sequences/video.json": document(video_sequence(bucket)),
        **{f"clouds/{number}.bin": struct.pack("<4f", 0.0, 1.0, 2.0, 0.5) for number in range(FRAMES)},
        "sequences/clouds.json": document(cloud_sequence(bucket)),
        **{f"manifests/{name}.manifest": lines(content) for name, content in manifests(bucket).items()},
        "masks/0.png": png(),
        "labels/0/SeqLabel.json": document({"tracking-annotations": []}),
    }


def manifests(bucket: str) -> Mapping[str, list[dict[str, Any]]]:
    """The manifests by name, with and without labels of an earlier job."""
    image = {"source-ref": f"s3://{bucket}/images/0.png"}
    video = {"source-ref": f"s3://{bucket}/sequences/video.json"}
    cloud = {"source-ref": f"s3://{bucket}/clouds/0.bin", "source-ref-metadata": cloud_metadata(bucket)}
    clouds = {"source-ref": f"s3://{bucket}/sequences/clouds.json"}
    sequence_labels = f"s3://{bucket}/labels/0/SeqLabel.json"
    return {
        "images": [image],
        "videos": [video],
        "clouds": [cloud],
        "cloud-sequences": [clouds],
        "boxed-images": [labeled(image, "boxes", BOXES, "object-detection", {"class-map": class_map(), "objects": [{"confidence": 0.9}]})],
        "segmented-images": [labeled(image, "masks-ref", f"s3://{bucket}/masks/0.png", "semantic-segmentation", COLORS)],
        "detected-videos": [labeled(video, "found-ref", sequence_labels, "video-object-detection", {"class-map": class_map()})],
        "tracked-videos": [labeled(video, "tracks-ref", sequence_labels, "video-object-tracking", {"class-map": class_map()})],
        "boxed-clouds": [labeled(cloud, "cuboids", {"annotations": []}, "point_cloud_object_detection", {"class_map": class_map()})],
        "tracked-clouds": [labeled(clouds, "tracks-ref", sequence_labels, "point_cloud_object_tracking", {"class-map": class_map()})],
        "segmented-clouds": [
            labeled(
                cloud,
                "points-ref",
                f"s3://{bucket}/masks/0.zlib",
                "point_cloud_single_frame_semantic_segmentation",
                {"color-map": {"0": {"class-name": "Car", "hex-color": "#2ca02c"}}},
            )
        ],
    }


BOXES = {
    "image_size": [{"width": 1, "height": 1, "depth": 3}],
    "annotations": [{"class_id": 0, "left": 0, "top": 0, "width": 1, "height": 1}],
}
COLORS = {
    "internal-color-map": {"0": {"class-name": "BACKGROUND", "hex-color": "#ffffff"}, "1": {"class-name": "Car", "hex-color": "#2ca02c"}}
}


def class_map() -> dict[str, str]:
    """Index -> label, as in output manifests."""
    return {str(index): label for index, label in enumerate(LABELS)}


def labeled(item: Mapping[str, Any], attribute: str, label: Any, kind: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """A line of an output manifest."""
    common = {
        "type": f"groundtruth/{kind}",
        "job-name": "labeling-job/earlier",
        "human-annotated": "yes",
        "creation-date": "2026-11-01T08:00:00.000000",
    }
    return {**item, attribute: label, f"{attribute}-metadata": {**common, **metadata}}


def video_sequence(bucket: str) -> dict[str, Any]:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/sms-video-create-manifest.html"""
    frames = [{"frame-no": number + 1, "frame": f"{number:04}.jpg"} for number in range(FRAMES)]
    return {"seq-no": 1, "prefix": f"s3://{bucket}/frames/", "number-of-frames": FRAMES, "frames": frames}


def cloud_sequence(bucket: str) -> dict[str, Any]:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/sms-point-cloud-multi-frame-input-data.html"""
    frames = [
        {
            "frame-no": number,
            "unix-timestamp": 1_566_861_644.0 + number,
            "frame": f"{number}.bin",
            "format": "binary/xyzi",
            "ego-vehicle-pose": {"position": POSITION, "heading": HEADING},
        }
        for number in range(FRAMES)
    ]
    return {"seq-no": 1, "prefix": f"s3://{bucket}/clouds/", "number-of-frames": FRAMES, "frames": frames}


def cloud_metadata(bucket: str) -> dict[str, Any]:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/sms-point-cloud-single-frame-input-data.html"""
    return {
        "format": "binary/xyzi",
        "unix-timestamp": 1_566_861_644.0,
        "ego-vehicle-pose": {"position": POSITION, "heading": HEADING},
        "prefix": f"s3://{bucket}/clouds/",
    }


def png() -> bytes:
    """One red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def document(content: Mapping[str, Any]) -> bytes:
    """JSON."""
    return json.dumps(content).encode()


def lines(content: list[dict[str, Any]]) -> bytes:
    """JSON Lines."""
    return "".join(json.dumps(line) + "\n" for line in content).encode()
