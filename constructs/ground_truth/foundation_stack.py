"""The stack that changes seldom: buckets, Ground Truth Plus access, workers, workforce, work teams and the execution role."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_kms as kms
from constructs import Construct

from ground_truth.environment import (
    AdoptWorkforce,
    BucketSettings,
    CreateWorkforce,
    Environment,
    GroundTruthPlusSettings,
    TeamSettings,
)
from ground_truth.execution_role import ExecutionRole
from ground_truth.ground_truth_plus import GroundTruthPlusAccountAccess, GroundTruthPlusRole
from ground_truth.input_bucket import InputBucket
from ground_truth.output_bucket import OutputBucket
from ground_truth.worker_pool import WorkerPool
from ground_truth.workforce import Invitation, Workforce
from ground_truth.workteam import Member, Workteam

_MFA = {"off": cognito.Mfa.OFF, "optional": cognito.Mfa.OPTIONAL, "required": cognito.Mfa.REQUIRED}


class FoundationStack(cdk.Stack):
    """Everything of an environment that outlives its labeling jobs."""

    def __init__(self, scope: Construct, construct_id: str, *, environment: Environment) -> None:
        super().__init__(scope, construct_id, description=f"Ground Truth, environment {environment.name}: workers, buckets and roles")
        self._environment = environment
        self._removal = cdk.RemovalPolicy.DESTROY if environment.data_on_destroy == "destroy" else cdk.RemovalPolicy.RETAIN
        self.input_bucket = InputBucket(self, "InputBucket", **self._bucket("Input", environment.input_bucket))
        self.output_bucket = OutputBucket(self, "OutputBucket", **self._bucket("Output", environment.output_bucket))
        self.execution_role = ExecutionRole(self, "ExecutionRole", input_bucket=self.input_bucket, output_bucket=self.output_bucket)
        self.workforce = self._workforce()
        self.teams = {team.name: self._team(team) for team in environment.teams}
        self._outputs()
        if environment.ground_truth_plus is not None:
            self._ground_truth_plus(environment.ground_truth_plus)

    def _bucket(self, name: str, settings: BucketSettings) -> dict[str, Any]:
        return {
            "bucket_name": settings.name,
            "encryption_key": self._key(name, settings),
            "noncurrent_version_expiration": cdk.Duration.days(settings.noncurrent_version_expiration_days),
            "removal_policy": self._removal,
        }

    def _key(self, name: str, settings: BucketSettings) -> kms.IKey | None:
        if settings.encryption != "kms":
            return None
        if settings.kms_key_arn is not None:
            return kms.Key.from_key_arn(self, f"{name}Key", settings.kms_key_arn)
        return kms.Key(self, f"{name}Key", enable_key_rotation=True, removal_policy=self._removal, pending_window=cdk.Duration.days(7))

    def _workforce(self) -> Workforce:
        settings, tags = self._environment.workforce, self._environment.tags
        if isinstance(settings, AdoptWorkforce):
            return Workforce.adopt(self, "Workforce", workforce_name=settings.name, source_ip_cidrs=settings.source_ip_cidrs)
        if not isinstance(settings, CreateWorkforce):
            return Workforce.import_existing(self, "Workforce", workforce_name=settings.name)
        pool = settings.user_pool
        worker_pool = WorkerPool(self, "Workers", domain_prefix=pool.domain_prefix, mfa=_MFA[pool.mfa], removal_policy=self._removal)
        invitation = Invitation(pool.invitation.subject, pool.invitation.message) if pool.invitation else Invitation()
        return Workforce(
            self,
            "Workforce",
            workforce_name=settings.name,
            worker_pool=worker_pool,
            invitation=invitation,
            source_ip_cidrs=settings.source_ip_cidrs,
            tags=tags,
        )

    def _team(self, settings: TeamSettings) -> Workteam:
        return Workteam(
            self,
            f"Team {settings.name}",
            workforce=self.workforce,
            workteam_name=f"{self._environment.name}-{settings.name}",
            description=settings.description,
            members=[Member(member.email, existing=member.existing) for member in settings.members],
            notifications=settings.notifications,
            tags=self._environment.tags,
        )

    def _outputs(self) -> None:
        cdk.CfnOutput(self, "PortalUrl", value=self.workforce.portal_url, description="Where workers sign in")
        cdk.CfnOutput(self, "InputBucketName", value=self.input_bucket.bucket_name, description="What is to be labeled")
        cdk.CfnOutput(self, "OutputBucketName", value=self.output_bucket.bucket_name, description="The labels")
        for name, team in self.teams.items():
            cdk.CfnOutput(self, f"WorkteamArn {name}", value=team.workteam_arn, description=f"Work team {name}")

    def _ground_truth_plus(self, settings: GroundTruthPlusSettings) -> None:
        if settings.account_id is not None:
            GroundTruthPlusAccountAccess(self, "GroundTruthPlusAccount", bucket=self.input_bucket, account_id=settings.account_id)
        if settings.grants_role:
            role = GroundTruthPlusRole(self, "GroundTruthPlusRole", bucket=self.input_bucket)
            cdk.CfnOutput(
                self, "GroundTruthPlusRoleArn", value=role.role_arn, description="For the form that requests a Ground Truth Plus project"
            )
