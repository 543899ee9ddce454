"""`python -m sandbox`: options for quotas of the account, and for deploying templates with unsupported properties."""

import pytest

from sandbox.__main__ import sandbox_of
from sandbox.ground_truth import Settings


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        ([], {}),
        (["--streaming-labeling-jobs", "5"], {"streaming_labeling_job_quota": 5}),
        (["--labeling-jobs", "1", "--streaming-labeling-jobs", "0"], {"streaming_labeling_job_quota": 0, "labeling_job_quota": 1}),
    ],
)
def test_quotas_are_settings_of_the_service(arguments: list[str], settings: dict[str, int]) -> None:
    found = sandbox_of(arguments).ground_truth
    assert found == settings
    Settings(**found)  # type: ignore[arg-type]


def test_a_quota_is_a_number() -> None:
    with pytest.raises(SystemExit):
        sandbox_of(["--labeling-jobs", "many"])


def test_ignored_properties_are_refused_unless_allowed() -> None:
    assert not sandbox_of([]).allow_ignored_properties
    assert sandbox_of(["--allow-ignored-properties"]).allow_ignored_properties
