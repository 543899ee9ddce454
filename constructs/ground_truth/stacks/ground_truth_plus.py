"""The Ground Truth Plus settings of an environment file, as constructs of its Foundation stack."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.buckets.input_bucket import InputBucket
from ground_truth.environment import Environment, GroundTruthPlusSettings
from ground_truth.ground_truth_plus.access import GroundTruthPlusAccountAccess, GroundTruthPlusRole
from ground_truth.ground_truth_plus.project import GroundTruthPlusProject
from ground_truth.ground_truth_plus.project_bucket import ProjectBucket
from ground_truth.ground_truth_plus.project_team import ProjectTeam
from ground_truth.settings import PlusProjectSettings, PlusTeamSettings, UserPoolSettings
from ground_truth.settings.plus_folders import PlusFolders
from ground_truth.stacks.environment_resources import encryption_key, user_pool
from ground_truth.stacks.plus_outputs import add_outputs
from ground_truth.workers.pool_members import Member
from ground_truth.workers.worker_pool import WorkerPool
from ground_truth.workers.workforce import Workforce


class GroundTruthPlusOfEnvironment:
    """Adds to a stack what `ground_truth_plus` in an environment file asks for: projects, or access to the input bucket.

    `projects` has the construct of each project by name.
    """

    def __init__(
        self,
        stack: cdk.Stack,
        *,
        environment: Environment,
        settings: GroundTruthPlusSettings,
        input_bucket: InputBucket,
        workforce: Workforce,
        removal_policy: cdk.RemovalPolicy,
    ) -> None:
        self._stack, self._environment, self._settings = stack, environment, settings
        self._input_bucket, self._workforce, self._removal_policy = input_bucket, workforce, removal_policy
        self.projects = {project.name: self._project(project) for project in settings.projects}
        if not self.projects:
            self._open_input_bucket()

    def _open_input_bucket(self) -> None:
        settings, narrowed_to = self._settings, PlusFolders() if self._settings.narrowed else None
        if settings.account_id is not None:
            GroundTruthPlusAccountAccess(
                self._stack, "GroundTruthPlusAccount", bucket=self._input_bucket, account_id=settings.account_id, narrowed_to=narrowed_to
            )
        if settings.grants_role:
            role = GroundTruthPlusRole(self._stack, "GroundTruthPlusRole", bucket=self._input_bucket, narrowed_to=narrowed_to)
            use = "For the form that requests a Ground Truth Plus project"
            cdk.CfnOutput(self._stack, "GroundTruthPlusRoleArn", value=role.role_arn, description=use)

    def _project(self, settings: PlusProjectSettings) -> GroundTruthPlusProject:
        project = GroundTruthPlusProject(
            self._stack,
            f"GroundTruthPlus {settings.name}",
            settings=settings,
            bucket=self._bucket(settings),
            account_id=self._settings.account_id,
            with_role=self._settings.grants_role,
            narrowed=self._settings.narrowed,
            team=self._team(settings.name, settings.team) if settings.team else None,
        )
        add_outputs(self._stack, project)
        return project

    def _bucket(self, settings: PlusProjectSettings) -> DataBucket:
        if settings.bucket == "input":
            return self._input_bucket
        like = self._environment.input_bucket
        return ProjectBucket(
            self._stack,
            f"GroundTruthPlusBucket {settings.name}",
            encryption_key=encryption_key(
                self._stack, f"GroundTruthPlusKey {settings.name}", settings=like, removal_policy=self._removal_policy
            ),
            noncurrent_version_expiration=cdk.Duration.days(like.noncurrent_version_expiration_days),
            removal_policy=self._removal_policy,
        )

    def _team(self, project: str, settings: PlusTeamSettings) -> ProjectTeam:
        pool = self._own_pool(project, settings.user_pool) if settings.user_pool else self._workforce
        return ProjectTeam(
            self._stack,
            f"GroundTruthPlusTeam {project}",
            group_name=group_name(self._environment.name, project, settings),
            pool=pool,
            members=[Member(member.email, existing=member.existing) for member in settings.members],
        )

    def _own_pool(self, project: str, settings: UserPoolSettings) -> WorkerPool:
        return user_pool(
            self._stack,
            f"GroundTruthPlusWorkers {project}",
            settings=settings,
            removal_policy=self._removal_policy,
            user_invitation=_invitation(project, settings),
        )


def group_name(environment: str, project: str, settings: PlusTeamSettings) -> str:
    """The name of a project team's group."""
    return settings.group or f"{environment}-{project}"


def _invitation(project: str, settings: UserPoolSettings) -> cognito.UserInvitationConfig:
    """The mail that a member gets. The project portal's address is known only once AWS made it, so that the text cannot name it."""
    if settings.invitation is not None:
        return cognito.UserInvitationConfig(email_subject=settings.invitation.subject, email_body=settings.invitation.message)
    return cognito.UserInvitationConfig(
        email_subject=f"You are invited to the project team of {project}",
        email_body=(
            f"You are invited to the Ground Truth Plus project team of {project}. Your user name is {{username}} and your temporary "
            "password is {####} - whoever requested the project tells you the address of its portal."
        ),
    )
