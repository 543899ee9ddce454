"""AWS::SageMaker::Workforce, whose `replacementStrategy` is delete_then_create.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-workforce.html
"""

from typing import Any

from ministack.services import cloudformation
from ministack.services.cloudformation import provisioners

from sandbox.ground_truth_types import deployer
from sandbox.ground_truth_types.sagemaker_calls import Properties, call, change_tags, found, tags_of, wait_until

TYPE = "AWS::SageMaker::Workforce"
CREATE_ONLY = ("WorkforceName", "CognitoConfig")
REPLACEMENT_STRATEGY = "delete_then_create"
_CHANGEABLE = ("IpAddressType", "OidcConfig", "SourceIpConfig", "WorkforceVpcConfig")
# A removed property reverts to the value of a new workforce.
_TAKEN_AWAY = {"IpAddressType": "ipv4", "SourceIpConfig": {"Cidrs": []}, "WorkforceVpcConfig": {}}

Provisioned = tuple[str, dict[str, str]]

# The properties of workforces that were deleted for a replacement, by the new one's ARN.
_predecessors: dict[str, Properties] = {}


def delete_before_replacing() -> None:
    """Replace in the order of this type. MiniStack creates before it deletes, as CloudFormation does for types of the other strategy."""
    replace = provisioners._replace_resource

    def replace_in_order(resource_type: str, physical_id: str, old: Properties, new: Properties, *rest: Any) -> Any:
        if resource_type != TYPE:
            return replace(resource_type, physical_id, old, new, *rest)
        return _replace(physical_id, old, new)

    provisioners._replace_resource = replace_in_order


def create(_logical_id: str, properties: Properties, _stack_name: str) -> Provisioned:
    """CreateWorkforce, and wait until it is Active."""
    client = deployer.client("sagemaker")
    name = properties["WorkforceName"]
    given = {member: properties[member] for member in ("CognitoConfig", *_CHANGEABLE) if properties.get(member)}
    call(client.create_workforce, WorkforceName=name, Tags=tags_of(properties), **given)
    return _read(client, name)


def update(physical_id: str, old: Properties, new: Properties, _stack_name: str) -> Provisioned:
    """UpdateWorkforce and the tags, and wait until it is Active."""
    client = deployer.client("sagemaker")
    name = _name(physical_id)
    changed = {member: new.get(member, _TAKEN_AWAY.get(member)) for member in _CHANGEABLE if old.get(member) != new.get(member)}
    if changed:
        call(client.update_workforce, WorkforceName=name, **changed)
    change_tags(client, physical_id, old=old, new=new)
    return _read(client, name)


def delete(physical_id: str, _properties: Properties) -> None:
    """DeleteWorkforce, and wait until it is gone; a missing one is no failure."""
    client = deployer.client("sagemaker")
    name = _name(physical_id)
    if found(client.delete_workforce, WorkforceName=name) is not None:
        wait_until(lambda: found(client.describe_workforce, WorkforceName=name) is None)
    predecessor = _predecessors.pop(physical_id, None)
    if predecessor is not None and _is_rolled_back(physical_id):
        create("", predecessor, "")


def _replace(physical_id: str, old: Properties, new: Properties) -> Provisioned:
    delete(physical_id, old)
    try:
        created = create("", new, "")
    except ValueError:
        create("", old, "")
        raise
    if created[0] != physical_id:
        _predecessors[created[0]] = old
    return created


def _is_rolled_back(physical_id: str) -> bool:
    """True if the deletion is part of a failed update: CloudFormation then restores the predecessor."""
    return any(
        "ROLLBACK" in stack.get("StackStatus", "")
        and any(resource.get("PhysicalResourceId") == physical_id for resource in stack.get("_resources", {}).values())
        for stack in cloudformation._stacks.values()
    )


def _read(client: Any, name: str) -> Provisioned:
    """The ARN as primary identifier, and the attributes. Tags are not read: ListTags was observed not to support workforces."""

    def described() -> Any:
        return call(client.describe_workforce, WorkforceName=name)["Workforce"]

    wait_until(lambda: described().get("Status", "Active") not in ("Initializing", "Updating"))
    workforce = described()
    if workforce.get("Status") == "Failed":
        raise ValueError(f'Resource handler returned message: "{workforce.get("FailureReason", "the workforce is Failed")}"')
    return workforce["WorkforceArn"], {"WorkforceArn": workforce["WorkforceArn"], "SubDomain": workforce["SubDomain"]}


def _name(physical_id: str) -> str:
    return physical_id.rpartition("/")[2]
