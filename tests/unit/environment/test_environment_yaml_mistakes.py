"""YAML mistakes, found before any field is checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ground_truth.environment import EnvironmentFileError, document, load_environment

KEYS = (
    "account, region, tags, data_on_destroy, trust_source_account, input_bucket, output_bucket, encryption_keys, "
    "ground_truth_plus, workforce, teams, labeling_jobs"
)


def lines_of(path: Path) -> list[str]:
    with pytest.raises(EnvironmentFileError) as caught:
        load_environment(path)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", f"(document): empty: a mapping with {KEYS}"),
        ("# only a comment\n", f"(document): empty: a mapping with {KEYS}"),
        ("- account\n", f'(document): ["account"]: a mapping with {KEYS}'),
        ("account\n", f'(document): "account": a mapping with {KEYS}'),
        ("account: 'x\n", "line 2, column 1: found unexpected end of stream: valid YAML"),
        ("a: b: c\n", "line 1, column 5: mapping values are not allowed here: valid YAML"),
        ("a:\n\t- b\n", "line 2, column 1: found character '\\t' that cannot start any token: valid YAML"),
        ("a: 1\n---\nb: 2\n", "line 2, column 1: but found another document: valid YAML"),
        ("a: *nobody\n", "line 1, column 4: found undefined alias 'nobody': valid YAML"),
    ],
)
def test_a_file_that_is_no_mapping_is_one_line(folder: Path, text: str, line: str) -> None:
    path = folder / "dev.yaml"
    path.write_text(text, encoding="utf-8")
    assert lines_of(path) == [f"environments/dev.yaml: {line}"]


def test_a_file_that_does_not_exist_is_a_mistake(folder: Path) -> None:
    assert lines_of(folder / "dev.yaml") == ["environments/dev.yaml: (file): no such file or directory: a readable YAML file"]


def test_a_file_is_utf_8(folder: Path) -> None:
    (folder / "dev.yaml").write_bytes(b"a: \xff\n")
    assert lines_of(folder / "dev.yaml") == ["environments/dev.yaml: (file): byte 3 is not UTF-8: a file in UTF-8"]


def test_a_repeated_key_is_named_with_its_line_beside_other_mistakes(write: Callable[..., Path]) -> None:
    path = write({"region": "mars"})
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "account: '1'\n", encoding="utf-8")
    first, second = lines_of(path)
    assert first == f"environments/dev.yaml: account: again in line {text.count(chr(10)) + 1}: each key once"
    assert second.startswith('environments/dev.yaml: region: "mars": one of')


def test_a_repeated_key_inside_is_named_by_its_path(folder: Path) -> None:
    (folder / "dev.yaml").write_text("teams:\n  - name: a\n    name: b\n", encoding="utf-8")
    assert lines_of(folder / "dev.yaml")[0] == "environments/dev.yaml: teams[0].name: again in line 3: each key once"


def test_keys_are_texts(folder: Path) -> None:
    (folder / "dev.yaml").write_text("tags: {1: a, ? [x] : b}\n", encoding="utf-8")
    assert lines_of(folder / "dev.yaml")[0] == "environments/dev.yaml: tags: the key 1: keys that are texts; put others in quotes"


def test_tags_of_yaml_are_refused(folder: Path) -> None:
    (folder / "dev.yaml").write_text("region: !!binary aGVsbG8=\n", encoding="utf-8")
    assert lines_of(folder / "dev.yaml")[0] == (
        "environments/dev.yaml: region: tag:yaml.org,2002:binary aGVsbG8=: a text, a number, true, false or null"
    )


def test_an_alias_of_its_own_parent_ends(folder: Path) -> None:
    (folder / "dev.yaml").write_text("teams: &all\n  - *all\n", encoding="utf-8")
    assert lines_of(folder / "dev.yaml")[0] == "environments/dev.yaml: teams[0]: an alias of its own parent: an anchor outside of it"


def test_words_that_old_yaml_reads_as_booleans_are_words(write: Callable[..., Path]) -> None:
    path = write()
    text = path.read_text(encoding="utf-8").replace("domain_prefix: labeling-workers", "{domain_prefix: labeling-workers, mfa: off}")
    path.write_text(text.replace("user_pool:\n    {", "user_pool: {"), encoding="utf-8")
    workforce = load_environment(path).workforce
    assert workforce.mode == "create"
    assert workforce.user_pool.mfa == "off"


def test_a_bare_account_number_loses_its_leading_zero(write: Callable[..., Path]) -> None:
    path = write()
    path.write_text(path.read_text(encoding="utf-8").replace("'111122223333'", "012345678901"), encoding="utf-8")
    assert lines_of(path) == ["environments/dev.yaml: account: 12345678901: a text: put it in quotes"]


@pytest.mark.parametrize("text", ["[" * 100_000, f"tags: {'[' * 3_000}{']' * 3_000}", f"tags: {'{a: ' * 3_000}{'}' * 3_000}"])
def test_a_file_that_is_nested_too_deeply_is_one_line(folder: Path, text: str) -> None:
    (folder / "dev.yaml").write_text(text, encoding="utf-8")
    assert lines_of(folder / "dev.yaml") == ["environments/dev.yaml: (document): nested too deeply: at most 100 levels"]


def test_a_number_of_very_many_digits_is_cut(folder: Path) -> None:
    (folder / "dev.yaml").write_text(f"account: {'1' * 5_000}\n", encoding="utf-8")
    shown = f"tag:yaml.org,2002:int {'1' * 78}..."
    assert lines_of(folder / "dev.yaml")[0] == f"environments/dev.yaml: account: {shown}: a text, a number, true, false or null"


def test_anchors_and_merges_are_followed(write: Callable[..., Path]) -> None:
    path = write()
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + "input_bucket: &bucket\n  noncurrent_version_expiration_days: 7\noutput_bucket:\n  <<: *bucket\n  name: labels\n"
    )
    bucket = load_environment(path).output_bucket
    assert (bucket.name, bucket.noncurrent_version_expiration_days) == ("labels", 7)


def test_aliases_cannot_multiply(folder: Path) -> None:
    levels = [f"x{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 12)]
    (folder / "dev.yaml").write_text("\n".join(["x0: &a0 [z, z, z, z, z, z, z, z, z]", *levels]) + "\n", encoding="utf-8")
    assert lines_of(folder / "dev.yaml") == [
        "environments/dev.yaml: (document): more than 200000 values, aliases followed: at most 200000 values"
    ]


def test_merged_aliases_cannot_multiply(folder: Path) -> None:
    levels = [f"x{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 9)}]}}" for level in range(1, 12)]
    (folder / "dev.yaml").write_text("\n".join(["x0: &a0 {a: 1}", *levels]) + "\n", encoding="utf-8")
    assert lines_of(folder / "dev.yaml") == [
        "environments/dev.yaml: (document): more than 200000 values, aliases followed: at most 200000 values"
    ]


def test_a_file_has_a_largest_size(folder: Path) -> None:
    (folder / "dev.yaml").write_text("#" * (document.MOST_BYTES + 1), encoding="utf-8")
    size = f"{document.MOST_BYTES + 1} bytes: at most {document.MOST_BYTES} bytes; long texts belong into files beside it"
    assert lines_of(folder / "dev.yaml") == [f"environments/dev.yaml: (file): {size}"]


@pytest.mark.parametrize("number", ["1e999", "-1e999"])
def test_a_number_is_finite(write: Callable[..., Path], number: str) -> None:
    path = write({"labeling_jobs.0.HumanTaskConfig.TaskTimeLimitInSeconds": 12345})
    path.write_text(path.read_text(encoding="utf-8").replace("12345", number), encoding="utf-8")
    assert lines_of(path) == [f"environments/dev.yaml: labeling_jobs[0].HumanTaskConfig.TaskTimeLimitInSeconds: {number}: a finite number"]
