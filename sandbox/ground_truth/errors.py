"""The errors of the Ground Truth operations, with AWS's codes.

SageMaker's API model lists only some of them (``ResourceInUse``, ``ResourceLimitExceeded``, ``ResourceNotFound``,
``ConflictException``); the service is known to return the others as well. Where moto would treat an unlisted code as a programming
error, the error is a plain JSON error of moto instead of a ServiceException.
"""

from moto.core.exceptions import JsonRESTError, ServiceException


class ValidationException(ServiceException):
    """A request that violates the model or a rule of the service; also "not found" for workforces and work teams."""

    code = "ValidationException"


class SerializationException(JsonRESTError):  # noqa: N818 - the name AWS gives it
    """A request body that is not JSON, or a member of the wrong JSON type."""

    def __init__(self, message: str) -> None:
        super().__init__("SerializationException", message)


class UnknownOperationException(JsonRESTError):  # noqa: N818 - the name AWS gives it
    """An operation that SageMaker does not have."""

    error_code = "UnknownOperationException"

    def __init__(self, message: str) -> None:
        super().__init__(self.error_code, message)


class NotInTheSandbox(JsonRESTError):  # noqa: N818 - what it says
    """A feature of AWS that the sandbox lacks: an operation, or the response to certain arguments."""

    def __init__(self, lacking: str, *, operation: str, error_code: str = "ValidationException") -> None:
        super().__init__(error_code, lacking_message("SageMaker", operation, lacking))


def lacking_message(service: str, operation: str, lacking: str) -> str:
    """The message for a feature that the sandbox lacks."""
    return f"{operation} of {service}: the sandbox does not have {lacking}. It is the sandbox that lacks it, not AWS."


class AccessDenied(JsonRESTError):  # noqa: N818 - the name AWS gives it
    """The caller's policies do not allow the action; the status is 400, as in AWS's JSON protocol."""

    def __init__(self, message: str) -> None:
        super().__init__("AccessDeniedException", message)


class ResourceInUse(ServiceException):
    """A name in use, or a resource that others depend on."""

    code = "ResourceInUse"


class ResourceNotFound(ServiceException):
    """There is no labeling job of that name."""

    code = "ResourceNotFound"


class ResourceLimitExceeded(ServiceException):
    """A service quota is exhausted."""

    code = "ResourceLimitExceeded"

    @classmethod
    def of_quota(cls, *, name: str, unit: str, limit: int, used: int) -> "ResourceLimitExceeded":
        """The error for any SageMaker quota."""
        return cls(
            f"The account-level service limit '{name}' is {limit} {unit}, with current utilization of {used} {unit} "
            f"and a request delta of 1 {unit}. Please use AWS Service Quotas to request an increase for this quota. "
            "If AWS Service Quotas is not available, contact AWS support to request an increase for this quota."
        )


class ConflictException(ServiceException):
    """Another change of the same resource is in progress."""

    code = "ConflictException"
