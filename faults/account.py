"""The AWS account of a run: moto with the Ground Truth service."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import boto3
from botocore.retries.quota import RetryQuota
from botocore.useragent import UserAgentString
from joserfc.jwk import RSAKey
from moto import mock_aws
from moto.core.utils import method_names_from_class

from faults.clock import Clock
from faults.error_response import response
from faults.injection import Injection
from faults.snapshot import ACCOUNT_ID, REGION, Snapshot, empty_backends
from lambda_handlers.aws import clients
from sandbox.ground_truth import OpenSurroundings, Settings, configure, install, use
from sandbox.ground_truth.backend import GroundTruthBackend, ground_truth_backends

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


class QuietTopics(OpenSurroundings):
    """The account as Ground Truth sees it: topics exist and take subscriptions, of which the harness wants to know nothing."""

    def client(self, service_name: str, *, region_name: str) -> Any:
        """A plain boto3 client; of SNS, one whose answers are known."""
        return _TOPICS if service_name == "sns" else super().client(service_name, region_name=region_name)


_OPEN_TO_SAGEMAKER = json.dumps(
    {"Statement": {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sns:Publish", "Resource": "*"}}
)
_TOPICS = SimpleNamespace(
    get_topic_attributes=lambda **_: {"Attributes": {"Policy": _OPEN_TO_SAGEMAKER}},
    subscribe=lambda **request: {"SubscriptionArn": f"{request['TopicArn']}:00000000-0000-0000-0000-000000000000"},
    unsubscribe=lambda **_: {},
)


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
        empty_backends()
        self.injection.services = {"cloudformation": self._describe_stacks}
        configure(Settings(clock=self.clock.date, streaming_labeling_job_quota=None))

    def snapshot(self) -> Snapshot:
        """What to restore later."""
        return Snapshot.take(seconds=self.clock.seconds)

    def restore(self, snapshot: Snapshot) -> None:
        """The account as it was, and the time it was then."""
        snapshot.restore()
        self.clock.seconds = snapshot.seconds

    def _describe_stacks(self, operation: str, request: Any) -> Any:
        if operation != "DescribeStacks":
            raise NotImplementedError(f"the harness does not know {operation} of CloudFormation")
        return response(200, _STACKS.format(status=self.stack_status()), url=request.url)


def _client(service: str) -> Any:
    make: Callable[..., Any] = boto3.client
    return make(service, region_name=REGION)


@contextmanager
def account() -> Iterator[Account]:
    """An account for as many runs as desired. The handlers' clients are made anew here, and again when they are next needed."""
    clock, injection = Clock(), Injection()
    install()
    use(QuietTopics())
    with (
        patch.dict(os.environ, _ENVIRONMENT),
        mock_aws(config={"core": {"reset_boto3_session": False}}),
        # botocore waits before it tries again, and gives up trying once it did so too often: a process has 500 retries to spend.
        patch("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None)),
        patch("botocore.retries.quota.RetryQuota", partial(RetryQuota, initial_capacity=1_000_000_000)),
        _one_signing_key(),
        # A fifth of a call's time, for what is the same in each of them.
        patch("moto.core.responses.method_names_from_class", cache(method_names_from_class)),
        patch.object(UserAgentString, "to_string", lambda _: "faults"),
    ):
        clients.client.cache_clear()
        for service in HANDLER_SERVICES:
            injection.attach(clients.client(service))
        try:
            yield Account(clock=clock, injection=injection)
        finally:
            empty_backends()
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
