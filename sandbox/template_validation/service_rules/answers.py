"""A service's error in a resource event."""


def refused(service: str, message: str, *, at: str, status: int = 400, code: str = "InvalidRequest") -> str:
    """The service's message, wrapped as by the resource type's handler; the path of the mistake is the sandbox's addition."""
    return (
        f'Resource handler returned message: "{message} (Service: {service}, Status Code: {status})" (HandlerErrorCode: {code}) at #/{at}'
    )
