"""docs/contributing.md names only existing files."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/contributing.md").read_text(encoding="utf-8")


def test_every_path_exists() -> None:
    """In `folder/one.py`, `other.py` the second is in the first one's folder; for a path with a placeholder, its folder is checked."""
    missing = []
    for line in (line for line in PAGE.splitlines() if line.startswith("| `")):
        named = [re.sub(r"[^/]*[<…].*", "", name) for name in re.findall(r"`([\w./<>…-]+)`", line.split("|")[1])]
        folder = ROOT / named[0] if named[0].endswith("/") else (ROOT / named[0]).parent
        missing += [name for name in named if not ((folder / name).exists() or (ROOT / name).exists())]
    assert missing == []


def test_every_make_target_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = [name for text in re.findall(r"`make ([a-z -]+)`", PAGE) for name in text.split()]
    assert sorted(set(named) - set(targets)) == []
