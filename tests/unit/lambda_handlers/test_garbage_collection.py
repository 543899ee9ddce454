"""The pause of garbage collection during a cold start."""

import gc
from collections.abc import Iterator

import pytest

from lambda_handlers import garbage_collection


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_collection_goes_on_afterwards() -> None:
    with garbage_collection.paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_goes_on_after_a_failure() -> None:
    with pytest.raises(ModuleNotFoundError), garbage_collection.paused():
        raise ModuleNotFoundError("crhelper")
    assert gc.isenabled()


def test_the_inner_of_two_pauses_does_not_end_the_outer() -> None:
    with garbage_collection.paused():
        with garbage_collection.paused():
            pass
        assert not gc.isenabled()
