"""docs/contributing.md names files that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/contributing.md").read_text(encoding="utf-8")


def test_every_path_exists() -> None:
    rows = [re.findall(r"`([\w./-]+)`", line.split("|")[1]) for line in PAGE.splitlines() if line.startswith("| `")]
    missing = []
    for first, *others in (row for row in rows if row):
        folder = (ROOT / first).parent
        missing += [name for name in (first,) if not (ROOT / name).exists()]
        missing += [name for name in others if not ((folder / name).exists() or (ROOT / name).exists())]
    assert missing == []


def test_every_make_target_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = [name for text in re.findall(r"`make ([a-z -]+)`", PAGE) for name in text.split()]
    assert sorted(set(named) - set(targets)) == []
