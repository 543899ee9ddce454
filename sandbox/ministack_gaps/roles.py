"""AWS::IAM::Role: PermissionsBoundary. MiniStack's IAM enforces boundaries, but its CloudFormation does not set a role's.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
"""

from ministack.services import iam

from sandbox.ministack_gaps.added_properties import Properties, add, changed, checked


def install() -> None:
    """Set the boundary as PutRolePermissionsBoundary does, and remove it again."""
    add("AWS::IAM::Role", _apply)


def _apply(role: str, old: Properties, new: Properties) -> None:
    boundary = new.get("PermissionsBoundary")
    if boundary:
        checked(iam._put_role_permissions_boundary({"RoleName": role, "PermissionsBoundary": boundary}))
    elif changed("PermissionsBoundary", old, new):
        checked(iam._delete_role_permissions_boundary({"RoleName": role}))
