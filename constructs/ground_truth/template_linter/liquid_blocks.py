"""The blocks of a template's Liquid, and the alternatives in them: `{% if a %} ... {% else %} ... {% endif %}`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from ground_truth.template_linter.liquid_marks import LiquidMarks, Mark

DIVIDING_TAGS = ("elsif", "else", "when")
"""Tags that start another alternative of a block."""

_ALTERNATIVES = {"if": ("elsif", "else"), "unless": ("elsif", "else"), "case": ("when", "else"), "for": ("else",)}
_BLOCKS = (*_ALTERNATIVES, "tablerow", "capture", "ifchanged", "comment", "doc", "raw")
_LOOPS = ("for", "tablerow")


@dataclass(frozen=True)
class Branch:
    """One alternative of a block."""

    block: int
    """The offset at which the block starts."""
    tag: str
    """The block's tag, such as `if`."""
    number: int
    """0 for the first alternative."""

    @property
    def is_rendered_first(self) -> bool:
        """True if it is the alternative that is rendered when every condition is true. Nothing before the first `when` is rendered."""
        return self.number == (1 if self.tag == "case" else 0)


Path = tuple[Branch, ...]
"""The branches around a place, outermost first."""


@dataclass(frozen=True)
class LiquidBlocks:
    """The blocks of a template."""

    unclosed: tuple[Mark, ...]
    """Opening tags of blocks that no tag closes."""
    unopened: tuple[Mark, ...]
    """Tags that close or divide a block that is not open."""
    _paths: tuple[tuple[int, Path], ...] = field(repr=False)
    """Offsets at which the branches around a place change, with the new branches."""

    def is_conditional(self, offset: int) -> bool:
        """True if a place may be left out of the page."""
        return any(branch.tag in (*_ALTERNATIVES, *_LOOPS) for branch in self._path(offset))

    def is_repeated(self, offset: int) -> bool:
        """True if a place may be in the page several times."""
        return any(branch.tag in _LOOPS and branch.number == 0 for branch in self._path(offset))

    def exclude_each_other(self, first: int, second: int) -> bool:
        """True if two places are never in the same page."""
        numbers = {branch.block: branch.number for branch in self._path(first)}
        return any(numbers.get(branch.block, branch.number) != branch.number for branch in self._path(second))

    def other_branches(self, *, end: int) -> Iterator[tuple[int, int]]:
        """The parts that are not in the page whose conditions are all true, as start and end. `end`: the end of the template."""
        ends = [start for start, _ in self._paths[1:]] + [end]
        for (start, path), next_start in zip(self._paths, ends, strict=True):
            if not all(branch.is_rendered_first for branch in path):
                yield start, next_start

    def _path(self, offset: int) -> Path:
        return self._paths[bisect_right(self._paths, offset, key=lambda entry: entry[0]) - 1][1]


def read_blocks(marks: LiquidMarks) -> LiquidBlocks:
    """Pair the tags that belong together."""
    unclosed: list[Mark] = []
    unopened: list[Mark] = []
    paths: list[tuple[int, Path]] = [(0, ())]
    for tag, mark in marks.tags:
        path = paths[-1][1]
        current = path[-1] if path else Branch(0, "", 0)
        if tag in _BLOCKS:
            unclosed.append(mark)
            paths.append((mark.end, (*path, Branch(mark.start, tag, 0))))
        elif tag in _ALTERNATIVES.get(current.tag, ()):
            paths.append((mark.end, (*path[:-1], Branch(current.block, current.tag, current.number + 1))))
        elif path and tag == f"end{current.tag}":
            unclosed.pop()
            paths.append((mark.start, path[:-1]))
        elif tag in DIVIDING_TAGS or tag.removeprefix("end") in _BLOCKS:
            unopened.append(mark)
    return LiquidBlocks(tuple(unclosed), tuple(unopened), tuple(paths))
