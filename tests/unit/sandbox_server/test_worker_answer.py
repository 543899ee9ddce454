"""The worker's response on the command line."""

from __future__ import annotations

import sys

import pytest

from sandbox import complete_labeling_job


@pytest.mark.parametrize(("text", "reason"), [("{", "Expecting"), ('{"size": NaN}', "JSON has no NaN")])
def test_what_is_no_json_is_refused_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, reason: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["complete_labeling_job", "name", "--worker-answer", text])
    with pytest.raises(SystemExit):
        complete_labeling_job.main()
    told = capsys.readouterr().err
    assert f"{text!r}: JSON (" in told
    assert reason in told
