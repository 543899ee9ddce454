"""Patterns of keys."""

from collections.abc import Iterable

import pytest

from labeling_rules.key_pattern import ranges_of_a_pattern
from lambda_handlers.dataset_manifest.pattern import KeyPattern, compiled, literal_beginning


@pytest.mark.parametrize(
    ("pattern", "fitting", "other"),
    [
        ("*.jpg", ["a.jpg", ".jpg", "a.b.jpg"], ["a.JPG", "a/b.jpg", "a.jpg2", "a.jpgs"]),
        ("**/*.jpg", ["a.jpg", "a/b.jpg", "a/b/c.jpg", "/a.jpg"], ["a.png", "a/b.jpg/c"]),
        ("2026-*/**", ["2026-11/a.jpg", "2026-11/b/c", "2026-/"], ["2025-11/a.jpg", "2026-11", "x/2026-11/a"]),
        ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "a/b/c", "xa/b"]),
        ("**", ["", "a", "a/b", "a\nb"], []),
        ("?", ["a", "é", "😀"], ["", "ab", "/"]),
        ("cam-[0-2].jpg", ["cam-0.jpg", "cam-2.jpg"], ["cam-3.jpg", "cam-.jpg", "cam-/.jpg"]),
        ("[!0-2]", ["3", "a"], ["0", "/", ""]),
        ("[^a]", ["^", "a"], ["b"]),
        ("[\\w]", ["\\", "w"], ["a"]),
        ("[a", ["[a"], ["a"]),
        ("[]", ["[]"], [""]),
        ("a.b+c(d)|e$", ["a.b+c(d)|e$"], ["aXb+c(d)|e$", "a.b"]),
        ("", [""], ["a"]),
        ("a-[x-]", ["a-x", "a--"], ["a-y", "a-"]),
        ("[-x]", ["-", "x"], ["y"]),
        ("[!a-c-]", ["d"], ["b", "-", "/"]),
        ("**/**/x", ["x", "a/x", "a/b/x"], ["ax", "a/bx"]),
        ("a**b", ["ab", "a/b", "axb"], ["a", "b", "abc"]),
        ("*/**/b", ["a/b", "/b", "a/x/b"], ["b", "a/xb"]),
        ("x**/b", ["xb", "xa/b", "x/b"], ["xab", "x"]),
    ],
)
def test_a_pattern_fits_whole_keys(pattern: str, fitting: list[str], other: list[str]) -> None:
    key_pattern = compiled(pattern)
    assert [key for key in fitting if not key_pattern.fullmatch(key)] == []
    assert [key for key in other if key_pattern.fullmatch(key)] == []


@pytest.mark.parametrize(
    ("pattern", "beginning"),
    [("*.jpg", ""), ("2026-*/**", "2026-"), ("a/b.jpg", "a/b.jpg"), ("cam-[0-2].jpg", "cam-"), ("a?", "a"), ("[a", "[a"), ("", "")],
)
def test_what_every_fitting_key_begins_with(pattern: str, beginning: str) -> None:
    assert literal_beginning(pattern) == beginning


@pytest.mark.parametrize("pattern", ["**/**/**/**/**/x*.png", "**/*a*/**/*b*/**/*.jpg", "*a*a*a*a*a*a*a*a*.jpg", "**a**a**a**a**a**.jpg"])
def test_the_work_is_at_most_the_key_times_the_pattern(pattern: str) -> None:
    """A regular expression would take exponential time."""
    for key in (("a/b/" * 255)[:1000] + ".png", "a" * 1000 + ".png"):
        key_pattern = Counting(pattern)
        assert not key_pattern.fullmatch(key)
        assert key_pattern.looks <= len(key) * (len(pattern) + 1)


class Counting(KeyPattern):
    looks = 0

    def _after(self, index: int, character: str) -> Iterable[int]:
        self.looks += 1
        return super()._after(index, character)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lambda_handlers.dataset_manifest.pattern._MOST_STEPS", 3)
    key_pattern = KeyPattern("**/*.jpg")
    assert [key for key in ("a/bcdefgh.jpg", "ijk/l.jpg", "m.png") if key_pattern.fullmatch(key)] == ["a/bcdefgh.jpg", "ijk/l.jpg"]
    assert len(key_pattern._steps) <= 3


def test_a_range_that_goes_backwards_is_a_mistake() -> None:
    assert ranges_of_a_pattern("cam-[z-a]*.jpg") == ("ranges from the lower character to the higher one, such as [a-z], not [z-a]")
    assert [pattern for pattern in ("[a-c]", "[a-", "[]", "[]a]", "[!]x", "[a--]", "", "[&&||]") if ranges_of_a_pattern(pattern)] == [
        "[a--]"
    ]
