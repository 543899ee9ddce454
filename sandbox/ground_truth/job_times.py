"""The times of what happens to a labeling job."""

from collections.abc import Callable
from datetime import datetime, timedelta

_TICK = timedelta(milliseconds=1)
_SECOND = timedelta(seconds=1)


class JobTimes:
    """Times by the service's clock, each later than the one before, so that what follows has the later time in every file."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._latest = clock()
        self._latest_name: datetime | None = None

    def next(self) -> datetime:
        """The time of the next thing that happens."""
        self._latest = max(self._clock(), self._latest + _TICK)
        return self._latest

    def next_file_name(self) -> str:
        """A file name made of the time, which has seconds: no two are the same."""
        moment = self.next().replace(microsecond=0)
        self._latest_name = moment if self._latest_name is None else max(moment, self._latest_name + _SECOND)
        return file_name(self._latest_name)


def file_name(moment: datetime) -> str:
    """The name that Ground Truth gives a file that was written at this time, without its suffix."""
    return moment.strftime("%Y-%m-%d_%H:%M:%S")


def in_milliseconds(moment: datetime) -> datetime:
    """The time as far as workers' responses and most metadata tell it."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
