"""The status of the stack, which a request does not carry.

CloudFormation deletes what an update replaced, and the resource goes on; or it deletes the resource. In the second case nothing of it may
be left: not even what a function made that died before it could answer, under a name that CloudFormation never learnt.
"""

import re

from lambda_handlers.aws.clients import client
from lambda_handlers.custom_resource.in_force import request_in_force
from lambda_handlers.custom_resource.request import Request

# AWS CloudFormation user guide, "Stack status codes". In these every resource goes.
_WHOLE_STACK_GOES = {"DELETE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"}
# In these goes what the update had added: a resource that CloudFormation knew by no name before.
_UPDATE_IS_UNDONE = "UPDATE_ROLLBACK_"
# <stack>-<logical id>-<12 or 13 letters and digits>: AWS CloudFormation user guide, "Name type"; seen so for custom resources too.
_MADE_UP = re.compile(r"[A-Za-z0-9-]+-[A-Z0-9]{12,13}")


def resource_goes(request: Request, *, was_answered: bool) -> bool:
    """True if the Delete takes the resource away for good; asks CloudFormation.

    `was_answered`: the physical id is one that this handler answered. When in doubt it is False: what may still be in use is not touched.
    """
    now = status(request)
    if now in _WHOLE_STACK_GOES:
        return True
    return now.startswith(_UPDATE_IS_UNDONE) and not was_answered and _is_made_up(request.known_physical_resource_id)


def _is_made_up(id: str) -> bool:
    """True if CloudFormation may have made up the id, for a resource whose Create was never answered.

    Any other id that no handler of ours answered is of an earlier implementation, whose resource existed before the update.
    """
    return _MADE_UP.fullmatch(id) is not None


def is_rolling_back(request: Request) -> bool:
    """True if an Update takes back another one; asks CloudFormation."""
    return status(request).startswith(_UPDATE_IS_UNDONE)


def status(request: Request) -> str:
    """The stack's status; asks CloudFormation once for each request that is being fulfilled."""
    in_force = request_in_force()
    if in_force is not None and in_force.stack_status is not None:
        return in_force.stack_status
    found = str(client("cloudformation").describe_stacks(StackName=request.stack_id)["Stacks"][0]["StackStatus"])
    if in_force is not None:
        in_force.stack_status = found
    return found
