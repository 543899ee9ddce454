"""All that the account holds at one moment, so that thousands of runs can begin there without making it anew."""

import copy
from dataclasses import dataclass
from typing import Any

from moto.cognitoidp.models import cognitoidp_backends
from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

from sandbox.ground_truth import Settings, configure
from sandbox.ground_truth.backend import ground_truth_backends
from sandbox.ground_truth.settings import current_settings

REGION = "us-east-1"
ACCOUNT_ID = "123456789012"
PARTITION = "aws"

State = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The state of moto's backends and of the Ground Truth service."""

    backends: tuple[State, ...]
    queues: State
    """Only listed: nothing changes in them, and a queue cannot be copied."""
    settings: Settings
    seconds: float

    @classmethod
    def take(cls, *, seconds: float) -> "Snapshot":
        """What there is now; `seconds` is the time."""
        backends = tuple(_copied(vars(backend)) for backend in _backends())
        queues = dict(sqs_backends[ACCOUNT_ID][REGION].queues)
        return cls(backends=backends, queues=queues, settings=current_settings(), seconds=seconds)

    def restore(self) -> None:
        """Make everything as it was; the snapshot can be restored again."""
        reset_model_data()
        for backend, saved in zip(_backends(), self.backends, strict=True):
            vars(backend).clear()
            vars(backend).update(_copied(saved))
        sqs_backends[ACCOUNT_ID][REGION].queues = dict(self.queues)
        _list_bucket_names()
        configure(self.settings)


def empty_backends() -> None:
    """As in a new account."""
    # First, or moto closes the files of S3 objects that snapshots hold.
    reset_model_data()
    BackendDict.reset()
    _list_bucket_names()


def _backends() -> tuple[Any, ...]:
    return (
        ground_truth_backends[ACCOUNT_ID][REGION],
        cognitoidp_backends[ACCOUNT_ID][REGION],
        s3_backends[ACCOUNT_ID][PARTITION],
        iam_backends[ACCOUNT_ID][PARTITION],
    )


def _copied(state: State) -> State:
    """A deep copy; what moto's table of S3 objects loses in one is put back: all versions but the last."""
    other = copy.deepcopy(state)
    for name, bucket in state.get("buckets", {}).items():
        for key in bucket.keys:
            other["buckets"][name].keys.setlist(key, copy.deepcopy(bucket.keys.getlist(key)))
    return other


def _list_bucket_names() -> None:
    """moto keeps the names of all accounts' buckets apart from the buckets."""
    s3_backends.bucket_accounts = dict.fromkeys(s3_backends[ACCOUNT_ID][PARTITION].buckets, (PARTITION, ACCOUNT_ID))
