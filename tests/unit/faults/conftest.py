"""The account that the harness runs in."""

import logging
from collections.abc import Iterator

import pytest

from faults.account import Account, account


@pytest.fixture(scope="module")
def faulty_account() -> Iterator[Account]:
    """One account for all tests of a module; the handlers' log of faults is not shown on the terminal."""
    logging.disable(logging.CRITICAL)
    with account() as made:
        yield made
    logging.disable(logging.NOTSET)
