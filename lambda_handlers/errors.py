"""Failures whose text is meant for the reader of the stack's events."""


class ResourceError(Exception):
    """The request cannot be fulfilled; the text becomes the Reason that CloudFormation shows."""


class InvalidPropertiesError(ResourceError):
    """The properties of the resource are not what the API accepts; the text names every one of them by its path."""


class DeadlineReachedError(ResourceError):
    """The time of this invocation is nearly used up."""


def text(error: BaseException) -> str:
    """The error in words. An unforeseen error is named: the text of a KeyError is only the key."""
    return str(error) if isinstance(error, ResourceError) else f"{type(error).__name__}: {error}"
