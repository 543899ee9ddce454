"""Untrusted text in the project's output."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeling_rules.written_text import code_span, printable, table_cell
from tests.rendered_markdown import HOSTILE, codes, markup


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_code_span_is_markup(text: str) -> None:
    page = f"* **name**: {code_span(text)} and more"
    assert markup(page) == set()
    assert codes(page) == [printable(" ".join(text.split()))]


@given(st.text(alphabet="`|\\<>*_[]() \nax", max_size=20))
def test_a_code_span_says_what_it_was_given(text: str) -> None:
    page = f"x {code_span(text)} y"
    assert markup(page) == set()
    assert [code.strip() for code in codes(page)] == [" ".join(text.split())]


def test_a_bar_does_not_end_a_cell() -> None:
    page = f"| a | b |\n| --- | --- |\n| {table_cell(code_span('x | y'))} | z |"
    assert codes(page) == ["x | y"]


def test_characters_that_cannot_be_seen_are_shown() -> None:
    assert printable("a\nb\u202ec\u200bd é 漢") == "a\\nb\\u202ec\\u200bd é 漢"
