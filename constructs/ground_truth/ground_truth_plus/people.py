"""Managed policies for the people who request, review and read a project of Ground Truth Plus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from aws_cdk import aws_iam as iam
from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.ground_truth_plus.permission_only_actions import (
    DECIDE_ABOUT_BATCHES,
    REQUEST_PROJECTS,
    SEE_PROJECTS,
    console_actions,
)
from ground_truth.settings import PeopleSettings
from ground_truth.settings.plus_folders import PlusFolders

_NOBODY = PeopleSettings()


class ProjectPeople(Construct):
    """Three managed policies for one project: `requester`, `reviewer` and `reader`.

    The requester fills in the console's forms, passes on the project's role and puts input in place; the reviewer accepts and rejects
    batches and reads input and labels; the reader looks at statuses. The console's actions support no resource-level permissions:
    a requester or reviewer of one project is one of all in the account. Only S3 and the role keep projects apart.

    `role`: the role of the project, None in account mode. `user_pool_arn`: the pool that the project team is imported from.
    The people named are existing roles and groups of the account; attach the policies to others by `managed_policy_arn`.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: DataBucket,
        folders: PlusFolders,
        role: iam.IRole | None = None,
        user_pool_arn: str | None = None,
        requesters: PeopleSettings = _NOBODY,
        reviewers: PeopleSettings = _NOBODY,
        readers: PeopleSettings = _NOBODY,
    ) -> None:
        super().__init__(scope, construct_id)
        self._bucket, self._folders = bucket, folders
        self.requester = self._policy("Requester", requesters, [*self._request(role), *_see_team(user_pool_arn)])
        self.reviewer = self._policy("Reviewer", reviewers, self._review())
        self.reader = self._policy("Reader", readers, [_console(SEE_PROJECTS)])

    def _policy(self, name: str, people: PeopleSettings, statements: Iterable[iam.PolicyStatement]) -> iam.ManagedPolicy:
        return iam.ManagedPolicy(
            self,
            name,
            description=f"{name} of the Ground Truth Plus project {self._folders.project}",
            statements=list(statements),
            roles=[iam.Role.from_role_name(self, f"{name} role {role}", role) for role in people.roles],
            groups=[iam.Group.from_group_name(self, f"{name} group {group}", group) for group in people.groups],
        )

    def _request(self, role: iam.IRole | None) -> Iterator[iam.PolicyStatement]:
        yield _console(SEE_PROJECTS, REQUEST_PROJECTS)
        if role is not None:
            # No condition on iam:PassedToService: AWS documents no value for Ground Truth Plus, and a wrong one would refuse the form.
            yield _allow(["iam:PassRole"], [role.role_arn])
        yield from self._look_into_bucket()
        # Deleted objects stay as old versions.
        uploads = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"]
        yield _allow(uploads, [self._objects(self._folders.input())])
        yield _allow(["s3:GetObject"], [self._objects(self._folders.output())])
        yield from self._use_key("kms:Decrypt", "kms:GenerateDataKey")

    def _review(self) -> Iterator[iam.PolicyStatement]:
        yield _console(SEE_PROJECTS, DECIDE_ABOUT_BATCHES)
        yield from self._look_into_bucket()
        yield _allow(["s3:GetObject"], [self._objects(self._folders.input()), self._objects(self._folders.output())])
        yield from self._use_key("kms:Decrypt")

    def _look_into_bucket(self) -> Iterator[iam.PolicyStatement]:
        prefixes = [f"{self._folders.input()}*", f"{self._folders.output()}*"]
        yield _allow(["s3:GetBucketLocation"], [self._bucket.bucket.bucket_arn])
        yield _allow(["s3:ListBucket"], [self._bucket.bucket.bucket_arn], {"StringLike": {"s3:prefix": prefixes}})

    def _use_key(self, *actions: str) -> Iterator[iam.PolicyStatement]:
        if self._bucket.encryption_key is not None:
            yield _allow(list(actions), [self._bucket.encryption_key.key_arn])

    def _objects(self, prefix: str) -> str:
        return self._bucket.bucket.arn_for_objects(f"{prefix}*")


def _see_team(user_pool_arn: str | None) -> Iterator[iam.PolicyStatement]:
    """Actions that the form needs to offer pool, client and group: those that AWS documents for the same form of private workforces.

    Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-security-permission-console-access.html
    """
    if user_pool_arn is not None:
        # ListUserPools supports no resource-level permissions.
        yield _allow(["cognito-idp:ListUserPools"], ["*"])
        reads = ("DescribeUserPool", "DescribeUserPoolClient", "ListGroups", "ListUserPoolClients", "ListUsersInGroup")
        yield _allow([f"cognito-idp:{action}" for action in reads], [user_pool_arn])


def _console(*groups: tuple[str, ...]) -> iam.PolicyStatement:
    return _allow(console_actions(*groups), ["*"])


def _allow(actions: Sequence[str], resources: Sequence[str], conditions: Mapping[str, Any] | None = None) -> iam.PolicyStatement:
    return iam.PolicyStatement(actions=list(actions), resources=list(resources), conditions=conditions)
