"""Patterns of policies, as the sandbox's IAM matches them."""

from __future__ import annotations

import pytest
from ministack.core import iam_evaluator

from sandbox.ministack_gaps import policy_patterns


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iam_evaluator, "_fnmatch_compile", iam_evaluator._fnmatch_compile)
    policy_patterns.install()


@pytest.mark.parametrize(
    ("pattern", "matched", "unmatched"),
    [
        ("b/images/*", ["b/images/", "b/images/a/b.jpg", "b/images/a\nb"], ["b/image", "B/images/a"]),
        ("b/?.jpg", ["b/a.jpg", "b/?.jpg"], ["b/.jpg", "b/ab.jpg", "b/a.jpg\n"]),
        ("b/${*}.jpg", ["b/*.jpg"], ["b/a.jpg", "b/${*}.jpg", "b/${a}.jpg"]),
        ("b/${?}${$}{x}*", ["b/?${x}", "b/?${x}/a"], ["b/a${x}", "b/?$x"]),
    ],
)
def test_resources(pattern: str, matched: list[str], unmatched: list[str]) -> None:
    assert [value for value in [*matched, *unmatched] if iam_evaluator.fnmatch_iam_cs(value, pattern)] == matched


def test_actions_have_any_case() -> None:
    assert iam_evaluator.fnmatch_iam("S3:getobject", "s3:Get*")
    assert not iam_evaluator.fnmatch_iam("s3:PutObject", "s3:Get*")
