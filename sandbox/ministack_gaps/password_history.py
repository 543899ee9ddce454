"""PasswordHistorySize of a user pool: recent passwords cannot be reused. MiniStack stores the number and remembers no passwords.

https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import cognito

from sandbox.ministack_gaps.added_properties import Response

Request = dict[str, Any]
User = dict[str, Any]

_OPERATIONS = (
    "_admin_set_user_password",
    "_admin_respond_to_auth_challenge",
    "_change_password",
    "_confirm_forgot_password",
    "_respond_to_auth_challenge",
)
_HISTORY = "_password_history"


def install() -> None:
    """Wrap the operations that set a password."""
    for name in _OPERATIONS:
        setattr(cognito, name, _remembering(getattr(cognito, name)))


def _remembering(operation: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def operate(request: Request) -> Response:
        before = [(size, user, copy.copy(user)) for size, user in _users_with_history()]
        response = operation(request)
        for size, user, was in before:
            # A new value may be the same text.
            if user.get("_password") is was.get("_password"):
                continue
            earlier = [*was.get(_HISTORY, []), was.get("_password")][-size:]
            if user["_password"] in earlier:
                user.clear()
                user.update(was)
                message = "Provided password cannot be used for security reasons."
                refused: Response = error_response_json("PasswordHistoryPolicyViolationException", message, 400)
                return refused
            user[_HISTORY] = earlier
        return response

    return operate


def _users_with_history() -> Iterator[tuple[int, User]]:
    for pool in cognito._user_pools.values():
        size = ((pool.get("Policies") or {}).get("PasswordPolicy") or {}).get("PasswordHistorySize")
        if size:
            yield from ((int(size), user) for user in pool["_users"].values())
