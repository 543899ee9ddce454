"""Create of a workforce, without error handling."""

import json
import urllib.request
from typing import Any

import boto3


def handler(event: dict[str, Any], _context: Any) -> None:
    sagemaker = boto3.client("sagemaker")
    cognito = boto3.client("cognito-idp")
    properties = event["ResourceProperties"]
    name, config = properties["WorkforceName"], properties["CognitoConfig"]
    sagemaker.create_workforce(WorkforceName=name, CognitoConfig=config, Tags=properties["Tags"])
    workforce = sagemaker.describe_workforce(WorkforceName=name)["Workforce"]
    url = f"https://{workforce['SubDomain']}"
    client = cognito.describe_user_pool_client(UserPoolId=config["UserPool"], ClientId=config["ClientId"])["UserPoolClient"]
    client |= {"CallbackURLs": [f"{url}/oauth2/idpresponse"], "LogoutURLs": [f"{url}/logout"]}
    cognito.update_user_pool_client(**client)
    pool = cognito.describe_user_pool(UserPoolId=config["UserPool"])["UserPool"]
    invitation = {**pool["AdminCreateUserConfig"], "InviteMessageTemplate": properties["InvitationMessage"]}
    cognito.update_user_pool(UserPoolId=config["UserPool"], AdminCreateUserConfig=invitation)
    answer = {
        "Status": "SUCCESS",
        "PhysicalResourceId": name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "Data": {"WorkforceArn": workforce["WorkforceArn"], "SubDomain": workforce["SubDomain"]},
    }
    body = json.dumps(answer).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""})).close()
