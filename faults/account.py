"""The AWS account of a run: moto with the Ground Truth service."""

import copy
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import boto3
from botocore.retries.quota import RetryQuota
from joserfc.jwk import RSAKey
from moto import mock_aws
from moto.cognitoidp.models import cognitoidp_backends
from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

from faults.clock import Clock
from faults.error_response import response
from faults.injection import Injection
from lambda_handlers.aws import clients
from sandbox.ground_truth import OpenSurroundings, Settings, configure, install, use
from sandbox.ground_truth.backend import GroundTruthBackend, ground_truth_backends
from sandbox.ground_truth.settings import current_settings

REGION = "us-east-1"
ACCOUNT_ID = "123456789012"
HANDLER_SERVICES = ("sagemaker", "cognito-idp", "s3", "sqs", "cloudformation")

_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
}
_STACKS = (
    '<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>'
    "<StackName>stack</StackName><CreationTime>2026-11-22T00:00:00Z</CreationTime><StackStatus>{status}</StackStatus>"
    "</member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """All that an account held at one moment, and the time it was."""

    backends: tuple[dict[str, Any], ...]
    queues: dict[str, Any]
    seconds: float
    settings: Settings


class Account:
    """One account in one region, seen by the handlers through clients that can fail, and by the harness through its own."""

    def __init__(self, *, clock: Clock, injection: Injection) -> None:
        self.clock = clock
        self.injection = injection
        self.stack_status: Callable[[], str] = lambda: "CREATE_COMPLETE"
        self.sagemaker, self.cognito, self.s3, self.sqs, self.iam = (
            _client(name) for name in ("sagemaker", "cognito-idp", "s3", "sqs", "iam")
        )

    @property
    def ground_truth(self) -> GroundTruthBackend:
        """What the Ground Truth service remembers."""
        return ground_truth_backends[ACCOUNT_ID][REGION]

    def empty(self) -> None:
        """A new account."""
        # First, or moto closes the files of S3 objects that snapshots hold.
        reset_model_data()
        BackendDict.reset()
        self.injection.services = {"cloudformation": self._describe_stacks}
        configure(Settings(clock=self.clock.date, streaming_labeling_job_quota=None))

    def snapshot(self) -> Snapshot:
        """What to restore later. Queues are only listed: nothing changes in them."""
        backends = tuple(_copied(vars(backend)) for backend in _backends())
        queues = dict(sqs_backends[ACCOUNT_ID][REGION].queues)
        return Snapshot(backends=backends, queues=queues, seconds=self.clock.seconds, settings=current_settings())

    def restore(self, snapshot: Snapshot) -> None:
        """The account as it was."""
        reset_model_data()
        for backend, saved in zip(_backends(), snapshot.backends, strict=True):
            vars(backend).clear()
            vars(backend).update(_copied(saved))
        sqs_backends[ACCOUNT_ID][REGION].queues = dict(snapshot.queues)
        self.clock.seconds = snapshot.seconds
        configure(snapshot.settings)

    def _describe_stacks(self, operation: str, request: Any) -> Any:
        if operation != "DescribeStacks":
            raise NotImplementedError(f"the harness does not know {operation} of CloudFormation")
        return response(200, _STACKS.format(status=self.stack_status()), url=request.url)


def _client(service: str) -> Any:
    make: Callable[..., Any] = boto3.client
    return make(service, region_name=REGION)


def _copied(state: dict[str, Any]) -> dict[str, Any]:
    """A deep copy; what moto's table of S3 objects loses in one is put back: all versions but the last."""
    other = copy.deepcopy(state)
    for name, bucket in state.get("buckets", {}).items():
        for key in bucket.keys:
            other["buckets"][name].keys.setlist(key, copy.deepcopy(bucket.keys.getlist(key)))
    return other


def _backends() -> tuple[Any, ...]:
    return (
        ground_truth_backends[ACCOUNT_ID][REGION],
        cognitoidp_backends[ACCOUNT_ID][REGION],
        s3_backends[ACCOUNT_ID]["aws"],
        iam_backends[ACCOUNT_ID]["aws"],
    )


@contextmanager
def account() -> Iterator[Account]:
    """An account for as many runs as wanted. The handlers' clients are made anew here, and again when they are next needed."""
    clock, injection = Clock(), Injection()
    install()
    use(OpenSurroundings())
    with (
        patch.dict(os.environ, _ENVIRONMENT),
        mock_aws(config={"core": {"reset_boto3_session": False}}),
        # botocore waits before it tries again, and gives up trying once it did so too often: a process has 500 retries to spend.
        patch("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None)),
        patch("botocore.retries.quota.RetryQuota", partial(RetryQuota, initial_capacity=1_000_000_000)),
        _one_signing_key(),
    ):
        clients.client.cache_clear()
        for service in HANDLER_SERVICES:
            injection.attach(clients.client(service))
        try:
            yield Account(clock=clock, injection=injection)
        finally:
            clients.client.cache_clear()
            use(OpenSurroundings())
            configure(Settings())


@contextmanager
def _one_signing_key() -> Iterator[None]:
    """moto imports the same RSA key for each user pool, which takes a fifth of a second."""
    import_key = RSAKey.import_key
    imported: list[RSAKey] = []

    def import_once(*arguments: Any, **options: Any) -> RSAKey:
        if not imported:
            imported.append(import_key(*arguments, **options))
        return imported[0]

    with patch("moto.cognitoidp.models.jwk.RSAKey.import_key", import_once):
        yield
