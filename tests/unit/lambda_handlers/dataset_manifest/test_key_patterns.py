"""Patterns of keys."""

import pytest

from lambda_handlers.dataset_manifest.pattern import compiled, literal_beginning


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
    ],
)
def test_a_pattern_fits_whole_keys(pattern: str, fitting: list[str], other: list[str]) -> None:
    regex = compiled(pattern)
    assert [key for key in fitting if not regex.fullmatch(key)] == []
    assert [key for key in other if regex.fullmatch(key)] == []


@pytest.mark.parametrize(
    ("pattern", "beginning"),
    [("*.jpg", ""), ("2026-*/**", "2026-"), ("a/b.jpg", "a/b.jpg"), ("cam-[0-2].jpg", "cam-"), ("a?", "a"), ("[a", "[a"), ("", "")],
)
def test_what_every_fitting_key_begins_with(pattern: str, beginning: str) -> None:
    assert literal_beginning(pattern) == beginning
