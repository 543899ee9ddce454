"""The Ground Truth operations of the SageMaker API, which moto lacks: workforces, work teams, labeling jobs and their tags.

``install()`` adds them to moto; ``use()`` sets the surrounding AWS, ``configure()`` its quotas and delays.
``complete_labeling_job()`` completes a job as if its workers had finished.
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
