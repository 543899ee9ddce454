"""AWS::Lambda::Function: DeadLetterConfig, KmsKeyArn, RecursiveLoop and ReservedConcurrentExecutions, which MiniStack ignores.

As for CreateFunction, the role must be allowed to send to the dead-letter queue or topic, and the key of the variables must exist and be
enabled. asynchronous_invocations handles the failed events.
https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
"""

from collections.abc import Mapping
from typing import Any

from ministack.services import lambda_svc

from sandbox.ministack_gaps import key_use
from sandbox.ministack_gaps.added_properties import Properties, add, changed, checked
from sandbox.ministack_gaps.role_rights import role_may

# Service -> action, Lambda's name for it, and its name in the service.
_DEAD_LETTER_ACTIONS = {"sqs": ("sqs:SendMessage", "SendMessage on SQS"), "sns": ("sns:Publish", "Publish on SNS")}


def install() -> None:
    """Set the properties as the service's operations do."""
    add("AWS::Lambda::Function", _apply)


def _apply(name: str, old: Properties, new: Properties) -> None:
    configuration = lambda_svc._functions[name]["config"]
    _set_dead_letter_config(configuration, new.get("DeadLetterConfig") or {})
    _set_key(configuration, new.get("KmsKeyArn", ""))
    reserved = new.get("ReservedConcurrentExecutions")
    if reserved is not None:
        checked(lambda_svc._put_function_concurrency(name, {"ReservedConcurrentExecutions": int(reserved)}))
    elif changed("ReservedConcurrentExecutions", old, new):
        checked(lambda_svc._delete_function_concurrency(name))
    if changed("RecursiveLoop", old, new):
        checked(lambda_svc._put_function_recursion_config(name, {"RecursiveLoop": new.get("RecursiveLoop", "Terminate")}))


def _set_dead_letter_config(configuration: dict[str, Any], dead_letter_config: Mapping[str, Any]) -> None:
    configuration.pop("DeadLetterConfig", None)
    target = dead_letter_config.get("TargetArn")
    if not target:
        return
    refused = lambda_svc._validate_dead_letter_config({"TargetArn": target})
    if refused is not None:
        checked(refused)
    action, as_lambda_says_it = _DEAD_LETTER_ACTIONS[target.split(":")[2]]
    if not role_may(configuration["Role"], action, target):
        raise ValueError(f"The provided execution role does not have permissions to call {as_lambda_says_it}")
    configuration["DeadLetterConfig"] = {"TargetArn": target}


def _set_key(configuration: dict[str, Any], key_arn: str) -> None:
    refused = key_use.unusable(key_arn) if key_arn else None
    if refused is not None:
        raise ValueError(f"Lambda was unable to configure access to your environment variables: {refused.message}")
    configuration["KMSKeyArn"] = key_arn
