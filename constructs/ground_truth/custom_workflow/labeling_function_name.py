"""Names of functions that the AWS managed policy AmazonSageMakerGroundTruthExecution lets an execution role invoke.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-ground-truth.html, and FunctionName in
https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
"""

from __future__ import annotations

import hashlib
import re

import aws_cdk as cdk
from aws_cdk import Token
from constructs import Construct

ACCEPTED_TEXTS = ("GtRecipe", "LabelingFunction", "SageMaker", "Sagemaker", "sagemaker")
"""The texts of which a name has to contain one, case-sensitive."""

_LONGEST = 64
_FORM = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HASH_LENGTH = 8


def labeling_function_name(construct: Construct) -> str:
    """`<stack>-<construct>-LabelingFunction-<hash>`, cut to 64 characters at most.

    CloudFormation truncates generated names at an undocumented place, which could drop the text. The hash covers the stack's name, unique
    per account and region, and the construct's path, like the logical id: a function that moves gets another id and another name, so
    that the new one can be made before the old one is deleted.
    """
    stack = _outermost_stack(construct)
    path = [stack.stack_name, *(scope.node.id for scope in construct.node.scopes[len(stack.node.scopes) :])]
    digest = hashlib.sha256("/".join(path).encode()).hexdigest()[:_HASH_LENGTH]
    suffix = f"-LabelingFunction-{digest}"
    readable = re.sub(r"[^A-Za-z0-9]+", "-", "-".join(path))
    return readable[: _LONGEST - len(suffix)].strip("-") + suffix


def check_labeling_function_name(name: str) -> None:
    """Raise ValueError for a name that Lambda or the managed policy does not accept; one known at deployment only is accepted."""
    if Token.is_unresolved(name):
        return
    if _FORM.fullmatch(name) is None or not any(text in name for text in ACCEPTED_TEXTS):
        raise ValueError(
            f"function_name {name!r}: expected 1 to {_LONGEST} letters, digits, hyphens and underscores with one of "
            f"{', '.join(ACCEPTED_TEXTS)} in it, as AmazonSageMakerGroundTruthExecution requires"
        )


def _outermost_stack(construct: Construct) -> cdk.Stack:
    """The outermost stack around the construct: the name of a nested stack is known at deployment only."""
    stack = cdk.Stack.of(construct)
    while stack.nested_stack_parent is not None:
        stack = stack.nested_stack_parent
    return stack
