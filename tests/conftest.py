"""What all tests of a process share."""

from collections.abc import Iterator
from functools import cache

import pytest
from botocore.loaders import create_loader


@pytest.fixture(scope="session", autouse=True)
def less_to_load() -> Iterator[None]:
    """What botocore and moto would do again for every session and every test, which is a third of what most tests cost.

    Service models are read once per process. moto answers botocore alone: for clients of other kinds, of which there are none, it lists
    1,300 patterns.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("botocore.session.create_loader", cache(create_loader))
        patch.setattr("moto.core.models.RESPONSES_METHODS", [])
        yield
