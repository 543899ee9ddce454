"""Time that passes only by sleeping."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The time of the handlers and of the Ground Truth service alike."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def date(self) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=self.seconds)
