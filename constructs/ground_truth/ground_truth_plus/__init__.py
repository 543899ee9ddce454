"""Ground Truth Plus: everything around its console that can be code, and a runbook for what cannot."""

from ground_truth.ground_truth_plus.access import GroundTruthPlusAccountAccess, GroundTruthPlusRole
from ground_truth.ground_truth_plus.people import ProjectPeople
from ground_truth.ground_truth_plus.project import GroundTruthPlusProject
from ground_truth.ground_truth_plus.project_bucket import ProjectBucket
from ground_truth.ground_truth_plus.project_team import ProjectTeam
from ground_truth.settings.plus_folders import PlusFolders

__all__ = [
    "GroundTruthPlusAccountAccess",
    "GroundTruthPlusProject",
    "GroundTruthPlusRole",
    "PlusFolders",
    "ProjectBucket",
    "ProjectPeople",
    "ProjectTeam",
]
