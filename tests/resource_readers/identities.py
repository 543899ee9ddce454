"""IAM roles and policies."""

from collections.abc import Callable
from typing import Any

from tests.resource_readers.spelling import present, tags

Properties = dict[str, Any]
Clients = Callable[[str], Any]


def role(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    iam = clients("iam")
    found = iam.get_role(RoleName=physical_id)["Role"]
    inline = {policy["PolicyName"] for policy in declared.get("Policies", [])}
    attached = iam.list_attached_role_policies(RoleName=physical_id)["AttachedPolicies"]
    return present(
        {
            **found,
            "Tags": tags(found.get("Tags", [])),
            "PermissionsBoundary": found.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
            "ManagedPolicyArns": [policy["PolicyArn"] for policy in attached],
            # AWS::IAM::Policy adds others.
            "Policies": [
                {"PolicyName": name, "PolicyDocument": iam.get_role_policy(RoleName=physical_id, PolicyName=name)["PolicyDocument"]}
                for name in iam.list_role_policies(RoleName=physical_id)["PolicyNames"]
                if name in inline
            ],
        }
    )


def policy(clients: Clients, _physical_id: str, declared: Properties) -> Properties:
    iam, name = clients("iam"), declared["PolicyName"]
    found: Properties = {"PolicyName": name}
    for members, kind in (("Roles", "role"), ("Users", "user"), ("Groups", "group")):
        get = getattr(iam, f"get_{kind}_policy")
        for holder in declared.get(members, []):
            document = get(**{f"{kind.capitalize()}Name": holder, "PolicyName": name})["PolicyDocument"]
            if found.setdefault("PolicyDocument", document) == document:
                found.setdefault(members, []).append(holder)
    return found


def managed_policy(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    iam = clients("iam")
    found = iam.get_policy(PolicyArn=physical_id)["Policy"]
    version = iam.get_policy_version(PolicyArn=physical_id, VersionId=found["DefaultVersionId"])["PolicyVersion"]
    holders = iam.list_entities_for_policy(PolicyArn=physical_id)
    return {
        **found,
        "ManagedPolicyName": found["PolicyName"],
        "PolicyDocument": version["Document"],
        "Groups": [group["GroupName"] for group in holders["PolicyGroups"]],
        "Roles": [role["RoleName"] for role in holders["PolicyRoles"]],
        "Users": [user["UserName"] for user in holders["PolicyUsers"]],
    }
