"""The demo's actions in the account besides the CDK: uploading the dataset and reading the deployed resources."""

from collections.abc import Mapping
from typing import Any

import boto3

from sandbox.process import Sandbox


class Account:
    """The sandbox's account, through boto3 like any user's."""

    def __init__(self, sandbox: Sandbox, *, region: str = "") -> None:
        exports = sandbox.exports()
        self._session = boto3.Session(
            aws_access_key_id=exports["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=exports["AWS_SECRET_ACCESS_KEY"],
            region_name=region or sandbox.region,
        )
        self._endpoint = sandbox.endpoint
        self._certificate = str(sandbox.certificate.certificate)

    def client(self, service: str) -> Any:
        """A boto3 client of the sandbox."""
        return self._session.client(service, endpoint_url=self._endpoint, verify=self._certificate)  # type: ignore[call-overload]

    def outputs(self, stack: str) -> dict[str, str]:
        """The outputs of a stack."""
        found = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}

    def resource_count(self, stack: str) -> int:
        """The number of resources in a stack."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
        return sum(len(page["StackResourceSummaries"]) for page in pages)

    def upload(self, *, bucket: str, key: str, text: str) -> None:
        """Write a text to a bucket."""
        self.client("s3").put_object(Bucket=bucket, Key=key, Body=text.encode())

    def labeling_jobs(self) -> list[Mapping[str, Any]]:
        """Every labeling job, oldest first."""
        pages = self.client("sagemaker").get_paginator("list_labeling_jobs").paginate()
        return [job for page in pages for job in page["LabelingJobSummaryList"]]

    def job_lines(self) -> str:
        """The labeling jobs and their status, one per line."""
        return "\n".join(f"{job['LabelingJobName']:<40} {job['LabelingJobStatus']}" for job in self.labeling_jobs())

    def worker_lines(self) -> str:
        """The work teams with their members, one per line."""
        cognito = self.client("cognito-idp")
        lines = []
        for team in self.client("sagemaker").list_workteams()["Workteams"]:
            member = team["MemberDefinitions"][0]["CognitoMemberDefinition"]
            users = cognito.list_users_in_group(UserPoolId=member["UserPool"], GroupName=member["UserGroup"])["Users"]
            lines.append(f"{team['WorkteamName']:<40} {', '.join(sorted(user['Username'] for user in users))}")
        return "\n".join(sorted(lines))
