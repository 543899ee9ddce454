"""Custom resources as CloudFormation runs them, where MiniStack is more lenient.

* After a Create that responds FAILED comes a Delete with the response's physical id; MiniStack sends none.
* A response over 4096 bytes, without a physical id, or FAILED without a reason is rejected
  (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html).
"""

import json
from typing import Any

from ministack.services.cloudformation import custom_resource, provisioners

ANSWER_LIMIT_BYTES = 4096

_failed_physical_ids: dict[tuple[str, str], str] = {}


def install() -> None:
    """Wrap the delivery of responses and the creation of custom resources."""
    deliver, create = custom_resource.deliver_response, provisioners._custom_resource_create

    def deliver_checked(token: str, answer: dict[str, Any]) -> bool:
        if problem := _problem(answer):
            answer = answer | {"Status": "FAILED", "Reason": problem}
        if answer.get("Status") == "FAILED":
            _failed_physical_ids[answer.get("StackId", ""), answer.get("LogicalResourceId", "")] = answer.get("PhysicalResourceId", "")
        return bool(deliver(token, answer))

    def create_or_clean_up(logical_id: str, properties: dict[str, Any], stack_name: str, resource_type: str = "") -> Any:
        kind = resource_type or "AWS::CloudFormation::CustomResource"
        try:
            return create(logical_id, properties, stack_name, kind)
        except RuntimeError:
            stack_id = provisioners._cr_stack_id(stack_name)
            physical_id = _failed_physical_ids.pop((stack_id, logical_id), "")
            if physical_id:
                custom_resource.invoke_custom_resource(
                    "Delete", logical_id, properties, stack_name, stack_id, kind, physical_id=physical_id
                )
            raise

    custom_resource.deliver_response = deliver_checked
    provisioners._custom_resource_create = create_or_clean_up
    provisioners._RESOURCE_HANDLERS["AWS::CloudFormation::CustomResource"]["create"] = create_or_clean_up


def _problem(answer: dict[str, Any]) -> str:
    if len(json.dumps(answer).encode()) > ANSWER_LIMIT_BYTES:
        return "Response object is too long."
    if not answer.get("PhysicalResourceId"):
        return "Invalid PhysicalResourceId"
    if answer.get("Status") == "FAILED" and not answer.get("Reason"):
        return "Response object is missing Reason"
    return ""
