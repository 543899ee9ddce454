"""The end-to-end tests' view of the sandbox's account, through boto3 like any user's."""

from collections.abc import Mapping
from typing import Any

from demo.account import Account
from sandbox.inventory import Item, inventory
from sandbox.process import Sandbox


class AccountView(Account):
    """One region of the sandbox's account."""

    def __init__(self, sandbox: Sandbox, region: str) -> None:
        super().__init__(sandbox, region=region)
        self.sandbox = sandbox
        self.exports = sandbox.exports() | {"AWS_REGION": region}

    def items(self) -> list[Item]:
        """All resources in the region."""
        return inventory(self.exports)

    def granted(self, role_prefix: str) -> dict[str, set[str]]:
        """The allowed actions by role name, for roles with this name prefix."""
        iam = self.client("iam")
        names = [role["RoleName"] for page in iam.get_paginator("list_roles").paginate() for role in page["Roles"]]
        return {name: self._actions(name) for name in names if name.startswith(role_prefix)}

    def _actions(self, role: str) -> set[str]:
        iam = self.client("iam")
        policies = iam.list_role_policies(RoleName=role)["PolicyNames"]
        documents = [iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in policies]
        actions = [statement["Action"] for document in documents for statement in document["Statement"]]
        return {action for listed in actions for action in (listed if isinstance(listed, list) else [listed])}

    def live_jobs(self) -> list[str]:
        """The names of the jobs that have not ended."""
        return [job["LabelingJobName"] for job in self.labeling_jobs() if job["LabelingJobStatus"] in ("Initializing", "InProgress")]

    def job_statuses(self) -> dict[str, str]:
        """The status of every job by name."""
        return {job["LabelingJobName"]: job["LabelingJobStatus"] for job in self.labeling_jobs()}

    def team(self, name: str) -> Mapping[str, Any]:
        """DescribeWorkteam."""
        team: Mapping[str, Any] = self.client("sagemaker").describe_workteam(WorkteamName=name)["Workteam"]
        return team

    def members(self, team: str) -> set[str]:
        """The user names in the group of a team."""
        definition = self.team(team)["MemberDefinitions"][0]["CognitoMemberDefinition"]
        answer = self.client("cognito-idp").list_users_in_group(UserPoolId=definition["UserPool"], GroupName=definition["UserGroup"])
        return {user["Username"] for user in answer["Users"]}

    def workers(self, team: str) -> set[str]:
        """The user names in the pool of a team."""
        pool = self.team(team)["MemberDefinitions"][0]["CognitoMemberDefinition"]["UserPool"]
        return {user["Username"] for user in self.client("cognito-idp").list_users(UserPoolId=pool)["Users"]}

    def app_client(self, team: str) -> Mapping[str, Any]:
        """The app client of a team's workforce."""
        definition = self.team(team)["MemberDefinitions"][0]["CognitoMemberDefinition"]
        answer = self.client("cognito-idp").describe_user_pool_client(UserPoolId=definition["UserPool"], ClientId=definition["ClientId"])
        client: Mapping[str, Any] = answer["UserPoolClient"]
        return client

    def invitation(self, team: str) -> str:
        """The text of the workers' invitation email."""
        pool = self.team(team)["MemberDefinitions"][0]["CognitoMemberDefinition"]["UserPool"]
        answer = self.client("cognito-idp").describe_user_pool(UserPoolId=pool)["UserPool"]
        return str(answer["AdminCreateUserConfig"]["InviteMessageTemplate"]["EmailMessage"])

    def stack_status(self, name: str) -> str:
        """The status of a stack."""
        return str(self.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]["StackStatus"])
