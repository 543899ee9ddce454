"""Inventory of a sandbox account, as any client can list it.

The CDK bootstrap stack, which belongs to the account and not to an application, is left out. Labeling job records are identified:
AWS never deletes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import boto3

BOOTSTRAP_MARK = "cdk-hnb659fds-"
BOOTSTRAP_STACK = "CDKToolkit"
TERMINAL_STATUSES = ("Completed", "Failed", "Stopped")


@dataclass(frozen=True, order=True)
class Item:
    """A resource: its kind in AWS's terms, its name, and a labeling job's status."""

    kind: str
    name: str
    status: str = ""

    @property
    def is_record(self) -> bool:
        """True if this is the record of a labeling job that has ended."""
        return self.kind == "labeling job" and self.status in TERMINAL_STATUSES


# Kind, service, operation, path of the list in the response, and the member that names an entry.
_LISTINGS = (
    ("stack", "cloudformation", "describe_stacks", "Stacks", "StackName"),
    ("bucket", "s3", "list_buckets", "Buckets", "Name"),
    ("role", "iam", "list_roles", "Roles", "RoleName"),
    ("function", "lambda", "list_functions", "Functions", "FunctionName"),
    ("log group", "logs", "describe_log_groups", "logGroups", "logGroupName"),
    ("topic", "sns", "list_topics", "Topics", "TopicArn"),
    ("subscription", "sns", "list_subscriptions", "Subscriptions", "SubscriptionArn"),
    ("queue", "sqs", "list_queues", "QueueUrls", ""),
    ("key", "kms", "list_keys", "Keys", "KeyId"),
    ("repository", "ecr", "describe_repositories", "repositories", "repositoryName"),
    ("parameter", "ssm", "describe_parameters", "Parameters", "Name"),
    ("secret", "secretsmanager", "list_secrets", "SecretList", "Name"),
    ("rule", "events", "list_rules", "Rules", "Name"),
    ("state machine", "stepfunctions", "list_state_machines", "stateMachines", "name"),
    ("work team", "sagemaker", "list_workteams", "Workteams", "WorkteamName"),
    ("workforce", "sagemaker", "list_workforces", "Workforces", "WorkforceName"),
)


def inventory(environment: Mapping[str, str]) -> list[Item]:
    """All resources in the account and region of the environment's variables, sorted."""
    session = boto3.Session(
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        region_name=environment["AWS_REGION"],
    )

    def client(service: str) -> Any:
        return session.client(service, endpoint_url=environment["AWS_ENDPOINT_URL"], verify=environment["AWS_CA_BUNDLE"])  # type: ignore[call-overload]

    items = [item for listing in _LISTINGS for item in _listed(client(listing[1]), *listing)]
    items += _user_pools(client("cognito-idp")) + _labeling_jobs(client("sagemaker")) + _policies(client("iam"))
    return sorted(item for item in items if not _is_bootstrap(item))


def remaining(items: Iterable[Item]) -> list[Item]:
    """The resources that AWS could still delete."""
    return [item for item in items if not item.is_record]


def _listed(client: Any, kind: str, _service: str, operation: str, member: str, name: str) -> Iterator[Item]:
    for page in _pages(client, operation):
        for entry in page.get(member, []):
            if kind != "stack" or not entry["StackStatus"].startswith("DELETE_COMPLETE"):
                yield Item(kind, entry[name] if name else entry)


def _pages(client: Any, operation: str, **parameters: Any) -> Iterable[Mapping[str, Any]]:
    if client.can_paginate(operation):
        pages: Iterable[Mapping[str, Any]] = client.get_paginator(operation).paginate(**parameters)
        return pages
    return [getattr(client, operation)(**parameters)]


def _user_pools(client: Any) -> list[Item]:
    pools = [pool for page in _pages(client, "list_user_pools", PaginationConfig={"PageSize": 60}) for pool in page["UserPools"]]
    return [Item("user pool", pool["Name"]) for pool in pools]


def _labeling_jobs(client: Any) -> list[Item]:
    pages = _pages(client, "list_labeling_jobs")
    return [
        Item("labeling job", job["LabelingJobName"], job["LabelingJobStatus"]) for page in pages for job in page["LabelingJobSummaryList"]
    ]


def _policies(client: Any) -> list[Item]:
    pages = _pages(client, "list_policies", Scope="Local")
    return [Item("managed policy", policy["PolicyName"]) for page in pages for policy in page["Policies"]]


def _is_bootstrap(item: Item) -> bool:
    return item.name == BOOTSTRAP_STACK or BOOTSTRAP_MARK in item.name or item.name == "/cdk-bootstrap/hnb659fds/version"
