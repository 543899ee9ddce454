"""ARNs: Ground Truth uses resources of its own region only, and passes roles of its own account only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labeling_rules.built_in_functions import BuiltInFunction
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import refuses

_ARN = re.compile(r"arn:aws[a-z\-]*:(?P<service>[a-z0-9\-]+):(?P<region>[a-z0-9\-]*):(?P<account>[0-9]{12}|):(?P<resource>.+)")
_ARN_KEYS = ("Arn", "_arn", "KeyId")
_OWN_ACCOUNT = ("role/", "workteam/private-crowd/")
# Rules of their own check these: there is exactly one correct ARN.
_NAMED_BY_THE_TASK_TYPE = ("HumanTaskUiArn", "LabelingJobAlgorithmSpecificationArn")


@refuses()
def region_of_arns(document: Node, *, region: str | None) -> Iterator[Mistake]:
    """Functions, topics, work teams, keys and models are in the job's region.

    Source: developer guide, sms-streaming-create-job (topics), sms-workforce-management (teams); AWS Lambda and AWS KMS are regional
    """
    for node, match in _arns(document):
        if region and match["region"] and match["region"] != region:
            yield node.mistake(f"an ARN of the region {region}")


@refuses()
def account_of_arns(document: Node, *, account: str | None) -> Iterator[Mistake]:
    """Roles and private work teams are in the job's own account; a vendor's work team, a key and a topic may be in another.

    Source: IAM user guide, id_roles_use_passrole; developer guide, sms-workforce-management
    """
    for node, match in _arns(document):
        if account and match["resource"].startswith(_OWN_ACCOUNT) and match["account"] != account:
            yield node.mistake(f"an ARN of the account {account}")


@refuses()
def aliases_of_the_account(document: Node, *, account: str | None) -> Iterator[Mistake]:
    """A key of another account is given by its key ARN, not by an alias.

    Source: API_PutObject of Amazon S3, SSEKMSKeyId; AWS KMS developer guide, alias-authorization (a policy cannot name a key by an alias)
    """
    for node, match in _arns(document):
        if account and match["service"] == "kms" and match["resource"].startswith("alias/") and match["account"] != account:
            yield node.mistake("the key's own ARN, arn:aws:kms:<region>:<account>:key/<id>, since the alias is one of another account")


def _arns(document: Node) -> Iterator[tuple[Node, re.Match[str]]]:
    for node in document.descendants():
        if not node.key.endswith(_ARN_KEYS) or node.key in _NAMED_BY_THE_TASK_TYPE or node.text is None:
            continue
        match = _ARN.fullmatch(node.text)
        if match is not None and BuiltInFunction.of_arn(node.text) is None:
            yield node, match
