"""Custom::GroundTruthWorkteam in the rows of the lifecycle table."""

import copy
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

from lambda_handlers import workteam
from tests.unit.lambda_handlers.cloudformation_side import Properties
from tests.unit.lambda_handlers.lifecycle.reason import Reason
from tests.unit.lambda_handlers.lifecycle.sagemaker_shapes import output_members
from tests.unit.lambda_handlers.lifecycle.subject import REQUEST_ID, SECRET, Answer, Subject
from tests.unit.lambda_handlers.resource_properties import workteam_properties


def nothing_more() -> None:
    """A fault ends after its first effect."""


NO_STATUS = Reason(
    "a work team has no status",
    lambda: not {"Status", "WorkteamStatus"} & output_members("DescribeWorkteam", "Workteam"),
)


class WorkteamSubject(Subject):
    """A team of the account's workforce."""

    package = workteam
    lacks = MappingProxyType({"status": NO_STATUS, "completion": NO_STATUS})
    create_operation = ("sagemaker", "CreateWorkteam")
    delete_operation = ("sagemaker", "DeleteWorkteam")
    propagation_error = "Cognito GetGroup failed: Group not found."

    def set_up(self) -> Properties:
        self.config = self.aws.user_pool()
        self.aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=self.config)
        return workteam_properties(self.config)

    def live(self) -> set[str]:
        return {item["WorkteamName"] for item in self.aws.sagemaker.list_workteams()["Workteams"]}

    def state(self) -> Any:
        return copy.deepcopy(self.aws.backend.workteams)

    def data(self, id: str) -> Answer:
        found = self._described(id)
        return {name: found[name] for name in ("WorkteamName", "WorkteamArn", "SubDomain")}

    @property
    def changed(self) -> Properties:
        return {**self.properties, "Description": "labels and reviews"}

    @property
    def replaced(self) -> Properties:
        return {**self.properties, "WorkteamName": "opinions"}

    @property
    def misused(self) -> list[Properties]:
        return [
            {**self.properties, "MemberDefinitions": SECRET},
            {**self.properties, "MemberDefinitions": [{"OidcMemberDefinition": {"ClientSecret": SECRET, "Groups": SECRET}}]},
            {**self.properties, "Description": {"Secret": SECRET}},
        ]

    @property
    def text_like(self) -> Properties:
        return {**self.properties, "WorkteamName": "3", "Description": "true"}

    def text_like_is_kept(self, id: str) -> bool:
        return self.live() == {"3"} == {id} and self._described("3")["Description"] == "true"

    def break_creation(self) -> Properties:
        self.fault(("sagemaker", "DescribeWorkteam"), code="InternalFailure", message="out of order")
        return self.properties

    def foreign(self) -> tuple[str, str]:
        answer = self.theirs.create(self.properties, request_id=REQUEST_ID)
        return answer["PhysicalResourceId"], f"exists already and was made by Resource1A2B3C4D of stack {self.theirs.stack_id}"

    def use_up_quota(self) -> str:
        self.aws.set_up(workteam_quota=0)
        return "'Ground Truth work teams' (L-1BAEE5A7, 25 in a new account)"

    def remove_by_hand(self, id: str) -> None:
        self.aws.sagemaker.delete_workteam(WorkteamName=id)

    def obstacles(self) -> Iterator[tuple[str, Callable[[], None]]]:
        self.fault(self.delete_operation, answer={"Success": False})
        yield "DeleteWorkteam answered Success false; a labeling job may still be using it", nothing_more
        self.fault(self.delete_operation, code="ResourceInUse", message="the team has a running labeling job")
        yield "the team has a running labeling job", nothing_more

    def reach_deadline(self) -> tuple[str, Answer]:
        """The service reports the deletion, and still returns the work team."""
        id = self.created()
        self.fault(self.delete_operation, answer={"Success": True})
        return id, self.delete(id)

    def put_into_data(self, value: Any) -> None:
        answered = {"WorkteamName": "reviews", "WorkteamArn": value, "SubDomain": "portal.test"}
        self.fault(("sagemaker", "DescribeWorkteam"), answer={"Workteam": answered})

    def secrets(self) -> set[str]:
        return {self.aws.app_client(self.config)["ClientSecret"]}

    def _described(self, name: str) -> Any:
        return self.aws.sagemaker.describe_workteam(WorkteamName=name)["Workteam"]
