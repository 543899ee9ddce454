"""A service's refusal as the event of a resource gives it."""


def refused(service: str, message: str, *, at: str, status: int = 400, code: str = "InvalidRequest") -> str:
    """The service's message, wrapped by the handler of the resource type; where the mistake is, is this sandbox's addition."""
    return (
        f'Resource handler returned message: "{message} (Service: {service}, Status Code: {status})" (HandlerErrorCode: {code}) at #/{at}'
    )
