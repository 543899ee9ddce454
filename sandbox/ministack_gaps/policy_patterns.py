"""Wildcards of policies, and `${*}`, `${?}` and `${$}`, which stand for the characters themselves.

MiniStack takes the asterisk in `${*}` for a wildcard between braces.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
"""

import re
from functools import lru_cache

from ministack.core import iam_evaluator

_PART = re.compile(r"\$\{(?P<literal>[*?$])\}|(?P<any>\*)|(?P<one>\?)|.", re.DOTALL)


def install() -> None:
    """Replace how MiniStack compiles a pattern."""
    iam_evaluator._fnmatch_compile = _compiled


@lru_cache(maxsize=4096)
def _compiled(pattern: str, ignore_case: bool) -> re.Pattern[str]:
    """For `match`: of resources and values of conditions, and with any case of actions."""
    expression = "".join(map(_expression, _PART.finditer(pattern)))
    return re.compile(rf"{expression}\Z", re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def _expression(part: re.Match[str]) -> str:
    if part["any"]:
        return ".*"
    return "." if part["one"] else re.escape(part["literal"] or part[0])
