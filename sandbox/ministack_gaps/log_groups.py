"""AWS::Logs::LogGroup: the KmsKeyId must be a key whose policy allows CloudWatch Logs; MiniStack accepts any string.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
"""

from ministack.core.responses import get_region
from ministack.services import cloudwatch_logs

from sandbox.ministack_gaps import key_use
from sandbox.ministack_gaps.added_properties import Properties, add, changed

_ACTIONS = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey")


def install() -> None:
    """Check the key when a log group gets one."""
    add("AWS::Logs::LogGroup", _require_key)


def _require_key(name: str, old: Properties, new: Properties) -> None:
    key_id = new.get("KmsKeyId")
    if not key_id or not changed("KmsKeyId", old, new):
        return
    arn = cloudwatch_logs._log_groups[name]["arn"].removesuffix(":*")
    service = f"logs.{get_region()}.amazonaws.com"
    context = {"kms:encryptioncontext:aws:logs:arn": arn}
    for action in _ACTIONS:
        refused = key_use.refused_to_service(key_id, action, service=service, source_arn=arn, context=context)
        if refused is not None:
            raise ValueError(f"The specified KMS key does not exist or is not allowed to be used with Arn '{arn}': {refused.message}")
