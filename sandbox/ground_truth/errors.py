"""The errors of the Ground Truth operations, with the codes AWS answers.

The API model of SageMaker names only some of them (``ResourceInUse``, ``ResourceLimitExceeded``, ``ResourceNotFound``,
``ConflictException``); the others are what the service is known to answer all the same. Where moto would take an
unnamed code for a slip of its author, the error is one of moto's plain JSON errors instead of a ServiceException.
"""

from moto.core.exceptions import JsonRESTError, ServiceException


class ValidationException(ServiceException):
    """A request that the model or a rule of the service refuses; also "not found" for workforces and work teams."""

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
    """What AWS has and the sandbox has not: an operation, or an answer to arguments that AWS may take."""

    def __init__(self, lacking: str, *, operation: str, error_code: str = "ValidationException") -> None:
        super().__init__(error_code, lacking_message("SageMaker", operation, lacking))


def lacking_message(service: str, operation: str, lacking: str) -> str:
    """What a caller is told of something that the sandbox has not."""
    return f"{operation} of {service}: the sandbox does not have {lacking}. It is the sandbox that lacks it, not AWS."


class AccessDenied(JsonRESTError):  # noqa: N818 - the name AWS gives it
    """The caller's policies do not allow the action; answered with status 400, as the JSON protocol of AWS has it."""

    def __init__(self, message: str) -> None:
        super().__init__("AccessDeniedException", message)


class ResourceInUse(ServiceException):
    """A name that is taken, or a resource that others still depend on."""

    code = "ResourceInUse"


class ResourceNotFound(ServiceException):
    """No labeling job of that name."""

    code = "ResourceNotFound"


class ResourceLimitExceeded(ServiceException):
    """A service quota is used up."""

    code = "ResourceLimitExceeded"

    @classmethod
    def of_quota(cls, *, name: str, unit: str, limit: int, used: int) -> "ResourceLimitExceeded":
        """The message every SageMaker quota is refused with."""
        return cls(
            f"The account-level service limit '{name}' is {limit} {unit}, with current utilization of {used} {unit} "
            f"and a request delta of 1 {unit}. Please use AWS Service Quotas to request an increase for this quota. "
            "If AWS Service Quotas is not available, contact AWS support to request an increase for this quota."
        )


class ConflictException(ServiceException):
    """Another change of the same resource is under way."""

    code = "ConflictException"
