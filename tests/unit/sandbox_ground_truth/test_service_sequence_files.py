"""Sequence files and point cloud frames: read with the role, and validated line by line."""

import json
from typing import Any

import pytest

from sandbox.ground_truth.point_cloud_frames import frame_mistakes
from tests.unit.conformance.rows import conformance, documented

Job = dict[str, Any]
POSE = {"position": {"x": 0, "y": 0.5, "z": 0}, "heading": {"qx": 0, "qy": 0, "qz": 0, "qw": 1}}
IMAGE = {"image-path": "0.jpg", "unix-timestamp": 1.5, "fx": 1, "fy": 1, "cx": 1, "cy": 1, **POSE}
START = "ClientError: The input manifest names 1 invalid sequence files: 's3://reviews-data/input/sequence.json': "


def video_sequence(**changes: Any) -> Job:
    frames = [{"frame-no": 0, "frame": "0.jpg"}, {"frame-no": "1", "frame": "1.jpg", "unix-timestamp": 1566861644}]
    return {"seq-no": 1, "prefix": "s3://reviews-data/input/frames/", "number-of-frames": 2, "frames": frames} | changes


def point_cloud_sequence(**changes: Any) -> Job:
    frame = {"frame-no": 0, "unix-timestamp": 1566861644.75, "frame": "0.bin", "format": "binary/xyzi", "ego-vehicle-pose": POSE}
    return video_sequence(**{"number-of-frames": 1, "frames": [{**frame, "images": [IMAGE]}]} | changes)


@pytest.fixture
def tracking_job(frame_job: Job, use_functions: Any) -> Job:
    """A valid request for a point cloud object tracking, except for its sequence file."""
    task = frame_job["HumanTaskConfig"]
    task.update(use_functions("3DPointCloudObjectTracking"))
    task["UiConfig"] = {"HumanTaskUiArn": "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/PointCloudObjectTracking"}
    return frame_job


def test_a_good_video_sequence_is_taken(start: Any, frame_job: Job, bucket: Any) -> None:
    bucket.put("input/sequence.json", json.dumps(video_sequence()))
    assert start(frame_job)["LabelingJobStatus"] == "InProgress"


@conformance(
    "Video sequence files are read with the role and validated, at most 2,000 frames; an invalid one fails the job",
    documented("developer guide, Create a Video Frame Sequence File; that the job fails is the stricter reading"),
)
@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"seq-no": "1"}, "seq-no must be a whole number"),
        ({"prefix": "s3://reviews-data/input/frames"}, "prefix 's3://reviews-data/input/frames' must be s3://bucket/folder/"),
        ({"prefix": "frames/"}, "prefix 'frames/' must be s3://bucket/folder/"),
        ({"frames": []}, "frames must be a list of frames that is not empty"),
        ({"frames": ["0.jpg"]}, "frames must be a list of frames"),
        ({"number-of-frames": 3}, "number-of-frames is 3, but it has 2 frames"),
        ({"number-of-frames": 1, "frames": [{"frame-no": 1}]}, "frame 1 must have the name of its file as frame"),
        ({"number-of-frames": 1, "frames": [{"frame": "0.jpg"}]}, "frame 1 must have a frame-no"),
        (
            {"number-of-frames": 2_001, "frames": [{"frame-no": 1, "frame": "0.jpg"}] * 2_001},
            "it has 2001 frames; at most 2000 are allowed",
        ),
    ],
)
def test_a_bad_video_sequence_fails_the_job(failure: Any, frame_job: Job, bucket: Any, changes: Job, mistake: str) -> None:
    bucket.put("input/sequence.json", json.dumps(video_sequence(**changes)))
    assert failure(frame_job).startswith(START + mistake)


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        ("no json", "it is not JSON"),
        ("[]", "it is not a JSON object"),
        ('{"seq-no": Infinity}', "it is not JSON (JSON has no Infinity)"),
        ("[" * 100_000, "it is not JSON (it is nested too deeply)"),
    ],
)
def test_a_sequence_file_is_a_json_object(failure: Any, frame_job: Job, bucket: Any, content: str, mistake: str) -> None:
    bucket.put("input/sequence.json", content)
    assert failure(frame_job).startswith(START + mistake)


def test_a_sequence_file_must_exist(failure: Any, frame_job: Job, bucket: Any) -> None:
    bucket.s3.delete_object(Bucket=bucket.name, Key="input/sequence.json")
    role = "arn:aws:iam::123456789012:role/labeling"
    expected = f"it could not be read with role {role}: it must exist and the role must be allowed s3:GetObject (NoSuchKey)"
    assert failure(frame_job) == START + expected


def test_the_bucket_of_the_frames_needs_cors_too(sagemaker: Any, frame_job: Job, bucket: Any, refused: Any) -> None:
    bucket.s3.create_bucket(Bucket="other-frames", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    bucket.put("input/sequence.json", json.dumps(video_sequence(prefix="s3://other-frames/a/")))
    assert "the bucket 'other-frames'" in refused("ValidationException", sagemaker.create_labeling_job, **frame_job)


def test_a_good_point_cloud_sequence_is_taken(start: Any, tracking_job: Job, bucket: Any) -> None:
    bucket.put("input/sequence.json", json.dumps(point_cloud_sequence()))
    assert start(tracking_job)["LabelingJobStatus"] == "InProgress"


@conformance(
    "Point cloud sequence files are read with the role and validated, at most 500 frames; an invalid one fails the job",
    documented("developer guide, sms-point-cloud-multi-frame-input-data; that the job fails is the stricter reading"),
)
@pytest.mark.parametrize(
    ("frames", "mistake"),
    [
        ([{"frame": "0.bin"}], "frame 1: unix-timestamp must be a number"),
        ([{"unix-timestamp": 1}], "frame 1 must have the name of its file as frame"),
        ([{"frame": "0.bin", "unix-timestamp": 1}] * 501, "it has 501 frames; at most 500 are allowed"),
    ],
)
def test_a_bad_point_cloud_sequence_fails_the_job(failure: Any, tracking_job: Job, bucket: Any, frames: list[Job], mistake: str) -> None:
    bucket.put("input/sequence.json", json.dumps(point_cloud_sequence(**{"number-of-frames": len(frames), "frames": frames})))
    assert failure(tracking_job).startswith(START + mistake)


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({}, None),
        ({"unix-timestamp": True}, "unix-timestamp must be a number"),
        ({"format": "binary/xyza"}, "format 'binary/xyza' must be one of binary/xyz, binary/xyzi"),
        ({"prefix": "s3://b/k"}, "prefix 's3://b/k' must be s3://bucket/folder/"),
        ({"ego-vehicle-pose": {"position": POSE["position"]}}, "heading of ego-vehicle-pose must have the numbers qx, qy, qz, qw"),
        ({"images": {}}, "images must be a list of images"),
        ({"images": [IMAGE] * 9}, "it has 9 images; at most 8 are allowed"),
        ({"images": [{**IMAGE, "image-path": 1}]}, "an image must have an image-path"),
        ({"images": [{**IMAGE, "fx": "1"}]}, "fx of an image must be a number"),
        ({"images": [{**IMAGE, "camera-model": "mirror"}]}, "camera-model 'mirror' of an image must be one of pinhole, fisheye"),
        ({"images": [{**IMAGE, "position": {}}]}, "position of an image must have the numbers x, y, z"),
    ],
)
def test_point_cloud_frames_have_rules(changes: Job, mistake: str | None) -> None:
    found = list(frame_mistakes({"unix-timestamp": 1.5, "images": [IMAGE]} | changes))
    if mistake is None:
        assert found == []
    else:
        assert len({text for text in found if text.startswith(mistake)}) == len(set(found)) == 1
