"""A whole manifest, read once in bounded memory, from a file or from S3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from labeling_rules.manifest.line_numbers import LineNumbers
from labeling_rules.manifest.lines import lines
from labeling_rules.manifest.manifest_lines import LONGEST_LINE, Finding, ManifestLines, Verdict
from labeling_rules.rule import refuses

CHUNK_BYTES = 64 * 1024
# A character takes at most four bytes in UTF-8: a longer line is too long in any case and is not kept in memory.
LONGEST_LINE_BYTES = 4 * LONGEST_LINE
_NOTHING_TO_AUDIT = ("labels-to-audit", "own-labels-of-an-audit")
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be labeled."""

    number: int
    """One-based."""
    text: str
    """The line; empty if it is too long to keep or is not text."""
    finding: Finding


@dataclass
class Manifest:
    """A manifest while it is read. Its counts are final once `bad_lines` is exhausted."""

    rules: ManifestLines
    lines: int = 0
    """The number of lines, valid or not."""
    doubtful: dict[Finding, LineNumbers] = field(default_factory=dict)
    """The warnings, and the lines each applies to."""

    @refuses()
    def bad_lines(self, chunks: Iterable[bytes]) -> Iterator[BadLine]:
        """A manifest is UTF-8 without a byte order mark, and each of its lines a JSON object of at most 100,000 characters.

        Source: developer guide, sms-input-data-input-manifest
        """
        for line in lines(chunks, longest=LONGEST_LINE_BYTES):
            self.lines += 1
            text, verdict = self._read(line)
            if verdict.mistake is not None:
                yield BadLine(self.lines, text, verdict.mistake)
            elif verdict.doubt is not None:
                self.doubtful.setdefault(verdict.doubt, LineNumbers()).add(self.lines)

    @refuses()
    def some_labels_to_audit(self) -> str | None:
        """At least one line of an adjustment's or verification's manifest has labels that the job can audit.

        Source: developer guide, sms-data-verify-adjust-prereq
        """
        without = {doubt: numbers.count for doubt, numbers in self.doubtful.items() if doubt.rule in _NOTHING_TO_AUDIT}
        if not without or sum(without.values()) < self.lines:
            return None
        return f"one line or more with {' and '.join(doubt.allowed for doubt in without)}"

    def _read(self, line: bytes | None) -> tuple[str, Verdict]:
        if line is None:
            return "", Verdict(Finding(f"at most {LONGEST_LINE} characters"))
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            return "", Verdict(Finding(f"a line in UTF-8: byte {error.start} of it is not"))
        if self.lines == 1 and text.startswith(_BYTE_ORDER_MARK):
            return text, Verdict(Finding("a JSON object, without the byte order mark that the file begins with"))
        return text, self.rules.verdict(text)
