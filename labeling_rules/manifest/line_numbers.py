"""Compact line numbers: `3-17, 20`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class LineNumbers:
    """Ascending line numbers, stored as at most `most_ranges` ranges; further ones are only counted, to bound memory."""

    most_ranges: int = 200
    count: int = 0
    _ranges: list[tuple[int, int]] = field(default_factory=list)
    _counted: int = 0

    def add(self, number: int) -> None:
        """Add a line number, higher than all before."""
        self.count += 1
        if self._ranges and not self._counted and self._ranges[-1][1] == number - 1:
            self._ranges[-1] = (self._ranges[-1][0], number)
        elif len(self._ranges) < self.most_ranges:
            self._ranges.append((number, number))
        else:
            self._counted += 1

    @property
    def in_words(self) -> str:
        """`line 3`, or `lines 3-17, 20`."""
        return f"line {self}" if self.count == 1 else f"lines {self}"

    def __str__(self) -> str:
        named = ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in self._ranges)
        return f"{named} and {self._counted} more" if self._counted else named
