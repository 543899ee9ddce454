"""SNS topics and SQS queues encrypted with a KMS key: publishers, senders and receivers need permissions on the key.

Publishing and sending need kms:GenerateDataKey and kms:Decrypt, receiving needs kms:Decrypt, in the key policy and for the caller;
a service that publishes or sends by itself (S3, EventBridge, SNS to a queue) needs both in the key policy. MiniStack checks nothing.
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
"""

from collections.abc import Callable, Iterable
from typing import Any

from ministack.services import sns, sqs

from sandbox import caller
from sandbox.ministack_gaps import key_use

Parameters = dict[str, Any]

_KEY = "KmsMasterKeyId"
_TO_WRITE = ("kms:GenerateDataKey", "kms:Decrypt")
_TO_READ = ("kms:Decrypt",)
_SNS_CODES = {
    key_use.Problem.NOT_FOUND: "KMSNotFound",
    key_use.Problem.DISABLED: "KMSDisabled",
    key_use.Problem.ACCESS_DENIED: "KMSAccessDenied",
}
_SQS_CODES = {
    key_use.Problem.NOT_FOUND: "KMS.NotFoundException",
    key_use.Problem.DISABLED: "KMS.DisabledException",
    key_use.Problem.ACCESS_DENIED: "KMS.AccessDeniedException",
}


def install() -> None:
    """Wrap the operations, and MiniStack's checks before a service publishes or sends."""
    sns._publish, sns._publish_batch = _publishing(sns._publish), _publishing(sns._publish_batch)
    for name, actions in {"SendMessage": _TO_WRITE, "SendMessageBatch": _TO_WRITE, "ReceiveMessage": _TO_READ}.items():
        sqs._HANDLERS[name] = _using_queue(sqs._HANDLERS[name], actions)
    sns.topic_policy_allows = _with_key(sns.topic_policy_allows, _topic_key)
    sqs.queue_policy_allows = _with_key(sqs.queue_policy_allows, _queue_key)


def _publishing(publish: Callable[[Parameters], Any]) -> Callable[[Parameters], Any]:
    def publish_with_key(parameters: Parameters) -> Any:
        refused = _refused(_topic_key(str(sns._p(parameters, "TopicArn") or sns._p(parameters, "TargetArn"))), _TO_WRITE, via="sns")
        return publish(parameters) if refused is None else sns._error(_SNS_CODES[refused.problem], refused.message, 400)

    return publish_with_key


def _using_queue(operation: Callable[[Parameters, str], Any], actions: Iterable[str]) -> Callable[[Parameters, str], Any]:
    def use_with_key(data: Parameters, queue_url: str) -> Any:
        queue = sqs._get_q(data.get("QueueUrl", queue_url))
        refused = _refused(queue["attributes"].get(_KEY, ""), actions, via="sqs")
        if refused is not None:
            raise sqs._Err(_SQS_CODES[refused.problem], refused.message)
        return operation(data, queue_url)

    return use_with_key


def _with_key(policy_allows: Callable[..., bool], key_of: Callable[[str], str]) -> Callable[..., bool]:
    def allowed(arn: str, service: str, source_arn: str, source_account: str) -> bool:
        key_id = key_of(arn)
        refused = (key_use.refused_to_service(key_id, action, service=service, source_arn=source_arn) for action in _TO_WRITE if key_id)
        return policy_allows(arn, service, source_arn, source_account) and not any(refused)

    return allowed


def _refused(key_id: str, actions: Iterable[str], *, via: str) -> key_use.Refusal | None:
    if not key_id:
        return None
    access_key = caller.access_key()
    answers = (key_use.refused_to_caller(key_id, action, access_key=access_key, via=via) for action in actions)
    return next((refused for refused in answers if refused is not None), None)


def _topic_key(arn: str) -> str:
    topic = sns._topic_by_arn_any_scope(arn)
    return str(topic["attributes"].get(_KEY, "")) if topic else ""


def _queue_key(arn: str) -> str:
    queue = sqs._queue_by_arn(arn)
    return str(queue["attributes"].get(_KEY, "")) if queue else ""
