"""Names of labeling jobs.

A job's name is used up for ever, whatever becomes of the job, and its case does not count. So a name is made of the desired one and of the
request: the same request repeated finds its own job, another request never meets a name that is used up.
"""

import hashlib
import re

from lambda_handlers.errors import InvalidPropertiesError

# 63 characters of LabelingJobName (CreateLabelingJob), less a hyphen and the suffix.
MAX_BASE_LENGTH = 54
SUFFIX_LENGTH = 8
_BASE = re.compile(r"[a-zA-Z0-9](-*[a-zA-Z0-9])*")
_JOB_NAME = re.compile(rf"{_BASE.pattern}-[0-9a-f]{{{SUFFIX_LENGTH}}}")


def job_name(*, base: str, request_id: str) -> str:
    """`<base>-<8 hex digits of the request>`. Raises InvalidPropertiesError when the base cannot be part of a job's name."""
    if not is_base(base):
        raise InvalidPropertiesError(
            f"invalid properties: LabelingJobName must have 1 to {MAX_BASE_LENGTH} letters, digits and inner hyphens, not '{base}'"
        )
    return f"{base}-{hashlib.sha256(request_id.encode()).hexdigest()[:SUFFIX_LENGTH]}"


def is_base(name: str) -> bool:
    """True if jobs' names can be made of it."""
    return len(name) <= MAX_BASE_LENGTH and _BASE.fullmatch(name) is not None


def is_job_name(name: str) -> bool:
    """True if `job_name` can have made it."""
    return _JOB_NAME.fullmatch(name) is not None


def base_of(name: str) -> str:
    """The desired name in a job's name."""
    return name[: -SUFFIX_LENGTH - 1]
