"""The Ground Truth part of the SageMaker API, which moto does not have: workforces, work teams, labeling jobs and their tags.

``install()`` puts it into moto; ``use()`` says which AWS it stands in, ``configure()`` which quotas and delays that AWS has.
``complete_labeling_job()`` ends a job as if its workers had answered.
"""

from sandbox.ground_truth.api import complete_labeling_job, install, use
from sandbox.ground_truth.open_surroundings import OpenSurroundings
from sandbox.ground_truth.settings import Settings, configure
from sandbox.ground_truth.surroundings import Caller, RoleDeniedError, RoleNotAssumableError, Session, Surroundings, current_caller

__all__ = [
    "Caller",
    "OpenSurroundings",
    "RoleDeniedError",
    "RoleNotAssumableError",
    "Session",
    "Settings",
    "Surroundings",
    "complete_labeling_job",
    "configure",
    "current_caller",
    "install",
    "use",
]
