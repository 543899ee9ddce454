"""Invalid user pool settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

POOL = "workforce.user_pool"
Mistakes = Callable[[Mapping[str, object]], list[str]]


@pytest.mark.parametrize(
    ("path", "value", "allowed"),
    [
        ("password.minimum_length", 7, "7: 8 to 99"),
        ("password.minimum_length", 100, "100: 8 to 99"),
        ("password.history", 25, "25: 0 to 24"),
        ("password.temporary_password_days", 0, "0: 1 to 365"),
        ("password.symbols", "yes", '"yes": true or false'),
        ("threat_protection", "on", '"on": one of off, audit or enforced'),
        ("deletion_protection", "true", '"true": true or false'),
    ],
)
def test_a_setting_is_one_that_cognito_takes(mistakes_of: Mistakes, path: str, value: object, allowed: str) -> None:
    assert mistakes_of({f"{POOL}.{path}": value}) == [f"environments/dev.yaml: {POOL}.{path}: {allowed}"]


def test_a_protected_pool_cannot_be_destroyed_with_the_environment(mistakes_of: Mistakes) -> None:
    protected = {f"{POOL}.deletion_protection": True}
    assert mistakes_of(protected) == []
    assert mistakes_of({**protected, "data_on_destroy": "destroy"}) == [
        f"environments/dev.yaml: {POOL}.deletion_protection: true: false with data_on_destroy: destroy, which could not delete the pool"
    ]
