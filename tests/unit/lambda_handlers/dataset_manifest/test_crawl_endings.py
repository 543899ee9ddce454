"""Patterns refused before a deployment: those that match nothing in any bucket."""

from __future__ import annotations

from itertools import product

import pytest

from labeling_rules.crawl import ending_of_a_crawl
from lambda_handlers.dataset_manifest.object_kinds import OBJECT_KINDS
from lambda_handlers.dataset_manifest.pattern import compiled

PREFIXES = ("", "images/", "a.jp", "a.")
FOUND = (
    "*",
    "**",
    "*.*",
    "*.jpg",
    "**/*.JPEG",
    "a.pNg",
    "*g",
    "*.jp?g",
    "*.[jp]*",
    "*.jp[g]",
    "**/*.png",
    "*-[0-9].jpg",
    "?.jpg",
    "**/jpg",
)
NOT_FOUND = ("*.mp4", "*.jpg2", "*.txt", "x", "**/images", "*.jpgx", "[a].gif", "*.jpg/", "a.jpg*.json")
KEYS = ("a.jpg", "b/c.JPEG", "a.pNg", "x-1.jpg", "g", "jpg", "a.mp4", "a.jpg2", "x", "b/images", "a.gif", "a.jpg/", "a.jpgb.json", "x.txt")


@pytest.mark.parametrize("pattern", FOUND)
def test_a_pattern_that_may_find_images_is_right(pattern: str) -> None:
    assert ending_of_a_crawl(pattern, objects="images", prefix="images/") is None


@pytest.mark.parametrize("pattern", NOT_FOUND)
def test_a_pattern_that_finds_no_image_is_refused(pattern: str) -> None:
    allowed = ending_of_a_crawl(pattern, objects="images", prefix="images/")
    assert allowed == "a pattern that ends as images do (.jpg, .jpeg, .png), or with a wildcard"


@pytest.mark.parametrize(("pattern", "prefix"), list(product((*FOUND, *NOT_FOUND, "g", "jpg"), PREFIXES)))
def test_nothing_is_refused_by_which_the_crawler_finds_something(pattern: str, prefix: str) -> None:
    fitting = [f"{prefix}{key}" for key in KEYS if compiled(pattern).fullmatch(key)]
    if any(OBJECT_KINDS["Images"].includes(key) for key in fitting):
        assert ending_of_a_crawl(pattern, objects="images", prefix=prefix) is None
