"""Conditions that compare a function's value or a pseudo parameter."""

from collections.abc import Callable
from typing import Any

import pytest

NO_POLICIES = {"Fn::Equals": ["", {"Fn::Join": ["", {"Ref": "Policies"}]}]}
HERE = {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}
MAPPED = {"Fn::Equals": [{"Fn::FindInMap": ["Sizes", {"Ref": "AWS::Region"}, "Size"]}, "large"]}
SUBSTITUTED = {"Fn::Equals": [{"Fn::Sub": "${AWS::Region}-${Suffix}"}, "us-east-1-x"]}


@pytest.mark.parametrize("condition", [NO_POLICIES, HERE, MAPPED, SUBSTITUTED])
@pytest.mark.parametrize("negated", [False, True])
def test_a_condition_compares_values(operate: Callable[..., str], stacks: Any, name: str, condition: Any, negated: bool) -> None:
    template = {
        "Parameters": {"Policies": {"Type": "CommaDelimitedList", "Default": ""}, "Suffix": {"Type": "String", "Default": "x"}},
        "Mappings": {"Sizes": {"us-east-1": {"Size": "large"}}},
        "Conditions": {"Met": {"Fn::Not": [condition]} if negated else {"Fn::And": [condition, condition]}},
        "Resources": {"Always": {"Type": "AWS::SNS::Topic"}, "Conditional": {"Type": "AWS::SNS::Topic", "Condition": "Met"}},
    }
    assert operate("create_stack", name, template) == "CREATE_COMPLETE"
    made = {item["LogicalResourceId"] for item in stacks.describe_stack_resources(StackName=name)["StackResources"]}
    assert made == ({"Always"} if negated else {"Always", "Conditional"})
