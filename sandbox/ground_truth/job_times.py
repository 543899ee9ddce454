"""Timestamps of a labeling job's events."""

from collections.abc import Callable
from datetime import datetime, timedelta

_TICK = timedelta(milliseconds=1)
_SECOND = timedelta(seconds=1)


class JobTimes:
    """Timestamps by the service's clock, strictly increasing, so that later events have later times in all files."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._latest = clock()
        self._latest_name: datetime | None = None

    def next(self) -> datetime:
        """The timestamp of the next event."""
        self._latest = max(self._clock(), self._latest + _TICK)
        return self._latest

    def next_file_name(self) -> str:
        """A unique file name from a timestamp, in seconds."""
        moment = self.next().replace(microsecond=0)
        self._latest_name = moment if self._latest_name is None else max(moment, self._latest_name + _SECOND)
        return file_name(self._latest_name)


def file_name(moment: datetime) -> str:
    """Ground Truth's name of a file written at this time, without suffix."""
    return moment.strftime("%Y-%m-%d_%H:%M:%S")


def in_milliseconds(moment: datetime) -> datetime:
    """The time with the precision of workers' responses and most metadata."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
