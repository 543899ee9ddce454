"""Reading the errors of AWS: code and message together, never the code alone."""

import re

from botocore.exceptions import ClientError


def code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def message(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Message", ""))


def is_not_found(error: ClientError, *, wording: str) -> bool:
    """True if the service says that the resource does not exist.

    Labeling jobs have `ResourceNotFound`; a missing work team or workforce is a ValidationException, told from any other
    by its `wording` (a regular expression).
    """
    if code(error) in {"ResourceNotFound", "ResourceNotFoundException"}:
        return True
    return code(error) == "ValidationException" and re.search(wording, message(error), re.IGNORECASE) is not None
