"""Writing manifest lines."""

import json

import pytest

from labeling_rules.manifest.manifest_lines import ManifestLines
from labeling_rules.manifest.manifest_writing import line_of_object, line_of_text
from labeling_rules.task_types import TASK_TYPES

TEXTS = ["a text", 'two "quotes" and a \\', "ü, 日本, 😀", "tab\tand\x00", "\x85 \u2028 \u2029", "\r", "</script>"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_line_is_one_line_and_holds_the_text(text: str) -> None:
    for line, key, task in (
        (line_of_text(text), "source", "TextMultiClass"),
        (line_of_object(f"s3://bucket/{text}"), "source-ref", "BoundingBox"),
    ):
        assert line.endswith("\n")
        assert len(line.splitlines()) == 1
        assert json.loads(line) == {key: text if key == "source" else f"s3://bucket/{text}"}
        assert ManifestLines(task_type=TASK_TYPES[task]).verdict(line.rstrip("\n")).mistake is None


def test_letters_stay_readable() -> None:
    assert line_of_text("größe 日本") == '{"source":"größe 日本"}\n'
