"""Create of a work team, without error handling."""

import json
import urllib.request
from typing import Any

import boto3


def handler(event: dict[str, Any], _context: Any) -> None:
    sagemaker = boto3.client("sagemaker")
    properties = {name: value for name, value in event["ResourceProperties"].items() if name != "ServiceToken"}
    sagemaker.create_workteam(**properties)
    team = sagemaker.describe_workteam(WorkteamName=properties["WorkteamName"])["Workteam"]
    answer = {
        "Status": "SUCCESS",
        "PhysicalResourceId": team["WorkteamName"],
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "Data": {"WorkteamArn": team["WorkteamArn"], "SubDomain": team["SubDomain"]},
    }
    body = json.dumps(answer).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""})).close()
