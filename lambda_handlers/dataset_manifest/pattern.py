"""Patterns of keys: `*.jpg`, `2026-*/**`, `cam-[0-3]/**/*.png`."""

import re

_SPECIAL = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^]/]+\]")


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression for whole keys, case-sensitive as keys are.

    `*` stands for any characters but `/`, `?` for one of them, `[abc]`, `[a-c]` and `[!abc]` for one of a set, `**/` for any number of
    folders, none included, and `**` for all that is left. Everything else stands for itself.
    """
    regex, end = "", 0
    for special in _SPECIAL.finditer(pattern):
        regex += re.escape(pattern[end : special.start()]) + _meaning(special.group())
        end = special.end()
    return re.compile(regex + re.escape(pattern[end:]), re.DOTALL)


def literal_beginning(pattern: str) -> str:
    """What every key that fits begins with: nothing else needs to be listed."""
    special = _SPECIAL.search(pattern)
    return pattern[: special.start()] if special else pattern


def _meaning(special: str) -> str:
    fixed = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if special in fixed:
        return fixed[special]
    negated, chars = ("^/", special[2:-1]) if special.startswith("[!") else ("", special[1:-1])
    return "[" + negated + re.sub(r"([\\^\[])", r"\\\1", chars) + "]"
