"""Independent mistakes are all reported at once, in one file and between files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ground_truth.environment import EnvironmentFileError, load_environments
from tests.unit.environment.conftest import REMOVED
from tests.unit.environment.jobs import job

Load = Callable[[Mapping[str, object]], list[str]]

JOB = "labeling_jobs.0"
MODE = "one of create, adopt, import"
NAME = "1 to 63 characters matching [a-zA-Z0-9]([a-zA-Z0-9\\-]){0,62} (WorkforceName)"
DOMAIN = "1 to 63 lower-case letters, digits and inner hyphens, without aws, amazon or cognito"
RANGE = "an IPv4 or IPv6 range such as 203.0.113.0/24 (Cidrs)"
RANGES = ["203.0.113.0/24"] * 11
WORKFORCE = {"name": "bad name!", "nmae": 3, "user_pool": {"domain_prefix": "AWS"}}
TEAM = {"name": "reviewers", "description": "Reviews"}
WRONG_PREFIX = "a part of keys in the input bucket, without s3://<bucket>/ and without a slash at its beginning: images/2026/"
WRONG_PATTERN = "a part of keys in the input bucket, without s3://<bucket>/ and without a slash at its beginning: **/*.jpg"
ENDING = "a pattern that ends as images do (.jpg, .jpeg, .png), or with a wildcard"

# `…` stands for any value, or any end of the line.
TABLE: list[tuple[Mapping[str, object], list[str]]] = [
    # a workforce with an invalid mode
    *(
        (
            {"workforce": {"mode": mode, **WORKFORCE}},
            [
                f'workforce.mode: "{mode}": {MODE}',
                f'workforce.name: "bad name!": {NAME}',
                f'workforce.user_pool.domain_prefix: "AWS": {DOMAIN}',
                "workforce.nmae: 3: unknown field, did you mean name?",
            ],
        )
        for mode in ("creat", "Create", "own")
    ),
    (
        {"workforce": {"mode": "imprt", **WORKFORCE}},
        [
            f'workforce.mode: "imprt": {MODE}',
            f'workforce.name: "bad name!": {NAME}',
            "workforce.nmae: 3: unknown field, did you mean name?",
            'workforce.user_pool: {"domain_prefix": "AWS"}: unknown field, known here: mode, name',
        ],
    ),
    ({"workforce": {"mode": "adpt", "name": "x"}}, [f'workforce.mode: "adpt": {MODE}']),
    (
        {"workforce": {"mod": "import", "name": "a b"}},
        [f'workforce.name: "a b": {NAME}', "workforce.mod: …: unknown field, did you mean mode?"],
    ),
    ({"workforce": {}}, [f"workforce.mode: missing: {MODE}", f"workforce.name: missing: required: {NAME}"]),
    (
        {"workforce": {"mode": 7, "name": "x", "source_ip_cidrs": ["x"]}},
        [f"workforce.mode: 7: {MODE}", f'workforce.source_ip_cidrs[0]: "x": {RANGE}'],
    ),
    # lists that are too long, with an invalid entry
    (
        {"workforce.source_ip_cidrs": [*RANGES, "x"]},
        ["workforce.source_ip_cidrs: …: 1 to 10 ranges", f'workforce.source_ip_cidrs[11]: "x": {RANGE}'],
    ),
    (
        {f"{JOB}.HumanTaskConfig.TaskKeywords": ["a-b", "c", "d", "e", "f", "g"]},
        [
            "labeling_jobs[0].HumanTaskConfig.TaskKeywords: …: 1 to 5 items (TaskKeywords)",
            'labeling_jobs[0].HumanTaskConfig.TaskKeywords[0]: "a-b": …',
        ],
    ),
    (
        {"teams": [TEAM, {**TEAM, "name": "a b"}, *({**TEAM, "name": f"team{number}"} for number in range(25))]},
        ["teams: …: 1 to 25 teams", 'teams[1].name: "a b": …'],
    ),
    (
        {"teams": [*({**TEAM, "name": f"team{number}"} for number in range(25)), {"name": "x"}]},
        ["teams: …", "teams[25].description: missing: …"],
    ),
    # a crawl of a job with an invalid task type
    (
        {JOB: job("BoundingBox", {"task_type": "BoundingBx", "dataset": {"crawl": {"prefix": "", "objects": "images", "pattern": "/x"}}})},
        ['labeling_jobs[0].task_type: "BoundingBx": …', f'labeling_jobs[0].dataset.crawl.pattern: "/x": {WRONG_PATTERN}'],
    ),
    (
        {JOB: job("BoundingBox", {"dataset": {"crawl": {"prefix": "/i", "objects": "images", "pattern": "x"}}})},
        [f'labeling_jobs[0].dataset.crawl.prefix: "/i": {WRONG_PREFIX}', f'labeling_jobs[0].dataset.crawl.pattern: "x": {ENDING}'],
    ),
]


@pytest.mark.parametrize(("changes", "lines"), TABLE, ids=[lines[0][:60] for _, lines in TABLE])
def test_a_mistake_hides_no_other_one(mistakes_of: Load, changes: Mapping[str, object], lines: list[str]) -> None:
    _assert_told(mistakes_of(changes), [f"environments/dev.yaml: {line}" for line in lines])


BUCKET = {"input_bucket": {"name": "labeling-data"}}
CREATED = "a creates the workforce of account 111122223333 in eu-west-1, and there is only one"
SAME_BUCKET = 'b.yaml: input_bucket.name: "labeling-data": a name that no other bucket has: environments/a.yaml has it at input_bucket.name'

BETWEEN_FILES: list[tuple[Mapping[str, object], Mapping[str, object], list[str]]] = [
    # the mistakes of a.yaml, those of b.yaml, then those between them
    (
        BUCKET,
        {**BUCKET, f"{JOB}.team": "nope"},
        [
            'b.yaml: labeling_jobs[0].team: "nope": a team of this file: reviewers, editors',
            f'b.yaml: workforce.mode: "create": adopt or import: {CREATED}',
            SAME_BUCKET,
        ],
    ),
    (
        {f"{JOB}.HumanTaskConfig.TaskTitle": 7},
        {"workforce": {"mode": "adopt", "name": "other"}, "teams": 3},
        [
            "a.yaml: labeling_jobs[0].HumanTaskConfig.TaskTitle: 7: …",
            "b.yaml: teams: 3: a list",
            f'b.yaml: workforce.name: "other": labeling: {CREATED}',
        ],
    ),
    # no conclusions from invalid values
    ({"region": "eu-wst-1", **BUCKET}, {"region": "eu-wst-1", **BUCKET}, ["a.yaml: region: …", "b.yaml: region: …", SAME_BUCKET]),
    ({"account": REMOVED}, {}, ["a.yaml: account: missing: …"]),
    ({}, {"workforce": {"mode": "adpt", "name": "other"}}, [f'b.yaml: workforce.mode: "adpt": {MODE}']),
    ({}, {"workforce": {"mod": "adopt", "name": "other"}}, ["b.yaml: workforce.mod: …: unknown field, did you mean mode?"]),
    ({}, {"workforce": {"mode": "adopt"}}, ["b.yaml: workforce.name: missing: …"]),
    ({"workforce.name": "a b"}, {"workforce": {"mode": "adopt", "name": "other"}}, ['a.yaml: workforce.name: "a b": …']),
    (
        {"input_bucket": {"name": "Data"}},
        {"input_bucket": {"name": "Data"}, "region": "us-east-1"},
        ['a.yaml: input_bucket.name: "Data": …', 'b.yaml: input_bucket.name: "Data": …'],
    ),
]


@pytest.mark.parametrize(("first", "second", "lines"), BETWEEN_FILES, ids=[lines[0][:60] for _, _, lines in BETWEEN_FILES])
def test_a_mistake_of_a_file_hides_none_between_files(
    write: Callable[..., Path], folder: Path, first: Mapping[str, object], second: Mapping[str, object], lines: list[str]
) -> None:
    write(first, name="a")
    write(second, name="b")
    with pytest.raises(EnvironmentFileError) as caught:
        load_environments(folder)
    _assert_told(list(map(str, caught.value.mistakes)), [f"environments/{line}" for line in lines])


def _assert_told(told: list[str], lines: list[str]) -> None:
    assert len(told) == len(lines), told
    for line, expected in zip(told, lines, strict=True):
        start, _, end = expected.partition("…")
        assert line.startswith(start)
        assert line.endswith(end)
        assert "…" in expected or line == expected
