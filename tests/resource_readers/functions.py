"""Lambda functions with their resources, log groups, state machines and repositories."""

import json
from collections.abc import Callable
from typing import Any

from tests.resource_readers.spelling import capitalized, present, tags, without_answer

Properties = dict[str, Any]
Clients = Callable[[str], Any]


def function(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    lambda_ = clients("lambda")
    found = lambda_.get_function(FunctionName=physical_id)
    configuration = found["Configuration"]
    return present(
        {
            **configuration,
            # The service returns the code's size, not its location.
            "Code": declared["Code"] if configuration["CodeSize"] else None,
            "KmsKeyArn": configuration.get("KMSKeyArn") or None,
            "Layers": [layer["Arn"] for layer in configuration.get("Layers", [])],
            "RecursiveLoop": lambda_.get_function_recursion_config(FunctionName=physical_id)["RecursiveLoop"],
            "ReservedConcurrentExecutions": found.get("Concurrency", {}).get("ReservedConcurrentExecutions"),
            "SnapStart": present({"ApplyOn": configuration.get("SnapStart", {}).get("ApplyOn")}),
            "Tags": tags(found.get("Tags", {})),
        }
    )


def permission(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    policy = json.loads(clients("lambda").get_policy(FunctionName=declared["FunctionName"])["Policy"])
    statement = next(entry for entry in policy["Statement"] if entry["Sid"] == physical_id)
    condition = {name: value for values in statement.get("Condition", {}).values() for name, value in values.items()}
    principal = statement["Principal"]
    return present(
        {
            "FunctionName": declared["FunctionName"],
            "Action": statement["Action"],
            "Principal": next(iter(principal.values())) if isinstance(principal, dict) else principal,
            "SourceArn": condition.get("AWS:SourceArn"),
            "SourceAccount": condition.get("AWS:SourceAccount"),
            "PrincipalOrgID": condition.get("aws:PrincipalOrgID"),
            "EventSourceToken": condition.get("lambda:EventSourceToken"),
            "FunctionUrlAuthType": condition.get("lambda:FunctionUrlAuthType"),
            "InvokedViaFunctionUrl": condition.get("lambda:InvokedViaFunctionUrl"),
        }
    )


def event_invoke_config(clients: Clients, _physical_id: str, declared: Properties) -> Properties:
    found = clients("lambda").get_function_event_invoke_config(FunctionName=declared["FunctionName"], Qualifier=declared["Qualifier"])
    _function, _separator, qualifier = found["FunctionArn"].rpartition(":")
    return {**without_answer(found), "FunctionName": declared["FunctionName"], "Qualifier": qualifier}


def event_source_mapping(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    found = without_answer(clients("lambda").get_event_source_mapping(UUID=physical_id))
    return {**found, "FunctionName": declared["FunctionName"], "Enabled": found["State"] == "Enabled"}


def log_group(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    logs = clients("logs")
    groups = logs.describe_log_groups(logGroupNamePrefix=physical_id)["logGroups"]
    found = next(group for group in groups if group["logGroupName"] == physical_id)
    arn = found["arn"].removesuffix(":*")
    policies = logs.describe_resource_policies(resourceArn=arn, policyScope="RESOURCE").get("resourcePolicies", [])
    return capitalized(present(found)) | {  # type: ignore[no-any-return]
        "Tags": tags(logs.list_tags_for_resource(resourceArn=arn)["tags"]),
        **({"ResourcePolicyDocument": json.loads(policies[0]["policyDocument"])} if policies else {}),
    }


def state_machine(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    states = clients("stepfunctions")
    found = states.describe_state_machine(stateMachineArn=physical_id)
    definition = json.loads(found["definition"])
    return capitalized(without_answer({key: value for key, value in found.items() if key != "definition"})) | {  # type: ignore[no-any-return]
        "StateMachineName": found["name"],
        "StateMachineType": found["type"],
        "Definition": definition,
        "DefinitionString": definition,
        "Tags": capitalized([tag for tag in states.list_tags_for_resource(resourceArn=physical_id)["tags"] if "aws:" not in tag["key"]]),
    }


def repository(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    ecr = clients("ecr")
    found = ecr.describe_repositories(repositoryNames=[physical_id])["repositories"][0]
    texts: Properties = {}
    for name, operation, member in (
        ("LifecyclePolicy", "get_lifecycle_policy", "lifecyclePolicyText"),
        ("RepositoryPolicyText", "get_repository_policy", "policyText"),
    ):
        try:
            texts[name] = json.loads(getattr(ecr, operation)(repositoryName=physical_id)[member])
        except (ecr.exceptions.LifecyclePolicyNotFoundException, ecr.exceptions.RepositoryPolicyNotFoundException):
            continue
    if "LifecyclePolicy" in texts:
        texts["LifecyclePolicy"] = {"LifecyclePolicyText": texts["LifecyclePolicy"]}
    return capitalized(found) | texts | {"Tags": tags(ecr.list_tags_for_resource(resourceArn=found["repositoryArn"])["tags"])}  # type: ignore[no-any-return]
