"""The policy entries for many keys: few, and no wider than necessary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeling_rules.manifest.data_buckets import objects_of_manifest
from labeling_rules.manifest.key_prefixes import MOST_CHARACTERS, MOST_PREFIXES, KeyPrefixes


def prefixes(*keys: str) -> tuple[str, ...]:
    found = KeyPrefixes()
    for key in keys:
        found.add(key)
    return found.prefixes()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["images/a.jpg", "images/b.jpg"], ["images/"]),
        (["images/a.jpg", "texts/b.txt"], ["images/", "texts/"]),
        (["images/a.jpg", "images/2026/b.jpg"], ["images/"]),
        (["frames/"], ["frames/"]),
        (["one.jpg"], ["one.jpg"]),
        (["image-1.jpg", "image-2.jpg", "masks/1.png"], ["image-", "masks/"]),
        (["a.jpg", "b.jpg"], [""]),
        ([f"a/{number}/x" for number in range(8)], [f"a/{number}/" for number in range(8)]),
        ([f"a/{number}/x" for number in range(9)] + ["b/c/x"], ["a/", "b/c/"]),
        ([f"parcels-{number:02}/x" for number in range(1, 20)], ["parcels-0", "parcels-1"]),
    ],
)
def test_prefixes(keys: list[str], expected: list[str]) -> None:
    assert prefixes(*keys) == tuple(expected)


@given(st.lists(st.text("ab/", min_size=1, max_size=12), min_size=1, max_size=60))
def test_every_key_begins_with_one_and_there_are_few(keys: list[str]) -> None:
    found = prefixes(*keys)
    assert all(key.startswith(found) for key in keys)
    assert len(found) <= MOST_PREFIXES
    assert not any(one != other and one.startswith(other) for one in found for other in found)


def test_long_keys_are_cut_rather_than_given_up() -> None:
    keys = [f"{letter * 1_000}/x" for letter in "ab"]
    found = prefixes(*keys)
    assert found == ("a" * (MOST_CHARACTERS // 2), "b" * (MOST_CHARACTERS // 2))


def test_a_manifest_names_more_than_its_objects(tmp_path: Path) -> None:
    """Labels to adjust, and the folder of a point cloud's images. Invalid keys and lines name nothing."""
    lines = [
        {"source-ref": "s3://data/clouds/1.bin", "source-ref-metadata": {"prefix": "s3://data/cameras/", "images": [{"image-path": "a"}]}},
        {"source-ref": "s3://data/clouds/2.bin", "masks-ref": "s3://labels/job/masks/2.png", "note": "s3://data", "other": ["s3://x/y"]},
    ]
    file = tmp_path / "one.manifest"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines) + '{"source-ref": "s3://data/z/1.bin", "n": NaN}\nnothing\n[]\n')
    found = objects_of_manifest(file)
    assert found.buckets == ("data",)
    assert found.prefixes == {"data": ("cameras/", "clouds/"), "labels": ("job/masks/",)}
