"""The stack that changes seldom: buckets, Ground Truth Plus access, workers, workforce, work teams and the execution role."""

from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from constructs import Construct

from ground_truth.buckets.input_bucket import InputBucket
from ground_truth.buckets.output_bucket import OutputBucket
from ground_truth.environment import AdoptWorkforce, BucketSettings, CreateWorkforce, Environment, GroundTruthPlusSettings
from ground_truth.ground_truth_plus import GroundTruthPlusProject
from ground_truth.settings import TeamSettings
from ground_truth.stacks.environment_resources import encryption_key, user_pool
from ground_truth.stacks.ground_truth_plus import GroundTruthPlusOfEnvironment
from ground_truth.workers.pool_members import Member
from ground_truth.workers.workforce import Invitation, Workforce
from ground_truth.workers.workforce_vpc import WorkforceVpc
from ground_truth.workers.workteam import Workteam
from labeling_rules.task_types import CorsProfile


class FoundationStack(cdk.Stack):
    """Everything of an environment that outlives its labeling jobs."""

    def __init__(self, scope: Construct, construct_id: str, *, environment: Environment) -> None:
        super().__init__(scope, construct_id, description=f"Ground Truth, environment {environment.name}: workers, buckets and roles")
        self._environment = environment
        self._removal = cdk.RemovalPolicy.DESTROY if environment.data_on_destroy == "destroy" else cdk.RemovalPolicy.RETAIN
        cors = _cors_profile(environment)
        self.input_bucket = InputBucket(self, "InputBucket", **self._bucket("Input", environment.input_bucket, cors))
        self.output_bucket = OutputBucket(self, "OutputBucket", **self._bucket("Output", environment.output_bucket, cors))
        self.workforce = self._workforce()
        self.teams = {team.name: self._team(team) for team in environment.teams}
        self._outputs()
        self.plus_projects: Mapping[str, GroundTruthPlusProject] = {}
        if environment.ground_truth_plus is not None:
            self.plus_projects = self._ground_truth_plus(environment.ground_truth_plus)

    def _bucket(self, name: str, settings: BucketSettings, cors_profile: CorsProfile | None) -> dict[str, Any]:
        return {
            "cors_profile": cors_profile,
            "bucket_name": settings.name,
            "encryption_key": encryption_key(self, f"{name}Key", settings=settings, removal_policy=self._removal),
            "noncurrent_version_expiration": cdk.Duration.days(settings.noncurrent_version_expiration_days),
            "removal_policy": self._removal,
        }

    def _workforce(self) -> Workforce:
        settings, tags = self._environment.workforce, self._environment.tags
        if isinstance(settings, AdoptWorkforce):
            vpc = _vpc(settings)
            return Workforce.adopt(self, "Workforce", workforce_name=settings.name, source_ip_cidrs=settings.source_ip_cidrs, vpc=vpc)
        if not isinstance(settings, CreateWorkforce):
            return Workforce.import_existing(self, "Workforce", workforce_name=settings.name)
        pool = settings.user_pool
        worker_pool = user_pool(self, "Workers", settings=pool, removal_policy=self._removal)
        invitation = Invitation(pool.invitation.subject, pool.invitation.message) if pool.invitation else Invitation()
        return Workforce(
            self,
            "Workforce",
            workforce_name=settings.name,
            worker_pool=worker_pool,
            invitation=invitation,
            source_ip_cidrs=settings.source_ip_cidrs,
            vpc=_vpc(settings),
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
            presigned_urls_from=settings.presigned_urls_from,
            tags=self._environment.tags,
        )

    def _outputs(self) -> None:
        cdk.CfnOutput(self, "PortalUrl", value=self.workforce.portal_url, description="Where workers sign in")
        cdk.CfnOutput(self, "InputBucketName", value=self.input_bucket.bucket_name, description="What is to be labeled")
        cdk.CfnOutput(self, "OutputBucketName", value=self.output_bucket.bucket_name, description="The labels")
        for name, team in self.teams.items():
            cdk.CfnOutput(self, f"WorkteamArn {name}", value=team.workteam_arn, description=f"Work team {name}")

    def _ground_truth_plus(self, settings: GroundTruthPlusSettings) -> Mapping[str, GroundTruthPlusProject]:
        plus = GroundTruthPlusOfEnvironment(
            self,
            environment=self._environment,
            settings=settings,
            input_bucket=self.input_bucket,
            workforce=self.workforce,
            removal_policy=self._removal,
        )
        return plus.projects


def _vpc(settings: CreateWorkforce | AdoptWorkforce) -> WorkforceVpc | None:
    config = settings.workforce_vpc_config
    return WorkforceVpc(config.vpc_id, config.security_group_ids, config.subnets) if config else None


def _cors_profile(environment: Environment) -> CorsProfile | None:
    """The widest CORS profile that the jobs of an environment need; it allows workers' browsers all that the others do."""
    tasks = [job.built_in_task for job in environment.labeling_jobs]
    return max((task.cors_profile for task in tasks if task and task.cors_profile), key=_methods, default=None)


def _methods(profile: CorsProfile) -> int:
    return len(profile.allowed_methods)
