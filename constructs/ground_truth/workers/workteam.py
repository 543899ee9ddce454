"""A work team: the workers that a labeling job is given to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

import aws_cdk as cdk
from aws_cdk import Token
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from ground_truth.functions.custom_resource import CustomResourceHandler, ResourceType
from ground_truth.tags import api_tags
from ground_truth.warnings_of_rules import annotate
from ground_truth.workers.pool_members import Member, check_members, place_in_group
from ground_truth.workers.team_notifications import TeamNotifications
from ground_truth.workers.workforce import Workforce
from ground_truth.workers.workforce_rights import workteam_rights
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of
from labeling_rules.worker_access import data_urls_stay_with_the_workers

WORKTEAM = ResourceType("Custom::GroundTruthWorkteam", "workteam", cdk.Duration.minutes(10))

_NAME = r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"


PresignedUrlsFrom = Literal["anywhere", "source_ip", "vpc_source_ip"]

_CONSTRAINTS: Mapping[str, str] = {"source_ip": "SourceIp", "vpc_source_ip": "VpcSourceIp"}
"""https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_IamPolicyConstraints.html"""


class Workteam(Construct):
    """A private work team: a group of the workforce's user pool, its members, and the team that Ground Truth knows.

    A custom resource, although AWS::SageMaker::Workteam exists: the native type has no WorkerAccessConfiguration and no SubDomain, and
    what it does while Cognito and IAM propagate, and about `Success: false` of DeleteWorkteam, is not documented.

    `workteam_name`: 1 to 63 letters, digits and inner hyphens; also the group's name. `description`: 1 to 200 characters, one line.
    `notifications`: a topic that tells of available and expiring work, with the members' addresses subscribed.
    `presigned_urls_from`: where the URLs of data in worker pages work: anywhere, at the address from which the worker opened the task
    (`source_ip`), or there and through an S3 endpoint of the portal's VPC (`vpc_source_ip`).
    Raises ValueError for names and descriptions that CreateWorkteam refuses and for a member named twice.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        workforce: Workforce,
        workteam_name: str,
        description: str,
        members: Sequence[Member] = (),
        notifications: bool = False,
        presigned_urls_from: PresignedUrlsFrom = "anywhere",
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        _check(workteam_name, description, members)
        _warn(self, workforce, presigned_urls_from)
        group = cognito.CfnUserPoolGroup(self, "Group", user_pool_id=workforce.user_pool_id, group_name=workteam_name)
        properties: dict[str, Any] = {
            "WorkteamName": workteam_name,
            "WorkforceName": workforce.workforce_name,
            "Description": description,
            "MemberDefinitions": [_member_definition(workforce, group)],
        }
        if presigned_urls_from in _CONSTRAINTS:
            constraints = {_CONSTRAINTS[presigned_urls_from]: "Enabled"}
            properties["WorkerAccessConfiguration"] = {"S3Presign": {"IamPolicyConstraints": constraints}}
        if tags:
            properties["Tags"] = api_tags(tags)
        self.notifications: TeamNotifications | None = None
        if notifications:
            self.notifications = TeamNotifications(self, "Notifications", emails=[member.email for member in members])
            properties["NotificationConfiguration"] = {"NotificationTopicArn": self.notifications.topic_arn}
        self.resource = self._handler(workforce).resource(self, "Resource", properties)
        if self.notifications is not None:
            self.resource.node.add_dependency(self.notifications)
        for member in members:
            self._add(member, workforce, group)

    @cached_property
    def workteam_arn(self) -> str:
        """The team's ARN."""
        return self.resource.get_att_string("WorkteamArn")

    @property
    def workteam_name(self) -> str:
        """The team's name."""
        return self.resource.get_att_string("WorkteamName")

    def _add(self, member: Member, workforce: Workforce, group: cognito.CfnUserPoolGroup) -> None:
        membership = place_in_group(self, member, user_pool_id=workforce.user_pool_id, group=group)
        if not member.existing:
            membership.node.add_dependency(workforce.invite(member.email))

    def _handler(self, workforce: Workforce) -> CustomResourceHandler:
        handler = CustomResourceHandler.of(self, WORKTEAM)
        handler.policy.allow(*workteam_rights(cdk.Stack.of(self), user_pool_arn=workforce.user_pool_arn()))
        return handler


def _member_definition(workforce: Workforce, group: cognito.CfnUserPoolGroup) -> dict[str, Any]:
    member = {"UserPool": workforce.user_pool_id, "ClientId": workforce.client_id, "UserGroup": group.ref}
    return {"CognitoMemberDefinition": member}


def _warn(team: Workteam, workforce: Workforce, presigned_urls_from: PresignedUrlsFrom) -> None:
    settings = Node("", "", {"presigned_urls_from": presigned_urls_from})
    workforce_settings = Node("", "", {"source_ip_cidrs": list(workforce.source_ip_cidrs)})
    annotate(team, mistakes_of(data_urls_stay_with_the_workers, settings, workforce=workforce_settings))


def _check(workteam_name: str, description: str, members: Sequence[Member]) -> None:
    if not Token.is_unresolved(workteam_name) and not re.fullmatch(_NAME, workteam_name):
        raise ValueError(f"workteam_name {workteam_name!r}: expected 1 to 63 letters, digits and inner hyphens")
    if not Token.is_unresolved(description) and not re.fullmatch(r".{1,200}", description):
        raise ValueError(f"description {description!r}: expected 1 to 200 characters on one line")
    check_members(workteam_name, members)
