"""Custom::GroundTruthWorkforce in the rows of the lifecycle table."""

import copy
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from lambda_handlers import workforce
from tests.unit.lambda_handlers.cloudformation_side import Properties
from tests.unit.lambda_handlers.lifecycle.reason import Reason
from tests.unit.lambda_handlers.lifecycle.sagemaker_shapes import input_members, workforce_states
from tests.unit.lambda_handlers.lifecycle.subject import REQUEST_ID, SECRET, Answer, Subject
from tests.unit.lambda_handlers.resource_properties import member, workforce_properties

VPC = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}
# Statuses of a job -> statuses of a workforce.
STATES = {"Initializing": "Initializing", "InProgress": "Updating", "Stopping": "Deleting", "Failed": "Failed"}


NEVER_COMPLETED = Reason(
    "a workforce is Active until it is deleted",
    lambda: workforce_states() == {"Initializing", "Updating", "Deleting", "Failed", "Active"},
)

NEVER_REPLACED = Reason(
    "its replacement is refused, since an account has one workforce per region",
    lambda: not {"CognitoConfig", "NewWorkforceName"} & set(input_members("UpdateWorkforce")),
)


class WorkforceSubject(Subject):
    """The account's only workforce, with its own user pool."""

    package = workforce
    lacks = MappingProxyType({"completion": NEVER_COMPLETED, "replacement": NEVER_REPLACED})
    is_replaced = False
    create_operation = ("sagemaker", "CreateWorkforce")
    delete_operation = ("sagemaker", "DeleteWorkforce")
    propagation_error = "Cognito DescribeUserPool failed: User pool us-east-1_x does not exist."

    def set_up(self) -> Properties:
        self.config = self.aws.user_pool()
        return workforce_properties(self.config)

    def live(self) -> set[str]:
        return {item["WorkforceName"] for item in self.aws.sagemaker.list_workforces()["Workforces"]}

    def state(self) -> Any:
        pool = self.aws.cognito.describe_user_pool(UserPoolId=self.config["UserPool"])["UserPool"]
        return copy.deepcopy(self.aws.backend.workforces), self.aws.app_client(self.config), pool

    def data(self, id: str) -> Answer:
        found = self._described(id)
        names = ("WorkforceName", "WorkforceArn", "SubDomain")
        return {**{name: found[name] for name in names}, "PortalUrl": f"https://{found['SubDomain']}", **self.config}

    @property
    def changed(self) -> Properties:
        return {**self.properties, "SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}}

    @property
    def replaced(self) -> Properties:
        return {**self.properties, "WorkforceName": "renamed"}

    @property
    def older(self) -> Properties:
        # If a workforce's tags cannot be listed, its user pool and client prove its ownership.
        return {"Name": "ours", "CognitoConfig": self.config}

    @property
    def misused(self) -> list[Properties]:
        return [
            {**self.properties, "OidcConfig": {"ClientId": "c", "ClientSecret": SECRET}},
            {**self.properties, "CognitoConfig": SECRET},
            {**self.properties, "CognitoConfig": {"UserPool": {"Secret": SECRET}}},
            {**self.properties, "SourceIpConfig": {"Cidrs": {"Secret": SECRET}}},
        ]

    @property
    def text_like(self) -> Properties:
        message = {"EmailSubject": "true", "EmailMessage": "{username} {####}"}
        return {**self.properties, "WorkforceName": "3", "InvitationMessage": message}

    def text_like_is_kept(self, id: str) -> bool:
        pool = self.aws.cognito.describe_user_pool(UserPoolId=self.config["UserPool"])["UserPool"]
        return self.live() == {"3"} == {id} and pool["AdminCreateUserConfig"]["InviteMessageTemplate"]["EmailSubject"] == "true"

    def break_creation(self) -> Properties:
        self.fault(("cognito-idp", "UpdateUserPoolClient"), code="InternalErrorException", message="out of order")
        return self.properties

    def foreign(self) -> tuple[str, str]:
        config = self.aws.user_pool("others")
        answer = self.theirs.create({**self.properties, "CognitoConfig": config}, request_id=REQUEST_ID)
        return answer["PhysicalResourceId"], f"'ours' (user pool {config['UserPool']})"

    def use_up_quota(self) -> str:
        """The quota is one per account and region."""
        self.theirs.create({**self.properties, "WorkforceName": "theirs", "CognitoConfig": self.aws.user_pool("others")})
        return "cannot have a second one; to use it set `workforce.mode: adopt` and `workforce.name: theirs`"

    def fail_after_creation(self) -> str:
        failed = {"WorkforceName": "ours", "WorkforceArn": "arn", "Status": "Failed", "FailureReason": "no such subnet"}
        self.fault(("sagemaker", "DescribeWorkforce"), answer={"Workforce": failed})
        return "no such subnet"

    def remove_by_hand(self, id: str) -> None:
        self.aws.sagemaker.delete_workforce(WorkforceName=id)

    def become(self, status: str, id: str) -> None:
        found = self.aws.backend.workforces[id]
        found.status = STATES[status]
        if status != "Failed":
            found.busy_until = self.aws.clock.date() + timedelta(seconds=60)

    def obstacles(self) -> Iterator[tuple[str, Callable[[], None]]]:
        members = [member(self.config, "labelers")]
        self.aws.sagemaker.create_workteam(WorkteamName="team", MemberDefinitions=members, Description="team")
        yield "still has work teams, which must be deleted first", lambda: self._delete_team()

    def reach_deadline(self) -> tuple[str, Answer]:
        self.aws.set_up(vpc_change_seconds=5000)
        return "ours", self.create({**self.properties, "WorkforceVpcConfig": VPC})

    def go_on(self) -> None:
        self.aws.clock.sleep(5000)
        self.aws.set_up()

    def put_into_data(self, value: Any) -> None:
        answered = {"WorkforceName": "ours", "WorkforceArn": value, "SubDomain": "portal.test", "Status": "Active"}
        self.fault(("sagemaker", "DescribeWorkforce"), answer={"Workforce": {**answered, "CognitoConfig": self.config}})

    def secrets(self) -> set[str]:
        return {self.aws.app_client(self.config)["ClientSecret"]}

    def _described(self, name: str) -> Any:
        return self.aws.sagemaker.describe_workforce(WorkforceName=name)["Workforce"]

    def _delete_team(self) -> None:
        self.aws.sagemaker.delete_workteam(WorkteamName="team")
