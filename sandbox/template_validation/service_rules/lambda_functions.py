"""Lambda functions: role, code and permissions.

https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
"""

import re
from collections.abc import Iterator

from ministack.services import lambda_svc

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.role_trust import trusts

_MEMORY_MEGABYTES = 10_240
_ACCOUNT = re.compile(r"\d{12}")


def function_errors(function: Resource) -> Iterator[str]:
    """Lambda's error messages for a function."""
    properties = function.properties
    memory = int(properties.get("MemorySize", 128))
    if memory > _MEMORY_MEGABYTES:
        limit = f"Member must have value less than or equal to {_MEMORY_MEGABYTES}"
        yield refused("Lambda", f"'MemorySize' value failed to satisfy constraint: {limit}", at="MemorySize")
    if properties.get("PackageType", "Zip") == "Zip" and not {"Handler", "Runtime"} <= set(properties):
        message = "Runtime and Handler are mandatory parameters for functions created with deployment packages."
        yield refused("Lambda", message, at="Runtime" if "Handler" in properties else "Handler")
    if not trusts(str(properties["Role"]), "lambda.amazonaws.com"):
        yield refused("Lambda", "The role defined for the function cannot be assumed by Lambda.", at="Role")
    code = properties.get("Code", {})
    if "S3Bucket" in code and lambda_svc._fetch_code_from_s3(code["S3Bucket"], code.get("S3Key", ""), code.get("S3ObjectVersion")) is None:
        reason = "S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist."
        yield refused("Lambda", f"Error occurred while GetObject. {reason}", at="Code")


def permission_errors(permission: Resource) -> Iterator[str]:
    """Lambda's error messages for a permission."""
    principal = permission.properties["Principal"]
    if not (principal == "*" or "." in principal or principal.startswith("arn:") or _ACCOUNT.fullmatch(principal)):
        yield refused("Lambda", "The provided principal was invalid. Please check the principal and try again.", at="Principal")


def alias_errors(alias: Resource) -> Iterator[str]:
    """Lambda's error messages for an alias of an existing function."""
    name, version = lambda_svc._resolve_name(alias.properties["FunctionName"]), str(alias.properties["FunctionVersion"])
    function = lambda_svc._functions.get(name)
    if function is not None and version != "$LATEST" and version not in function["versions"]:
        arn = f"{function['config']['FunctionArn']}:{version}"
        yield refused("Lambda", f"Function not found: {arn}", at="FunctionVersion", status=404, code="NotFound")
