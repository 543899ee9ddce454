"""Bucket policies: S3's elements, its resources, and Block Public Access.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from ministack.services import s3

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.documents import Statement, listed, parsed, statements
from sandbox.template_validation.service_rules.known_services import has_action
from sandbox.template_validation.service_rules.policy_grammar import resource_problem
from sandbox.template_validation.service_rules.principals import has_principal, invalid_principals

_FIELDS = (("Effect",), ("Action", "NotAction"), ("Resource", "NotResource"))
# Not a bucket action, although `Object` is in the name.
_OBJECT_ACTION = re.compile(r"s3:(?!GetBucket|PutBucket|ListBucket)[A-Za-z]*Object[A-Za-z]*\*?")


def bucket_policy_errors(policy: Resource) -> Iterator[str]:
    """S3's error messages for a bucket policy."""
    bucket, document = policy.properties["Bucket"], parsed(policy.properties["PolicyDocument"])
    if bucket not in s3._buckets:
        yield refused("S3", "The specified bucket does not exist", at="Bucket", status=404, code="NotFound")
        return
    problems = [problem for statement in statements(document) for problem in _problems(statement, bucket)]
    if grammar := resource_problem(document):
        problems.append(grammar)
    if problems:
        yield refused("S3", f"{problems[0]} (Error Code: MalformedPolicy)", at="PolicyDocument")
    elif _is_blocked(bucket, document):
        reason = "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access"
        message = f'not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::{bucket}" {reason}.'
        yield refused("S3", f"Access Denied: {message} (Error Code: AccessDenied)", at="PolicyDocument", status=403, code="AccessDenied")


def _problems(statement: Statement, bucket: str) -> Iterator[str]:
    if not has_principal(statement):
        yield "Missing required field Principal"
    elif any(invalid_principals(statement)):
        yield "Invalid principal in policy"
    for names in _FIELDS:
        if not any(statement.get(name) for name in names):
            yield f"Missing required field {names[0]}"
    if statement.get("Effect", "Allow") not in ("Allow", "Deny"):
        yield f"Invalid effect: {statement['Effect']}"
    resources = [str(each) for each in listed(statement.get("Resource", statement.get("NotResource", [])))]
    if not all(_is_of_bucket(each, bucket) for each in resources):
        yield "Policy has invalid resource"
    actions = [str(each) for each in listed(statement.get("Action", statement.get("NotAction", [])))]
    if not all(has_action("s3", action) for action in actions):
        yield "Policy has invalid action"
    if resources and all("/" not in each and "*" not in each for each in resources) and any(map(_OBJECT_ACTION.fullmatch, actions)):
        yield "Action does not apply to any resource(s) in statement"


def _is_of_bucket(resource: str, bucket: str) -> bool:
    """True for the bucket, or objects in it; a pattern must match only this bucket."""
    name = resource.removeprefix("arn:aws:s3:::").partition("/")[0]
    return resource.startswith("arn:aws:s3:::") and name.rstrip("*") == bucket


def _is_blocked(bucket: str, document: Any) -> bool:
    blocked = s3._public_access_blocked(s3.get_account_id(), bucket, "BlockPublicPolicy")
    return bool(blocked and s3._policy_is_public(json.dumps(document)))
