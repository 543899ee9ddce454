"""The Ground Truth part of the SageMaker API, which moto does not have: workforces, work teams, labeling jobs and their tags.

``install()`` puts it into moto; ``use()`` says which AWS it stands in, ``configure()`` which quotas and delays that AWS has.
"""

from sandbox.ground_truth.api import install, use
from sandbox.ground_truth.open_surroundings import OpenSurroundings
from sandbox.ground_truth.settings import Settings, configure
from sandbox.ground_truth.surroundings import Caller, RoleNotAssumableError, Session, Surroundings, current_caller

__all__ = [
    "Caller",
    "OpenSurroundings",
    "RoleNotAssumableError",
    "Session",
    "Settings",
    "Surroundings",
    "configure",
    "current_caller",
    "install",
    "use",
]
