"""JSON as crowd elements accept it in attributes."""

from __future__ import annotations

import re

import pytest

from ground_truth.template_linter.lenient_json import parse

GOOD = [
    ("[]", []),
    ("['Cat', 'Dog',]", ["Cat", "Dog"]),
    ('["a \\"b\\"", \'c\\\'d\']', ['a "b"', "c'd"]),
    ('["\\u00e9\\n"]', ["é\n"]),
    ("{ text: 'None of the above' }", {"text": "None of the above"}),
    ("[{label: 'person', shortDisplayName: \"per\",},]", [{"label": "person", "shortDisplayName": "per"}]),
    ("[1, -2.5, true]", ["1", "-2.5", "true"]),
    ("[ // one\n 'a', /* two */ 'b' ]", ["a", "b"]),
    ("[['a'], {'b': []}]", [["a"], {"b": []}]),
]


@pytest.mark.parametrize(("text", "value"), GOOD)
def test_what_the_elements_read_is_read(text: str, value: object) -> None:
    assert parse(text) == value


BAD = [
    ("", "more expected, not the end"),
    ("['a', 'b'", "more expected, not the end"),
    ("['a' 'b']", ", expected, not b"),
    ("['a'] x", "the end expected, not x"),
    ("['a'}", ", expected, not }"),
    ("['a", "character 2: 'a"),
    ("{'a' 'b'}", ": expected, not b"),
    ("{[: 1}", "a key expected, not ["),
    ("[:]", "a value expected, not :"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_is_no_json_says_where(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse(text)
