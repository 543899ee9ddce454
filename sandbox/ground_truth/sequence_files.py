"""Sequence files of video frame and point cloud tracking tasks: each data object of the manifest is one.

A missing or invalid sequence file fails the job; AWS's behavior is undocumented. Sources: developer guide, "Create a Video
Frame Sequence File", "Create a Point Cloud Sequence Input Manifest", "Input Data Quotas".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.job_role import JobRole, reason_of
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.point_cloud_frames import frame_mistakes, is_folder
from sandbox.ground_truth.s3_location import S3Location
from sandbox.ground_truth.task_types import LabelFile, TaskType
from sandbox.json_text import parsed

_MOST_FRAMES = {LabelFile.VIDEO_FRAMES: 2_000, LabelFile.POINT_CLOUD: 500}
_SHOWN_ERRORS = 5


@dataclass(frozen=True, kw_only=True)
class SequenceReading:
    """The sequence files that a manifest names."""

    prefixes: tuple[str, ...] = ()
    """The locations of the frames."""
    errors: tuple[str, ...] = ()

    @property
    def buckets(self) -> frozenset[str]:
        """The buckets of the frames."""
        return frozenset(S3Location.of_folder(prefix, member="prefix").bucket for prefix in self.prefixes)

    def require_good(self) -> None:
        """Raise InvalidInputError if a file is unusable."""
        if self.errors:
            shown = "; ".join(self.errors[:_SHOWN_ERRORS])
            raise InvalidInputError(f"The input manifest names {len(self.errors)} invalid sequence files: {shown}")


def read_sequences(role: JobRole, lines: Iterable[Mapping[str, Any]], *, task_type: TaskType) -> SequenceReading:
    """Read the sequence file of every line, and collect the mistakes."""
    prefixes, errors = [], []
    for line in lines:
        uri = line["source-ref"]
        try:
            prefixes.append(read_sequence(role, uri, task_type=task_type)["prefix"])
        except InvalidInputError as broken:
            errors.append(f"'{uri}': {broken}")
    return SequenceReading(prefixes=tuple(prefixes), errors=tuple(errors))


def read_sequence(role: JobRole, uri: str, *, task_type: TaskType) -> Mapping[str, Any]:
    """A valid sequence file. Raises InvalidInputError."""
    location = S3Location.of_object(uri, member="source-ref")
    try:
        content: bytes = role.client("s3").get_object(Bucket=location.bucket, Key=location.key)["Body"].read()
        document = parsed(content)
    except (ClientError, BotoCoreError) as refused:
        raise InvalidInputError(
            f"it could not be read with role {role.arn}: it must exist and the role must be allowed s3:GetObject ({reason_of(refused)})"
        ) from refused
    except ValueError as broken:
        raise InvalidInputError(f"it is not JSON ({broken})") from broken
    if not isinstance(document, dict):
        raise InvalidInputError("it is not a JSON object")
    for mistake in _mistakes(document, task_type):
        raise InvalidInputError(mistake)
    return document


def _mistakes(document: Mapping[str, Any], task_type: TaskType) -> Iterator[str]:
    if not _is_whole(document.get("seq-no")):
        yield "seq-no must be a whole number"
    if not is_folder(document.get("prefix")):
        yield f"prefix {document.get('prefix')!r} must be s3://bucket/folder/, with the slash at its end"
    frames = document.get("frames")
    if not isinstance(frames, list) or not frames or not all(isinstance(frame, dict) for frame in frames):
        yield "frames must be a list of frames that is not empty"
        return
    if document.get("number-of-frames") != len(frames):
        yield f"number-of-frames is {document.get('number-of-frames')!r}, but it has {len(frames)} frames"
    most = _MOST_FRAMES[task_type.label_file]
    if len(frames) > most:
        yield f"it has {len(frames)} frames; at most {most} are allowed"
    yield from _frames_mistakes(frames, task_type)


def _frames_mistakes(frames: Sequence[Mapping[str, Any]], task_type: TaskType) -> Iterator[str]:
    for position, frame in enumerate(frames, start=1):
        if not isinstance(frame.get("frame"), str) or not frame["frame"]:
            yield f"frame {position} must have the name of its file as frame"
        if task_type.label_file is LabelFile.POINT_CLOUD:
            yield from (f"frame {position}: {mistake}" for mistake in frame_mistakes(frame))
        elif not isinstance(frame.get("frame-no"), str | int):
            yield f"frame {position} must have a frame-no"


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
