"""Findings about a manifest: numbers, and the first problems."""

from dataclasses import dataclass, field

from lambda_handlers.delivered_labels.label_line import LabelLine

PROBLEMS_NAMED = 100
WHOLE_MANIFEST = 0
"""In place of a line's number, for a problem of no single line."""
# More than anybody chains; a manifest with a new one in each line must not fill the memory.
ATTRIBUTES_COUNTED = 50


@dataclass
class AttributeCounts:
    """Of one label attribute, in objects."""

    labeled: int = 0
    failed: int = 0
    human_annotated: int = 0


@dataclass
class Findings:
    """Of one manifest. An object is labeled, failed (some label could not be found) or unlabeled."""

    bytes: int
    etag: str
    complete: bool = True
    """True if it was read to the end."""
    lines: int = 0
    bad_lines: int = 0
    """Lines that cannot be read; they are no objects."""
    labeled: int = 0
    failed: int = 0
    unlabeled: int = 0
    attributes: dict[str, AttributeCounts] = field(default_factory=dict)
    references_found: int = 0
    references_missing: int = 0
    references_not_checked: int = 0
    """In another bucket, or where this function may not look."""
    problems: int = 0
    named: list[tuple[int, str]] = field(default_factory=list)
    """The first problems with the numbers of their lines."""

    def add_bad_line(self, number: int, problem: str) -> None:
        """Count a line that cannot be read."""
        self.bad_lines += 1
        self.add_problem(number, problem)

    def add_object(self, number: int, line: LabelLine) -> None:
        """Count a line that can be read."""
        for problem in line.problems:
            self.add_problem(number, problem)
        if line.is_failed:
            self.failed += 1
        elif line.labels:
            self.labeled += 1
        else:
            self.unlabeled += 1
        for label in line.labels:
            if label.attribute in self.attributes or len(self.attributes) < ATTRIBUTES_COUNTED:
                counts = self.attributes.setdefault(label.attribute, AttributeCounts())
                counts.failed += label.failed
                counts.labeled += not label.failed
                counts.human_annotated += label.human_annotated

    def end(self) -> None:
        """Look at the whole, once everything was read that there is time for."""
        if self.complete and self.lines == 0:
            self.add_problem(WHOLE_MANIFEST, "it is empty: not one data object was delivered")

    def add_problem(self, number: int, problem: str) -> None:
        """Count a problem of a line, or of the WHOLE_MANIFEST, and name it if it is one of the first."""
        self.problems += 1
        if len(self.named) < PROBLEMS_NAMED:
            self.named.append((number, problem))

    def in_short(self) -> str:
        """One line for the log."""
        return (
            f"{self.lines} lines: {self.labeled} labeled, {self.failed} failed, {self.unlabeled} unlabeled, {self.bad_lines} unreadable; "
            f"{self.problems} problems{'' if self.complete else '; not read to the end'}"
        )
