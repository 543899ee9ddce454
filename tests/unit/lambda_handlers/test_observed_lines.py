"""AWS's labels have no problems; a customer's own keys do not matter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labeling_rules.manifest.manifest_lines import ManifestLines
from lambda_handlers.delivered_labels.check import check_manifest
from lambda_handlers.delivered_labels.findings import Findings
from tests.unit.lambda_handlers.observed_lines import LABELED, Line, failed


class Delivery:
    """An S3 with one manifest."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._text = "".join(json.dumps(line) + "\n" for line in lines).encode()

    def get_object(self, **_: Any) -> dict[str, Any]:
        return {"ContentLength": len(self._text), "ETag": '"e"', "Body": self}

    def iter_chunks(self, _size: int) -> Iterator[bytes]:
        yield self._text


def found_in(lines: Iterable[Line]) -> Findings:
    return check_manifest(Delivery(lines), bucket="cars-data", key="output.manifest", has_time=lambda: True)


@pytest.mark.parametrize("form", LABELED)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_lines_of_each_form_are_labeled_and_have_no_problem(form: str, data: st.DataObject) -> None:
    lines = data.draw(st.lists(LABELED[form], min_size=1, max_size=4))
    findings = found_in(lines)
    assert findings.named == []
    assert (findings.labeled, findings.failed, findings.unlabeled) == (len(lines), 0, 0)
    assert "annotator" not in findings.attributes


@settings(max_examples=25, deadline=None)
@given(lines=st.lists(failed(), min_size=1, max_size=4), good=st.lists(st.one_of(*LABELED.values()), max_size=4))
def test_failed_objects_are_counted_as_failed_and_as_seen_by_people(lines: list[Line], good: list[Line]) -> None:
    findings = found_in([*good, *lines])
    assert findings.named == []
    assert findings.failed == len(lines)
    counts = findings.attributes["entities"]
    assert (counts.labeled, counts.failed, counts.human_annotated) == (0, len(lines), len(lines))


@settings(max_examples=25, deadline=None)
@given(line=st.one_of(failed(), *LABELED.values()))
def test_they_can_be_the_input_of_another_job(line: Line) -> None:
    assert ManifestLines().verdict(json.dumps(line)).mistake is None


@settings(max_examples=25, deadline=None)
@given(
    line=st.one_of(*LABELED.values()),
    value=st.none() | st.integers() | st.text(max_size=9) | st.dictionaries(st.sampled_from(["page", "batch", "types"]), st.integers()),
)
def test_a_key_of_the_customers_own_is_no_label(line: Line, value: object) -> None:
    own = {"annotator-metadata": value, "photo-ref": 3, "photo-ref-metadata": value}
    assert found_in([{**own, **line}]).named == []
