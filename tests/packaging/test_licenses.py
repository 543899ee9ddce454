"""The licenses of installed packages: every dependency has a known, allowed license."""

import pytest

from tests.packaging.licenses import PAGE, Package, packages, page


def test_every_dependency_has_an_allowed_license() -> None:
    assert [package for package in packages() if not package.is_allowed] == []


def test_the_page_of_licenses_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make licenses`"


UNKNOWN = ["GPL-3.0-only", "UNKNOWN", "MIT OR GPL-2.0", "Apache-2.0 WITH a-surprise", "Other/Proprietary License"]


@pytest.mark.parametrize("license_", UNKNOWN)
def test_another_license_is_noticed(license_: str) -> None:
    assert not Package("some", license_, "development").is_allowed
