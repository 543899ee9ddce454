"""The private workforce: the people who label. There is one per account and region."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import Token
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from ground_truth.functions.custom_resource import CustomResourceHandler, ResourceType
from ground_truth.role_policy import RolePolicy
from ground_truth.tags import api_tags
from ground_truth.workers.pool_members import invited_user
from ground_truth.workers.worker_pool import WorkerPool
from ground_truth.workers.workforce_rights import workforce_rights
from ground_truth.workers.workforce_vpc import WorkforceVpc

WORKFORCE = ResourceType("Custom::GroundTruthWorkforce", "workforce", cdk.Duration.minutes(14))


@dataclass(frozen=True)
class Invitation:
    """The mail that invites a worker: `{username}`, `{####}` (the first password) and `{portal}` (the portal's URL) are filled in.

    `subject`: at most 140 characters; `message`: 6 to 20,000 characters, HTML allowed.
    """

    subject: str = "You are invited to label data"
    message: str = "Sign in at {portal} with the user name {username} and the temporary password {####}"


class Workforce(Construct):
    """The private workforce of an account and region, over a Cognito user pool.

    Made with a `worker_pool`, it is created and goes with the stack; CreateWorkforce refuses when there is one already, and the
    message then names it. `Workforce.adopt` shares one that exists and manages its settings; `Workforce.import_existing` changes
    nothing about it. Neither ever deletes it, and both refuse one whose workers sign in through OpenID Connect.

    `workforce_name`: 1 to 63 letters, digits and hyphens. `source_ip_cidrs`: the portal answers only these addresses, 1 to 10.
    `vpc`: the portal can be reached from there.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        workforce_name: str,
        worker_pool: WorkerPool | None,
        invitation: Invitation | None = None,
        source_ip_cidrs: Sequence[str] = (),
        vpc: WorkforceVpc | None = None,
        tags: Mapping[str, str] | None = None,
        mode: str = "create",
    ) -> None:
        super().__init__(scope, construct_id)
        _check(workforce_name, source_ip_cidrs)
        if mode not in ("create", "adopt", "import") or (mode == "create") != (worker_pool is not None):
            raise ValueError(f"mode {mode!r}: expected create with a worker_pool, or adopt or import without one")
        self.worker_pool = worker_pool
        self.source_ip_cidrs = tuple(source_ip_cidrs)
        self._handler = CustomResourceHandler.of(self, WORKFORCE)
        self._handler.policy.allow(*workforce_rights(cdk.Stack.of(self), mode=mode, workforce_name=workforce_name, worker_pool=worker_pool))
        properties: dict[str, Any] = {"Mode": mode, "WorkforceName": workforce_name}
        if source_ip_cidrs:
            properties["SourceIpConfig"] = {"Cidrs": list(source_ip_cidrs)}
        if vpc is not None:
            properties["WorkforceVpcConfig"] = vpc.properties
        if worker_pool is not None:
            properties |= _created_over(worker_pool, invitation or Invitation())
        if tags:
            properties["Tags"] = api_tags(tags)
        self.resource = self._handler.resource(self, "Resource", properties)
        if worker_pool is not None:
            # Ground Truth asks for the pool's domain, which nothing in the properties refers to.
            self.resource.node.add_dependency(worker_pool.domain)
        if vpc is not None:
            self._allow_in(vpc)

    @classmethod
    def adopt(
        cls,
        scope: Construct,
        construct_id: str,
        *,
        workforce_name: str,
        source_ip_cidrs: Sequence[str] = (),
        vpc: WorkforceVpc | None = None,
    ) -> Workforce:
        """Share the workforce that another stack or a person made: its settings are managed, it is never deleted."""
        settings: dict[str, Any] = {"source_ip_cidrs": source_ip_cidrs, "vpc": vpc}
        return cls(scope, construct_id, workforce_name=workforce_name, worker_pool=None, mode="adopt", **settings)

    @classmethod
    def import_existing(cls, scope: Construct, construct_id: str, *, workforce_name: str) -> Workforce:
        """Use a workforce that exists and change nothing about it."""
        return cls(scope, construct_id, workforce_name=workforce_name, worker_pool=None, mode="import")

    @property
    def workforce_name(self) -> str:
        """The name, once the workforce exists."""
        return self.resource.get_att_string("WorkforceName")

    @property
    def portal_url(self) -> str:
        """The URL at which workers sign in: `https://<id>.labeling.<region>.sagemaker.aws`."""
        return self.resource.get_att_string("PortalUrl")

    @property
    def user_pool_id(self) -> str:
        """The user pool of the workforce, made here or elsewhere."""
        return self.worker_pool.user_pool.user_pool_id if self.worker_pool else self.resource.get_att_string("UserPool")

    @property
    def client_id(self) -> str:
        """The app client of the workforce."""
        return self.worker_pool.client.user_pool_client_id if self.worker_pool else self.resource.get_att_string("ClientId")

    def user_pool_arn(self) -> str:
        """The ARN of the user pool, made here or elsewhere."""
        if self.worker_pool:
            return self.worker_pool.user_pool.user_pool_arn
        return cdk.Stack.of(self).format_arn(service="cognito-idp", resource="userpool", resource_name=self.user_pool_id)

    def invite(self, email: str) -> cognito.CfnUserPoolUser:
        """The worker of that address in the user pool, invited by mail at the first call; the address is the user name."""
        worker = invited_user(self, user_pool_id=self.user_pool_id, email=email)
        # The mail names the portal, which the workforce's handler writes into the pool's invitation.
        worker.node.add_dependency(self.resource)
        if self.worker_pool:
            worker.apply_removal_policy(self.worker_pool.removal_policy)
        return worker

    def _allow_in(self, vpc: WorkforceVpc) -> None:
        # A policy of its own: when the VPC is taken out of the stack, CloudFormation deletes it after the update that gives up the
        # endpoints, and not before.
        policy = RolePolicy(self, "VpcPolicy", role=self._handler.role)
        policy.allow(*vpc.rights(cdk.Stack.of(self)))
        self.resource.node.add_dependency(policy)


def _created_over(worker_pool: WorkerPool, invitation: Invitation) -> Mapping[str, Any]:
    return {
        "CognitoConfig": {"UserPool": worker_pool.user_pool.user_pool_id, "ClientId": worker_pool.client.user_pool_client_id},
        "InvitationMessage": {"EmailSubject": invitation.subject, "EmailMessage": invitation.message},
        "UserPoolRevision": worker_pool.revision,
    }


def _check(workforce_name: str, source_ip_cidrs: Sequence[str]) -> None:
    if not Token.is_unresolved(workforce_name) and not re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9-]{0,62}", workforce_name):
        raise ValueError(
            f"workforce_name {workforce_name!r}: expected 1 to 63 letters, digits and hyphens, beginning with a letter or digit"
        )
    if len(source_ip_cidrs) > 10:
        raise ValueError(f"source_ip_cidrs has {len(source_ip_cidrs)} entries: Ground Truth allows 10")
