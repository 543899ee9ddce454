"""The lines of a file that arrives in chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def lines(chunks: Iterable[bytes], *, longest: int) -> Iterator[bytes | None]:
    r"""The lines without line endings (`\n` or `\r\n`); None for a line of more than `longest` bytes, which is not kept in memory."""
    pending: bytes | None = b""
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for end in ended:
            yield _without_return(_joined(pending, end, longest))
            pending = b""
        pending = _joined(pending, rest, longest)
    if pending != b"":
        yield _without_return(pending)


def _joined(pending: bytes | None, more: bytes, longest: int) -> bytes | None:
    if pending is None or len(pending) + len(more) > longest:
        return None
    return pending + more


def _without_return(line: bytes | None) -> bytes | None:
    return line if line is None else line.removesuffix(b"\r")
