"""Wildcards in policies, and `${*}`, `${?}` and `${$}`, which stand for the literal characters.

MiniStack treats the asterisk in `${*}` as a wildcard between braces.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
"""

import re
from functools import lru_cache

from ministack.core import iam_evaluator

_PART = re.compile(r"\$\{(?P<literal>[*?$])\}|(?P<any>\*)|(?P<one>\?)|.", re.DOTALL)


def install() -> None:
    """Replace MiniStack's compilation of patterns."""
    iam_evaluator._fnmatch_compile = _compiled


@lru_cache(maxsize=4096)
def _compiled(pattern: str, ignore_case: bool) -> re.Pattern[str]:
    """A pattern for `match`, for resources and condition values, or case-insensitive for actions."""
    expression = "".join(map(_expression, _PART.finditer(pattern)))
    return re.compile(rf"{expression}\Z", re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def _expression(part: re.Match[str]) -> str:
    if part["any"]:
        return ".*"
    return "." if part["one"] else re.escape(part["literal"] or part[0])
