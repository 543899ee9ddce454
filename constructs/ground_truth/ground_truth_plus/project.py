"""A project of Ground Truth Plus: where its data is, who reaches it, and what people may do with it."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import Token
from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.ground_truth_plus.access import GroundTruthPlusAccountAccess, GroundTruthPlusRole
from ground_truth.ground_truth_plus.delivery import ProjectDelivery
from ground_truth.ground_truth_plus.people import ProjectPeople
from ground_truth.ground_truth_plus.project_bucket import count_requests, expire_input
from ground_truth.ground_truth_plus.project_team import ProjectTeam
from ground_truth.settings import PlusProjectSettings
from ground_truth.settings.plus_folders import PlusFolders

REGION = "us-east-1"
"""https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-create-batches.html"""


class GroundTruthPlusProject(Construct):
    """Everything of a project that can be code; the rest is in the console, and its runbook tells what to enter there.

    `bucket`: input and output; Ground Truth Plus gets the documented policy, that is the whole bucket, so give each project its own
    or set `narrowed`. `account_id`: account mode, see `GroundTruthPlusAccountAccess`. `with_role`: role mode, a role of this project.
    `team`: who is imported as project team. Raises ValueError without either mode, and in another region than us-east-1.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: PlusProjectSettings,
        bucket: DataBucket,
        account_id: str | None = None,
        with_role: bool = True,
        narrowed: bool = False,
        team: ProjectTeam | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        _check(cdk.Stack.of(self).region, settings.name, account_id=account_id, with_role=with_role)
        self.settings, self.bucket, self.team = settings, bucket, team
        self.folders = PlusFolders(settings.name)
        narrowed_to = self.folders if narrowed else None
        if account_id is not None:
            GroundTruthPlusAccountAccess(self, "Account", bucket=bucket, account_id=account_id, narrowed_to=narrowed_to)
        self.role = GroundTruthPlusRole(self, "Role", bucket=bucket, narrowed_to=narrowed_to) if with_role else None
        self.people = ProjectPeople(
            self,
            "People",
            bucket=bucket,
            folders=self.folders,
            role=self.role.role if self.role else None,
            user_pool_arn=team.user_pool_arn if team else None,
            requesters=settings.requesters,
            reviewers=settings.reviewers,
            readers=settings.readers,
        )
        self.delivery = ProjectDelivery(self, "Delivery", bucket=bucket, folders=self.folders, settings=settings.delivery)
        if settings.input_expiration_days is not None:
            expire_input(bucket, project=settings.name, after=cdk.Duration.days(settings.input_expiration_days))
        if settings.metrics:
            count_requests(bucket, project=settings.name)

    @property
    def input_location(self) -> str:
        """`s3://<bucket>/ground-truth-plus/input/<project>/`, with a folder for each batch below."""
        return self.bucket.s3_uri(self.folders.input())

    @property
    def output_location(self) -> str:
        """`s3://<bucket>/ground-truth-plus/output/<project>/`, with a folder for each batch below."""
        return self.bucket.s3_uri(self.folders.output())


def _check(region: str, name: str, *, account_id: str | None, with_role: bool) -> None:
    if account_id is None and not with_role:
        raise ValueError(f"Ground Truth Plus project {name!r}: expected an account_id, a role, or both")
    if not Token.is_unresolved(region) and region != REGION:
        raise ValueError(f"Ground Truth Plus project {name!r} in {region!r}: expected {REGION}, the one region of Ground Truth Plus")
